// ListOffsets by time: compared with a walk over all records, for orders of timestamps that an
// index does not like.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BatchBuilder } from '@ottla/protocol';

import { AS_CLIENT, makeLog, readAll, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

function fill(made: SimulatedLog, batches: readonly (readonly number[])[], codec?: 'gzip'): void {
  for (const timestamps of batches) {
    const builder = new BatchBuilder(codec === undefined ? {} : { codec });
    for (const timestamp of timestamps) builder.append(timestamp, null, Buffer.alloc(40));
    const outcome = made.log.append(builder.finish(), { ...AS_CLIENT, nowMs: 10_000 });
    assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
  }
  made.log.flushAppends();
}

function compare(made: SimulatedLog): void {
  const all = readAll(made);
  for (let target = 0; target <= 110; target++) {
    const wanted = all.find((record) => record.timestamp >= target);
    const found = made.log.offsetForTimestamp(target);
    assert.equal(found?.offset, wanted?.offset, `the first record at ${target}`);
    assert.equal(found?.timestamp, wanted?.timestamp);
  }
}

const ORDERS: readonly (readonly [string, (n: number) => number[]])[] = [
  ['growing', (n) => [n, n + 1, n + 2]],
  ['falling', (n) => [100 - n, 99 - n]],
  ['within a batch out of order', (n) => [n + 5, n, n + 9]],
  ['all equal', () => [50, 50]],
  ['a far one early', (n) => (n === 3 ? [100] : [n, n])],
  ['some without', (n) => (n % 3 === 0 ? [-1] : [n])],
];

for (const [name, order] of ORDERS) {
  test(`timestamps ${name}`, () => {
    const made = makeLog({ config: { segmentBytes: 1_500, indexIntervalBytes: 150 } });
    fill(made, Array.from({ length: 90 }, (_, n) => order(n)));
    assert.ok(made.log.segments.length > 2);
    compare(made);
  });
}

test('compressed batches are looked into', () => {
  const made = makeLog();
  fill(made, [[1, 2, 3], [10, 30, 20]], 'gzip');
  assert.deepEqual(made.log.offsetForTimestamp(15), { timestamp: 30, offset: 4, leaderEpoch: 0 });
});

test('after the log start has moved', () => {
  const made = makeLog({ config: { segmentBytes: 1_500, indexIntervalBytes: 150 } });
  fill(made, Array.from({ length: 60 }, (_, n) => [n, n]));
  made.log.setHighWatermark(made.log.writtenOffset);
  made.log.incrementLogStartOffset(41);
  assert.equal(made.log.offsetForTimestamp(3)?.offset, 41);
  assert.equal(made.log.offsetForTimestamp(21)?.offset, 42);
});

test('the names of places', () => {
  const made = makeLog();
  const ask = (name: number): unknown[] => {
    const found = made.log.offsetForTimestamp(name);
    return found === undefined ? [] : [found.timestamp, found.offset, found.leaderEpoch];
  };
  const empty = [-1, -2, -3, -4, -5, -6].map(ask);
  assert.deepEqual(empty, [[-1, 0, -1], [-1, 0, -1], [], [-1, 0, -1], [-1, -1, -1], [-1, -1, -1]]);
  write(made.log, { timestamp: 70, leaderEpoch: 2 });
  write(made.log, { timestamp: 90, leaderEpoch: 3, records: 2 });
  write(made.log, { timestamp: 80, leaderEpoch: 4 });
  const filled = [-1, -2, -3, -4, -5, -6].map(ask);
  assert.deepEqual(filled, [
    [-1, 4, 4],
    [-1, 0, 2],
    [90, 1, 3],
    [-1, 0, 2],
    [-1, -1, -1],
    [-1, -1, -1],
  ]);
});

test('the record with the largest timestamp, over segments and after a restart', async () => {
  const made = makeLog({ config: { segmentBytes: 400 } });
  fill(made, [[5], [99, 7], [60], [98], [12]]);
  assert.deepEqual(made.log.offsetForTimestamp(-3), { timestamp: 99, offset: 1, leaderEpoch: 0 });
  await made.reopen({ end: 'close' });
  assert.deepEqual(made.log.offsetForTimestamp(-3), { timestamp: 99, offset: 1, leaderEpoch: 0 });
  await made.reopen({ end: 'process' });
  assert.equal(made.log.offsetForTimestamp(-3)?.offset, 1);
});
