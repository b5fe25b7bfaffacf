// Cutting a log at its end: whole batches go, and everything that was known of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeLog, offsetsIn, planOf, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

/** Batches of two records, a new leader epoch every five. */
function filled(batches: number): SimulatedLog {
  const made = makeLog({
    config: {
      segmentBytes: 500,
      indexIntervalBytes: 100,
      fileDeleteDelayMs: 100,
      producerIdExpirationMs: Infinity,
    },
  });
  for (let n = 0; n < batches; n++) {
    const producer = { id: 7, epoch: 0, sequence: n * 2 };
    write(made.log, { records: 2, timestamp: 100 * n, leaderEpoch: Math.floor(n / 5), producer });
  }
  return made;
}

function cut(made: SimulatedLog, offset: number): Promise<boolean> {
  return made.universe.resolve(made.log.truncateTo(offset));
}

for (const offset of [0, 1, 2, 7, 20, 38, 39]) {
  test(`a log of 40 offsets cut at ${offset}`, async () => {
    const made = filled(20);
    made.log.setHighWatermark(40);
    assert.equal(await cut(made, offset), true);
    assert.equal(made.log.logEndOffset, offset, 'the next offset is what was asked for');
    assert.equal(made.log.highWatermark, offset);
    const whole = Math.floor(offset / 2) * 2;
    assert.deepEqual(offsetsIn(made), Array.from({ length: whole }, (_, n) => n));
    const latest = offset === 0 ? undefined : Math.floor((offset - 1) / 10);
    assert.equal(made.log.latestEpoch, latest);
    const known = made.log.activeProducers().map(({ lastSequence }) => lastSequence);
    assert.deepEqual(known, whole === 0 ? [] : [whole - 1]);
    assert.equal(made.log.offsetForTimestamp(100 * (whole / 2)), undefined);
    write(made.log, { records: 1, leaderEpoch: 9, timestamp: 99_999 });
    assert.equal(offsetsIn(made).at(-1), offset);
    assert.equal(made.log.offsetForTimestamp(99_999)?.offset, offset);
  });
}

test('cutting at or behind the end does nothing but forget an unused epoch', async () => {
  const made = filled(3);
  made.log.assignLeaderEpoch(5, 6);
  assert.equal(made.log.latestEpoch, 5);
  assert.equal(await cut(made, 6), false);
  assert.equal(await cut(made, 99), false);
  assert.deepEqual([made.log.logEndOffset, made.log.latestEpoch], [6, 0]);
});

test('what was cut stays cut, after a kill too', async () => {
  const made = filled(20);
  await made.universe.resolve(made.log.flush());
  await cut(made, 10);
  assert.equal(made.log.flushedOffset, 10);
  write(made.log, { leaderEpoch: 8 });
  await made.reopen({ end: 'process' });
  assert.deepEqual(offsetsIn(made), Array.from({ length: 11 }, (_, n) => n));
  assert.equal(made.log.epochForOffset(10), 8);
});

test('a reader that has begun goes on reading what it was promised', async () => {
  const made = makeLog({ tailBytesMax: 0, config: { segmentBytes: 300, fileDeleteDelayMs: 10 } });
  for (let n = 0; n < 10; n++) write(made.log, { valueBytes: 60 });
  const plan = planOf(made.log, 8);
  const [piece] = plan.pieces;
  assert.ok(piece?.kind === 'file');
  await cut(made, 2);
  await made.universe.advance(50);
  const bytes = Buffer.alloc(piece.sizeBytes);
  assert.equal(piece.segment.file.open().read(bytes, piece.position), piece.sizeBytes);
  assert.equal(bytes.readBigInt64BE(0), 8n);
  plan.release();
});

test('files of cut segments wait for their removal', async () => {
  const made = filled(20);
  await cut(made, 2);
  const names = (): string[] => made.world.disk.list(made.log.path).map(({ name }) => name);
  assert.ok(names().some((name) => name.endsWith('.log.deleted')));
  await made.universe.advance(150);
  assert.ok(!names().some((name) => name.endsWith('.deleted')), names().join(' '));
});

test('a log is emptied and starts elsewhere', async () => {
  const made = filled(20);
  await made.universe.resolve(made.log.truncateFullyAndStartAt(1_000));
  assert.deepEqual(
    [made.log.logStartOffset, made.log.logEndOffset, made.log.highWatermark],
    [1_000, 1_000, 1_000],
  );
  assert.deepEqual(
    [made.log.latestEpoch, made.log.activeProducers(), made.log.sizeBytes],
    [undefined, [], 0],
  );
  assert.equal(write(made.log, { leaderEpoch: 9 }), 1_000);
  assert.deepEqual(offsetsIn(made), [1_000]);
  await made.reopen({ end: 'close' });
  assert.deepEqual([made.log.logStartOffset, offsetsIn(made)], [1_000, [1_000]]);
});

test('a log is emptied at its own start', async () => {
  const made = filled(3);
  await made.universe.resolve(made.log.truncateFullyAndStartAt(0));
  assert.equal(write(made.log), 0);
  await made.universe.advance(200);
  assert.deepEqual(offsetsIn(made), [0]);
});

test('cut below the first segment, a log is emptied and starts there', async () => {
  const made = makeLog();
  await made.universe.resolve(made.log.truncateFullyAndStartAt(50));
  write(made.log);
  assert.equal(await cut(made, 20), true);
  assert.deepEqual([made.log.logStartOffset, made.log.logEndOffset], [20, 20]);
});

test('a flush that waits for what is cut off hears of it', async () => {
  const made = filled(4);
  const flushed = made.log.flush();
  const cutting = made.log.truncateTo(2);
  const outcome = await made.universe.resolve(
    Promise.all([flushed.then(() => 'flushed', (error: Error) => error.name), cutting]),
  );
  assert.ok(['flushed', 'TruncatedWhileFlushing'].includes(String(outcome[0])), String(outcome[0]));
  assert.ok(made.log.flushedOffset <= 2);
});
