// Idempotent producers: a retry is acknowledged once more, a gap is refused, and both also after a
// restart.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AppendOutcome, PartitionLog } from '../src/index.ts';
import { AS_CLIENT, batchOf, errorOf, makeLog, offsetsIn, write } from './simulated-log.ts';

interface Sent {
  readonly sequence: number;
  readonly id?: number;
  readonly epoch?: number;
  readonly records?: number;
}

function send(
  log: PartitionLog,
  { sequence, id = 7, epoch = 0, records = 1 }: Sent,
): AppendOutcome {
  const outcome = log.append(batchOf({ records, producer: { id, epoch, sequence } }), AS_CLIENT);
  log.flushAppends();
  return outcome;
}

test('a batch that is sent again is the batch that is there', () => {
  const made = makeLog();
  for (let n = 0; n < 6; n++) {
    assert.equal(errorOf(send(made.log, { sequence: n * 2, records: 2 })), 'appended');
  }
  for (let n = 1; n < 6; n++) {
    const outcome = send(made.log, { sequence: n * 2, records: 2 });
    assert.ok(outcome.kind === 'duplicate');
    assert.deepEqual([outcome.firstOffset, outcome.lastOffset], [n * 2, n * 2 + 1]);
    assert.equal(outcome.logAppendTimeMs, 1_000);
  }
  assert.equal(
    errorOf(send(made.log, { sequence: 0, records: 2 })),
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
  );
  assert.equal(made.log.logEndOffset, 12);
});

test('other records under known sequences are no retry', () => {
  const { log } = makeLog();
  send(log, { sequence: 0, records: 3 });
  assert.equal(errorOf(send(log, { sequence: 0, records: 2 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  assert.equal(errorOf(send(log, { sequence: 1, records: 2 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  assert.equal(errorOf(send(log, { sequence: 3, records: 2 })), 'appended');
});

test('sequences go on from 2147483647 with 0', () => {
  const { log } = makeLog();
  const last = 2_147_483_647;
  assert.equal(errorOf(send(log, { sequence: last - 1, records: 3 })), 'appended');
  assert.equal(log.activeProducers()[0]?.lastSequence, 0);
  assert.equal(errorOf(send(log, { sequence: last - 1, records: 3 })), 'duplicate');
  assert.equal(errorOf(send(log, { sequence: 1 })), 'appended');
});

test('a new epoch begins at 0 and fences the old one', () => {
  const { log } = makeLog();
  send(log, { sequence: 0 });
  assert.equal(errorOf(send(log, { epoch: 2, sequence: 1 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  assert.equal(errorOf(send(log, { epoch: 2, sequence: 0 })), 'appended');
  assert.equal(errorOf(send(log, { epoch: 1, sequence: 1 })), 'INVALID_PRODUCER_EPOCH');
  assert.equal(errorOf(send(log, { epoch: 0, sequence: 0 })), 'INVALID_PRODUCER_EPOCH');
});

test('a refusal changes nothing', () => {
  const made = makeLog({ config: { segmentBytes: 500 } });
  for (let n = 0; n < 5; n++) send(made.log, { sequence: n });
  const before = [made.log.logEndOffset, made.log.segments.length, made.log.sizeBytes];
  for (let n = 0; n < 20; n++) send(made.log, { sequence: 100 + n });
  assert.deepEqual([made.log.logEndOffset, made.log.segments.length, made.log.sizeBytes], before);
  assert.equal(errorOf(send(made.log, { sequence: 5 })), 'appended');
  assert.deepEqual(offsetsIn(made), [0, 1, 2, 3, 4, 5]);
});

for (const end of ['close', 'process', 'power'] as const) {
  test(`what is known of producers outlives ${end}`, async () => {
    const made = makeLog({ config: { segmentBytes: 600, producerIdExpirationMs: Infinity } });
    for (let n = 0; n < 12; n++) {
      send(made.log, { sequence: n });
      send(made.log, { id: 8, sequence: n * 3, records: 3 });
    }
    await made.universe.resolve(made.log.flush());
    await made.reopen({ end });
    assert.deepEqual(
      made.log.activeProducers().map(({ producerId, lastSequence }) => [producerId, lastSequence]),
      [[7, 11], [8, 35]],
    );
    // All that a producer may have in flight, not the last one alone.
    for (let sequence = 7; sequence < 12; sequence++) {
      const outcome = send(made.log, { sequence });
      assert.ok(outcome.kind === 'duplicate', `sequence ${sequence}: ${errorOf(outcome)}`);
      assert.equal(outcome.firstOffset, sequence * 4);
    }
    assert.equal(errorOf(send(made.log, { sequence: 13 })), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
    assert.equal(errorOf(send(made.log, { sequence: 12 })), 'appended');
  });
}

test('a broken snapshot costs a longer replay, nothing else', async () => {
  const made = makeLog({ config: { segmentBytes: 600, producerIdExpirationMs: Infinity } });
  for (let n = 0; n < 20; n++) send(made.log, { sequence: n });
  await made.universe.resolve(made.log.close());
  const { disk } = made.world;
  for (const { name } of disk.list(made.log.path)) {
    const path = `${made.log.path}/${name}`;
    if (name.endsWith('.snapshot')) disk.writeFile(path, Buffer.from('broken'));
  }
  await made.reopen({ end: 'close' });
  assert.equal(made.log.activeProducers()[0]?.lastSequence, 19);
  assert.equal(errorOf(send(made.log, { sequence: 19 })), 'duplicate');
});

test('silent producers are forgotten in time', async () => {
  const made = makeLog({ config: { producerIdExpirationMs: 10_000 } });
  const now = (): number => made.world.clock.wallMs();
  const at = (id: number, sequence: number): void => {
    write(made.log, { timestamp: now(), nowMs: now(), producer: { id, epoch: 0, sequence } });
  };
  at(1, 0);
  await made.universe.advance(595_000);
  at(2, 0);
  await made.universe.advance(6_000);
  made.log.removeExpiredProducers(now());
  assert.deepEqual(made.log.activeProducers().map(({ producerId }) => producerId), [2]);
  at(1, 99);
});

test('snapshots do not pile up', async () => {
  const made = makeLog({
    config: { segmentBytes: 300, retentionBytes: 600, fileDeleteDelayMs: 10 },
  });
  for (let n = 0; n < 40; n++) {
    send(made.log, { sequence: n });
    made.log.setHighWatermark(made.log.writtenOffset);
    made.log.deleteOldSegments(2_000);
    await made.universe.advance(20);
  }
  const names = made.world.disk.list(made.log.path).map(({ name }) => name);
  const snapshots = names.filter((name) => name.includes('.snapshot'));
  assert.ok(snapshots.length <= made.log.segments.length, snapshots.join(' '));
  assert.ok(!names.some((name) => name.endsWith('.deleted')), names.join(' '));
});
