// What compaction leaves of a log: values, tombstones until their horizon, transactions, producers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BatchBuilder } from '@ottla/protocol';

import { isWorthCleaning } from '../src/index.ts';
import type { CleanableRange } from '../src/index.ts';
import { clean, endTransaction, left, makeCompacted, put, settle } from './cleaning-log.ts';
import { AS_CLIENT, PATH } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

/** What is left after each of several waits, a further record, and a cleaning. */
async function cleanedAfter(made: SimulatedLog, waits: readonly number[]): Promise<string[][]> {
  const steps: string[][] = [];
  for (const waitMs of waits) {
    await made.universe.advance(waitMs);
    put(made, { key: 'c', value: `${waitMs}` });
    await settle(made);
    await clean(made);
    steps.push(left(made));
  }
  return steps;
}

test('the last value of every key stays at its offset, also after a kill', async () => {
  const made = makeCompacted();
  const model = new Map<string, string>();
  for (let n = 0; n < 40; n++) {
    const key = `k${n % 3}`;
    put(made, { key, value: `v${n}` });
    model.set(key, `${n} ${key}=v${n}`);
  }
  await settle(made);
  const outcome = await clean(made);
  assert.equal(outcome.kind, 'cleaned', JSON.stringify(outcome));
  assert.deepEqual(left(made), [...model.values()].sort());
  await made.reopen({ end: 'power', recoveryPoint: 40 });
  assert.deepEqual(left(made), [...model.values()].sort());
  assert.equal(made.log.logEndOffset, 40);
});

test('a tombstone goes after delete.retention.ms from the first cleaning that met it', async () => {
  const made = makeCompacted({ deleteRetentionMs: 1_000 });
  put(made, { key: 'a', value: '1' }, { key: 'b', value: '1' }, { key: 'a', value: null });
  await settle(made);
  await made.universe.advance(5_000);
  assert.deepEqual(await cleanedAfter(made, [0, 900, 200]), [
    ['1 b=1', '2 a=null', '3 c=0'],
    ['1 b=1', '2 a=null', '4 c=900'],
    ['1 b=1', '5 c=200'],
  ]);
});

test('aborted records go at once, their marker after delete.retention.ms', async () => {
  const made = makeCompacted({ deleteRetentionMs: 1_000 });
  const producer = { id: 7, sequence: 0, isOpen: true };
  put(made, { key: 'a', value: 'kept' }, { key: 'a', value: 'aborted', producer });
  endTransaction(made, 7, 'ABORT');
  put(made, { key: 'b', value: 'later', producer: { id: 7, sequence: 1 } });
  assert.deepEqual(await cleanedAfter(made, [0, 100, 2_000]), [
    ['0 a=kept', '2 marker', '3 b=later', '4 c=0'],
    ['0 a=kept', '2 marker', '3 b=later', '5 c=100'],
    ['0 a=kept', '3 b=later', '6 c=2000'],
  ]);
  assert.deepEqual(made.log.abortedTransactions(0, made.log.logEndOffset), []);
});

test('an open transaction holds the cleaner back, a committed one is like others', async () => {
  const made = makeCompacted();
  put(made, { key: 'a', value: '1' }, { key: 'b', value: '1' });
  made.log.roll();
  put(made, { key: 'a', value: '2', producer: { id: 7, sequence: 0, isOpen: true } });
  put(made, { key: 'b', value: '2' });
  await settle(made);
  await clean(made);
  assert.deepEqual(left(made), ['0 a=1', '1 b=1', '2 a=2', '3 b=2']);
  endTransaction(made, 7, 'COMMIT');
  await settle(made);
  await clean(made);
  assert.deepEqual(left(made), ['2 a=2', '3 b=2', '4 marker']);
});

test('a producer whose records are all gone goes on with its sequence after all', async () => {
  const made = makeCompacted();
  put(made, { key: 'a', value: '1', producer: { id: 7, sequence: 0 } });
  put(made, { key: 'a', value: '2', producer: { id: 7, sequence: 1 } });
  put(made, { key: 'a', value: '3' }, { key: 'z', value: '' });
  await settle(made);
  await clean(made);
  assert.deepEqual(left(made), ['1 empty', '2 a=3', '3 z=']);
  // Not even a snapshot tells of it.
  for (const { name } of made.world.disk.list(PATH)) {
    if (name.endsWith('.snapshot')) made.world.disk.remove(`${PATH}/${name}`);
  }
  await made.reopen({ end: 'process', recoveryPoint: 0 });
  const again = new BatchBuilder({
    producer: { producerId: 7, producerEpoch: 0, baseSequence: 1, isTransactional: false },
  });
  again.append(1_000, Buffer.from('a'), Buffer.from('2'));
  assert.equal(made.log.append(again.finish(), AS_CLIENT).kind, 'duplicate');
  put(made, { key: 'a', value: '4', producer: { id: 7, sequence: 2 } });
});

test('cleaned segments become one, as far as segment.bytes goes', async () => {
  const made = makeCompacted({ segmentBytes: 500 });
  for (let n = 0; n < 60; n++) put(made, { key: n % 5 === 0 ? `k${n}` : 'same', value: 'v' });
  await settle(made);
  const before = made.log.segments.length;
  await clean(made);
  await settle(made);
  // What is one now was too large together before; the next cleaning has less in its way.
  put(made, { key: 'other', value: 'v' });
  await settle(made);
  await clean(made);
  assert.ok(made.log.segments.length < before / 2, `${before} to ${made.log.segments.length}`);
  assert.ok(made.log.segments.every(({ sizeBytes }) => sizeBytes <= 500));
});

test('a small map takes several cleanings, each from where the last one ended', async () => {
  const made = makeCompacted();
  for (let n = 0; n < 30; n++) put(made, { key: `k${n % 10}`, value: `${n}` });
  await settle(made);
  const ends: number[] = [];
  // Room for three keys: 4 slots of 24 bytes, nine tenths of them.
  while ((made.log.cleanedOffset ?? 0) < 30) {
    const outcome = await clean(made, { dedupeBufferBytes: 4 * 24 });
    assert.equal(outcome.kind, 'cleaned');
    ends.push(made.log.cleanedOffset ?? 0);
  }
  assert.ok(ends.length >= 9, ends.join());
  assert.deepEqual(left(made), Array.from({ length: 10 }, (_, n) => `${n + 20} k${n}=${n + 20}`));
});

test('compact,delete: retention takes old segments of a compacted log', async () => {
  const cleanupPolicy = { compact: true, delete: true };
  const made = makeCompacted({ cleanupPolicy, retentionMs: 1_000 });
  const nowMs = made.world.clock.wallMs();
  put(made, { key: 'old', value: '1', timestamp: nowMs - 5_000 });
  made.log.roll();
  for (const value of ['1', '2']) put(made, { key: 'new', value, timestamp: nowMs });
  await settle(made);
  assert.equal(made.log.deleteOldSegments(nowMs), 1);
  await clean(made);
  assert.deepEqual(left(made), ['2 new=2']);
  assert.equal(made.log.logStartOffset, 1);
});

test('min.cleanable.dirty.ratio is of bytes that a cleaning would change or has left', async () => {
  const made = makeCompacted();
  for (let n = 0; n < 20; n++) put(made, { key: `k${n}`, value: 'v' });
  await settle(made);
  assert.equal(made.log.cleanableRange(2_000).dirtyRatio, 1);
  await clean(made);
  assert.equal(made.log.cleanableRange(2_000).dirtyRatio, 0);
  put(made, { key: 'k1', value: 'v' });
  await settle(made);
  const range = made.log.cleanableRange(2_000);
  assert.ok(range.dirtyRatio > 0.03 && range.dirtyRatio < 0.07, String(range.dirtyRatio));
  assert.deepEqual([isWorthCleaning(range, 0.5), isWorthCleaning(range, 0.01)], [false, true]);
});

test('nothing is cleaned that is not durable', async () => {
  const made = makeCompacted();
  for (let n = 0; n < 20; n++) put(made, { key: 'k', value: `${n}` });
  made.log.setHighWatermark(made.log.logEndOffset);
  made.log.roll();
  const range = made.log.cleanableRange(2_000);
  assert.equal(range.firstUncleanableOffset, 0);
  // To be asked is what makes it so, some time.
  await made.universe.drain();
  assert.equal(made.log.cleanableRange(2_000).firstUncleanableOffset, 20);
});

test('what an abort has aborted is not cleaned before the abort is durable', async () => {
  const made = makeCompacted();
  put(made, { key: 'a', value: '1' });
  put(made, { key: 'b', value: '1', producer: { id: 7, sequence: 0, isOpen: true } });
  made.log.roll();
  await made.universe.resolve(made.log.flush());
  endTransaction(made, 7, 'ABORT');
  made.log.setHighWatermark(made.log.logEndOffset);
  assert.equal(made.log.lastStableOffset, 3);
  assert.equal(made.log.cleanableRange(2_000).firstUncleanableOffset, 0);
  await settle(made);
  assert.equal(made.log.cleanableRange(2_000).firstUncleanableOffset, 3);
});

test('a quiet log is looked at once, and again after what changes the range', async () => {
  const made = makeCompacted();
  for (let n = 0; n < 20; n++) put(made, { key: `k${n}`, value: 'v' });
  await settle(made);
  const range = (): CleanableRange => made.log.cleanableRange(2_000);
  const first = range();
  assert.equal(range(), first, 'the very same');
  const changes: Readonly<Record<string, () => unknown>> = {
    'an append': () => put(made, { key: 'k1', value: 'w' }),
    'the high watermark': () => made.log.setHighWatermark(made.log.logEndOffset),
    'a new segment': () => made.log.roll(),
    'a flush': () => made.universe.resolve(made.log.flush()),
    'a cleaning': () => clean(made),
    'deleted records': () => made.log.incrementLogStartOffset(2),
    'another config': () => made.log.updateConfig({ ...made.log.config }),
    'a cut': () => made.universe.resolve(made.log.truncateTo(20)),
  };
  for (const [name, change] of Object.entries(changes)) {
    const before = range();
    await change();
    assert.notEqual(range(), before, name);
    assert.equal(range(), range(), `after ${name}`);
  }
  made.log.updateConfig({ ...made.log.config, maxCompactionLagMs: 1_000 });
  assert.notEqual(range(), range(), 'where the clock has a say, it is looked at each time');
});
