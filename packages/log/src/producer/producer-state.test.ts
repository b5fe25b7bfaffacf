import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ProducerEntry } from './producer-entry.ts';
import { ProducerState, isExpired } from './producer-state.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts';

function data(
  state: ProducerState,
  producerId: number,
  baseOffset: number,
  isTransactional = true,
): void {
  state.addData({
    producerId,
    epoch: 0,
    lastSequence: baseOffset,
    baseOffset,
    lastOffset: baseOffset,
    maxTimestamp: 1_000 + baseOffset,
    isTransactional,
  });
}

function end(state: ProducerState, producerId: number, offset: number): void {
  const marker = { producerId, epoch: 0, coordinatorEpoch: 1, offset, timestamp: 2_000 };
  const completed = state.addMarker(marker);
  assert.ok(completed);
  state.complete(completed);
}

test('the first unstable offset is that of the oldest open transaction', () => {
  const state = new ProducerState();
  assert.equal(state.firstUnstableOffset, undefined);
  data(state, 1, 0, false);
  assert.equal(state.firstUnstableOffset, undefined);
  data(state, 2, 5);
  data(state, 3, 8);
  data(state, 2, 9);
  assert.equal(state.firstUnstableOffset, 5);
  end(state, 2, 12);
  assert.equal(state.firstUnstableOffset, 5, 'its marker is not below the high watermark yet');
  state.forgetDecidedBelow(12);
  assert.equal(state.firstUnstableOffset, 5);
  state.forgetDecidedBelow(13);
  assert.equal(state.firstUnstableOffset, 8);
  end(state, 3, 20);
  state.forgetDecidedBelow(21);
  assert.equal(state.firstUnstableOffset, undefined);
});

test('decided transactions are kept in the order of their first offsets', () => {
  const state = new ProducerState();
  for (const [producerId, offset] of [
    [1, 0],
    [2, 1],
    [3, 2],
  ] as const)
    data(state, producerId, offset);
  end(state, 3, 3);
  end(state, 1, 4);
  end(state, 2, 5);
  assert.equal(state.firstUnstableOffset, 0);
  state.forgetDecidedBelow(5);
  assert.equal(state.firstUnstableOffset, 1, 'of producer 2, whose marker is the last one');
});

test('the stable offset after a transaction is where the next open one begins', () => {
  const state = new ProducerState();
  data(state, 1, 0);
  data(state, 2, 4);
  const completed = { producerId: 1, firstOffset: 0, lastOffset: 9 };
  assert.equal(state.stableOffsetAfter(completed), 4);
  assert.equal(state.stableOffsetAfter({ ...completed, producerId: 2, firstOffset: 4 }), 0);
  end(state, 2, 8);
  assert.equal(state.stableOffsetAfter(completed), 10);
});

test('a marker without a transaction ends nothing, but is remembered', () => {
  const state = new ProducerState();
  const marker = { producerId: 1, epoch: 3, coordinatorEpoch: 2, offset: 0, timestamp: 5 };
  assert.equal(state.addMarker(marker), undefined);
  const entry = state.entry(1);
  assert.deepEqual([entry?.epoch, entry?.coordinatorEpoch, entry?.lastSequence], [3, 2, -1]);
});

test('silent producers are forgotten, but not with an open transaction', () => {
  const state = new ProducerState();
  data(state, 1, 0, false);
  data(state, 2, 1);
  data(state, 3, 500, false);
  state.removeExpired(1_400, 400);
  assert.deepEqual([...state.entries.keys()], [2, 3]);
  const entry = new ProducerEntry(9);
  entry.lastTimestampMs = 100;
  assert.deepEqual([isExpired(entry, 199, 100), isExpired(entry, 200, 100)], [false, true]);
});

test('a snapshot brings back epochs, last batches and open transactions', () => {
  const state = new ProducerState();
  data(state, 9_007_199_254_740_991, 3);
  data(state, 2, 1);
  data(state, 4, 7, false);
  const loaded = new ProducerState();
  loaded.load(decodeSnapshot(encodeSnapshot([...state.entries.values()])), 10);
  assert.deepEqual([...loaded.entries.values()], [...state.entries.values()]);
  assert.deepEqual([loaded.firstUnstableOffset, loaded.endOffset], [1, 10]);
  end(loaded, 2, 11);
  loaded.forgetDecidedBelow(12);
  assert.equal(loaded.firstUnstableOffset, 3);
});

test('a snapshot has Kafka’s bytes', () => {
  // `00000000000000020037.snapshot` of Apache Kafka 4.3.1.
  const written =
    '0001bffb8ce1000000020000000000000000000000004e1f0000000000004e1f000003bb000001a1fdfd90a1ffff' +
    'ffffffffffffffffffff000000000000000100000000001e0000000000004e4400000000000001a1fdfd97f80000' +
    '00000000000000004e44';
  const entries = decodeSnapshot(Buffer.from(written, 'hex'));
  const [plain, transactional] = entries;
  assert.deepEqual(
    [plain?.producerId, plain?.lastSequence, plain?.lastDataOffset],
    [0, 19_999, 19_999],
  );
  assert.deepEqual(
    [transactional?.coordinatorEpoch, transactional?.transactionFirstOffset],
    [0, 20_036],
  );
  assert.equal(encodeSnapshot(entries).toString('hex'), written);
});

test('a snapshot keeps all batches that a retry may be, the newest last', () => {
  const state = new ProducerState();
  for (let offset = 0; offset < 7; offset += 1) data(state, 1, offset, false);
  data(state, 2, 7, false);
  const bytes = encodeSnapshot([...state.entries.values()]);
  const loaded = new ProducerState();
  loaded.load(decodeSnapshot(bytes), 8);
  const known = [1, 2, 3, 4, 5, 6].map((sequence) => {
    return loaded.entry(1)?.findDuplicate(0, sequence, sequence)?.lastOffset;
  });
  assert.deepEqual(known, [undefined, 2, 3, 4, 5, 6]);
  assert.equal(loaded.entry(2)?.lastSequence, 7);
  assert.deepEqual(loaded.entry(1), state.entry(1));
  // Apache Kafka takes the last row of a producer: that must be the newest batch.
  assert.equal(bytes.readInt32BE(6), 6);
  const sequences = Array.from({ length: 6 }, (_, row) => bytes.readInt32BE(10 + row * 46 + 10));
  assert.deepEqual(sequences, [2, 3, 4, 5, 6, 7]);
});

test('where a producer stays silent, no older batch outlives its newest in a snapshot', () => {
  const entry = new ProducerEntry(1);
  entry.epoch = 0;
  for (const [lastSequence, timestamp] of [[0, 9_000], [1, 1_000]] as const) {
    entry.addBatch({ lastSequence, lastOffset: lastSequence, offsetDelta: 0, timestamp });
  }
  const bytes = encodeSnapshot([entry]);
  const timestamps = [0, 1].map((row) => Number(bytes.readBigInt64BE(10 + row * 46 + 26)));
  assert.deepEqual(timestamps, [1_000, 1_000]);
});

test('a damaged snapshot is not taken', () => {
  const entry = new ProducerEntry(7);
  const whole = encodeSnapshot([entry]);
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    assert.throws(() => decodeSnapshot(damaged), /checksum|version/, `byte ${at}`);
  }
  for (let size = 0; size < whole.length; size++) {
    assert.throws(() => decodeSnapshot(whole.subarray(0, size)), `${size} bytes`);
  }
});
