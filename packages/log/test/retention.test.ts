// Retention: old segments go, and the log starts later; readers and restarts see that.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeLog, offsetsIn, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

function filled(config: Parameters<typeof makeLog>[0] = {}, batches = 30): SimulatedLog {
  const made = makeLog({
    ...config,
    config: { segmentBytes: 500, fileDeleteDelayMs: 1_000, ...config.config },
  });
  for (let n = 0; n < batches; n++) write(made.log, { valueBytes: 60, timestamp: 1_000 + n });
  made.log.setHighWatermark(made.log.writtenOffset);
  return made;
}

function names(made: SimulatedLog, suffix: string): string[] {
  return made.world.disk
    .list(made.log.path)
    .map(({ name }) => name)
    .filter((name) => name.endsWith(suffix));
}

test('by size: the oldest segments go until what is left fits', () => {
  const made = filled({ config: { retentionBytes: 1_500, retentionMs: -1 } });
  const before = made.log.sizeBytes;
  const gone = made.log.deleteOldSegments(2_000);
  assert.ok(gone > 0);
  assert.ok(made.log.sizeBytes >= 1_500 && made.log.sizeBytes < before);
  assert.equal(made.log.logStartOffset, made.log.segments[0]?.baseOffset);
  assert.equal(offsetsIn(made)[0], made.log.logStartOffset);
  assert.equal(made.log.deleteOldSegments(2_000), 0);
});

test('by time: all of it may go, and the log goes on', () => {
  const made = filled({ config: { retentionMs: 100 } });
  const end = made.log.logEndOffset;
  const count = made.log.segments.length;
  assert.equal(made.log.deleteOldSegments(1_000_000), count);
  assert.deepEqual([made.log.logStartOffset, made.log.logEndOffset], [end, end]);
  assert.deepEqual([made.log.segments.length, made.log.sizeBytes], [1, 0]);
  assert.equal(write(made.log), end);
  assert.deepEqual(offsetsIn(made), [end]);
});

test('records without timestamps are as old as their file', () => {
  const made = makeLog({ config: { retentionMs: 60_000 } });
  write(made.log, { timestamp: -1 });
  made.log.setHighWatermark(1);
  const now = made.world.clock.wallMs();
  assert.equal(made.log.deleteOldSegments(now + 60_000), 0);
  assert.equal(made.log.deleteOldSegments(now + 60_001), 1);
});

test('nothing goes that is not committed', () => {
  const made = filled({ config: { retentionMs: 100 } });
  made.log.setHighWatermark(0);
  const uncommitted = makeLog({ config: { segmentBytes: 500, retentionMs: 100 } });
  for (let n = 0; n < 30; n++) write(uncommitted.log, { valueBytes: 60 });
  assert.equal(uncommitted.log.deleteOldSegments(1_000_000), 0);
});

test('DeleteRecords hides records at once, and frees whole segments later', () => {
  const made = filled({ config: { retentionMs: 1 } });
  made.log.updateConfig({ ...made.config, cleanupPolicy: { delete: false, compact: true } });
  assert.equal(made.log.deleteOldSegments(1_000_000), 0, 'compacted logs know no age');
  assert.equal(made.log.incrementLogStartOffset(8), true);
  assert.equal(made.log.incrementLogStartOffset(8), false);
  assert.equal(made.log.incrementLogStartOffset(3), false);
  assert.equal(made.log.logStartOffset, 8);
  const below = made.log.read(7, { maxBytes: 1, minOneMessage: true, upTo: 'log-end' });
  assert.equal(below.kind === 'refused' && below.error.name, 'OFFSET_OUT_OF_RANGE');
  const gone = made.log.deleteOldSegments(2_000);
  assert.ok(gone >= 1);
  assert.equal(made.log.logStartOffset, 8);
  assert.ok((made.log.segments[0]?.baseOffset ?? 99) <= 8);
  assert.ok((made.log.segments[1]?.baseOffset ?? 0) > 8);
});

test('DeleteRecords does not go beyond the high watermark', () => {
  const { log } = filled();
  assert.throws(() => log.incrementLogStartOffset(31), { code: 'OFFSET_OUT_OF_RANGE' });
  assert.equal(log.incrementLogStartOffset(30), true);
  assert.deepEqual(log.offsetForTimestamp(-2), { timestamp: -1, offset: 30, leaderEpoch: 0 });
});

test('a disk that takes long to remove a large file stalls nobody', async () => {
  const made = filled({ config: { retentionMs: 100 } });
  const removed: string[] = [];
  made.universe.storage('broker').faults.delayMs = (operation, path) => {
    if (operation !== 'remove') return 0;
    removed.push(path);
    return 50;
  };
  const count = made.log.deleteOldSegments(1_000_000);
  const { clock, timers } = made.world;
  const startMs = clock.monotonicMs();
  const late: number[] = [];
  for (let ms = 1; ms < 2_000; ms += 10) {
    timers.after(ms, () => late.push(clock.monotonicMs() - startMs - ms));
  }
  await made.universe.advance(20_000);
  assert.ok(removed.length >= count && count > 3);
  assert.deepEqual(names(made, '.deleted'), []);
  assert.ok(Math.max(...late) < 10, `${Math.max(...late)} ms late`);
});

test('deleted files are renamed, and vanish later', async () => {
  const made = filled({ config: { retentionMs: 100 } });
  const count = made.log.deleteOldSegments(1_000_000);
  assert.equal(names(made, '.log.deleted').length, count);
  await made.universe.advance(900);
  assert.equal(names(made, '.log.deleted').length, count);
  await made.universe.advance(200);
  assert.deepEqual(names(made, '.deleted'), []);
});

test('a restart finishes what a deletion began', async () => {
  const made = filled({ config: { retentionMs: 100 } });
  made.log.deleteOldSegments(1_000_000);
  assert.ok(names(made, '.deleted').length > 0);
  await made.reopen({ end: 'process' });
  assert.deepEqual(names(made, '.deleted'), []);
  assert.deepEqual([made.log.logStartOffset, made.log.logEndOffset], [30, 30]);
});

test('the leader epoch that covers the new start is kept', () => {
  const made = makeLog({ config: { segmentBytes: 300 } });
  for (let n = 0; n < 12; n++) write(made.log, { valueBytes: 60, leaderEpoch: n < 9 ? 3 : 4 });
  made.log.setHighWatermark(12);
  made.log.incrementLogStartOffset(5);
  assert.equal(made.log.epochForOffset(5), 3);
  assert.equal(made.log.epochForOffset(4), undefined);
  assert.deepEqual(made.log.offsetForLeaderEpoch(3), { leaderEpoch: 3, endOffset: 9 });
  made.log.incrementLogStartOffset(12);
  assert.equal(made.log.latestEpoch, 4);
});
