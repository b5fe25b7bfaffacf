// A follower's log: the leader's bytes as they are, several batches at once, with gaps where the
// leader was compacted; and the metadata log, whose batches raft makes.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { controlBatch } from '@ottla/protocol';

import type { AppendOptions } from '../src/index.ts';
import { batchOf, errorOf, makeLog, offsetsIn, readBytes, write } from './simulated-log.ts';

const AS_REPLICA: AppendOptions = { origin: 'replica', leaderEpoch: 5, nowMs: 1_000 };
const AS_RAFT: AppendOptions = { origin: 'raft', leaderEpoch: 2, nowMs: 1_000 };

function given(baseOffset: number, records = 1, leaderEpoch = 3): Uint8Array {
  return batchOf({ baseOffset, records, leaderEpoch, valueBytes: 40 });
}

test('several batches are taken as they are', () => {
  const made = makeLog({ config: { segmentBytes: 300 } });
  const bytes = Buffer.concat([given(0, 2), given(2), given(3, 3, 4), given(6, 1, 4)]);
  const outcome = made.log.append(Buffer.from(bytes), AS_REPLICA);
  assert.ok(outcome.kind === 'appended');
  assert.deepEqual(
    [outcome.firstOffset, outcome.lastOffset, outcome.sizeBytes],
    [0, 6, bytes.length],
  );
  made.log.flushAppends();
  assert.ok(readBytes(made).equals(bytes));
  assert.deepEqual(made.log.offsetForLeaderEpoch(3), { leaderEpoch: 3, endOffset: 3 });
});

test('a last batch that is cut off is left for the next fetch', () => {
  const made = makeLog();
  const whole = given(0, 2);
  const bytes = Buffer.concat([whole, given(2).subarray(0, 50)]);
  const outcome = made.log.append(bytes, AS_REPLICA);
  assert.ok(outcome.kind === 'appended');
  assert.deepEqual([outcome.sizeBytes, made.log.logEndOffset], [whole.length, 2]);
});

test('nothing at all is nothing', () => {
  const made = makeLog();
  const outcome = made.log.append(new Uint8Array(0), AS_REPLICA);
  assert.ok(outcome.kind === 'appended');
  assert.deepEqual([outcome.sizeBytes, made.log.logEndOffset], [0, 0]);
});

test('batches of a leader that we do not follow yet are left out', () => {
  const made = makeLog();
  const bytes = Buffer.concat([given(0), given(1, 1, 6), given(2)]);
  const outcome = made.log.append(bytes, AS_REPLICA);
  assert.ok(outcome.kind === 'appended');
  assert.equal(made.log.logEndOffset, 1);
});

test('gaps of a compacted leader stay', async () => {
  const made = makeLog({
    config: {
      segmentBytes: 250,
      indexIntervalBytes: 50,
      cleanupPolicy: { delete: false, compact: true },
    },
  });
  const offsets = [0, 7, 8, 30, 31, 99];
  for (const offset of offsets) {
    made.log.append(given(offset), AS_REPLICA);
    made.log.flushAppends();
  }
  assert.equal(made.log.logEndOffset, 100);
  assert.deepEqual(offsetsIn(made), offsets);
  for (const from of [1, 7, 9, 29, 50, 99]) {
    const first = offsetsIn(made, { from })[0];
    assert.equal(first, offsets.find((offset) => offset >= from));
  }
  await made.reopen({ end: 'process' });
  assert.deepEqual([offsetsIn(made), made.log.logEndOffset], [offsets, 100]);
});

const BAD: readonly (readonly [string, () => Uint8Array, string])[] = [
  ['an offset that is there', () => given(1), 'OFFSET_OUT_OF_RANGE'],
  ['offsets out of order', () => Buffer.concat([given(5), given(4)]), 'OFFSET_OUT_OF_RANGE'],
  ['a wrong checksum', () => damaged(given(3), 80), 'CORRUPT_MESSAGE'],
  [
    'a wrong checksum in the second',
    () => Buffer.concat([given(3), damaged(given(4), 80)]),
    'CORRUPT_MESSAGE',
  ],
  ['no batch', () => Buffer.alloc(60), 'CORRUPT_MESSAGE'],
];

function damaged(bytes: Uint8Array, at: number): Uint8Array {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

for (const [name, bytes, error] of BAD) {
  test(`${name}: refused as a whole`, () => {
    const made = makeLog();
    write(made.log, { records: 3 });
    assert.equal(errorOf(made.log.append(bytes(), AS_REPLICA)), error);
    assert.deepEqual([made.log.logEndOffset, offsetsIn(made)], [3, [0, 1, 2]]);
  });
}

test('raft’s batches carry their offsets and epoch, control batches too', async () => {
  const made = makeLog();
  const leader = controlBatch([{ type: 2, value: new Uint8Array(8) }], {
    baseOffset: 0,
    partitionLeaderEpoch: 2,
    timestamp: 1_000,
  });
  const bytes = Buffer.concat([leader, given(1, 4, 2)]);
  assert.equal(errorOf(made.log.append(bytes, AS_RAFT)), 'appended');
  await made.universe.resolve(made.log.flush());
  assert.equal(made.log.flushedOffset, 5);
  assert.equal(errorOf(made.log.append(given(5, 1, 1), AS_RAFT)), 'INVALID_RECORD');
  await made.reopen({ end: 'power' });
  assert.equal(made.log.logEndOffset, 5);
  assert.deepEqual(offsetsIn(made), [1, 2, 3, 4]);
});
