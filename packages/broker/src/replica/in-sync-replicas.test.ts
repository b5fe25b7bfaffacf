// The high watermark and what else follows from the in-sync replicas, as tables.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { InSyncReplicas } from './in-sync-replicas.ts';

const LEADER = 1;

interface Case {
  readonly name: string;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly minInsync?: number;
  readonly ownEnd: number;
  /** Log ends by replica. */
  readonly ends?: Readonly<Record<number, number>>;
  readonly expected: number | undefined;
}

const CASES: readonly Case[] = [
  { name: 'alone', replicas: [1], isr: [1], ownEnd: 10, expected: 10 },
  { name: 'alone, asked for two', replicas: [1], isr: [1], minInsync: 2, ownEnd: 10, expected: 10 },
  {
    name: 'a follower behind',
    replicas: [1, 2],
    isr: [1, 2],
    ownEnd: 10,
    ends: { 2: 7 },
    expected: 7,
  },
  { name: 'out of sync', replicas: [1, 2], isr: [1], ownEnd: 10, ends: { 2: 7 }, expected: 10 },
  { name: 'never heard of', replicas: [1, 2], isr: [1, 2], ownEnd: 10, expected: undefined },
  {
    name: 'the slowest counts',
    replicas: [1, 2, 3],
    isr: [3, 1, 2],
    ownEnd: 10,
    ends: { 2: 8, 3: 9 },
    expected: 8,
  },
  {
    name: 'too few in sync',
    replicas: [1, 2, 3],
    isr: [1],
    minInsync: 2,
    ownEnd: 10,
    expected: undefined,
  },
  {
    name: 'the leader is the slowest: its bytes are not in the file yet',
    replicas: [1, 2],
    isr: [1, 2],
    ownEnd: 3,
    ends: { 2: 5 },
    expected: 3,
  },
];

for (const { name, replicas, isr, minInsync = 1, ownEnd, ends = {}, expected } of CASES) {
  test(`high watermark: ${name}`, () => {
    const inSync = new InSyncReplicas(LEADER);
    inSync.assign({ replicas, isr }, true);
    for (const [id, offset] of Object.entries(ends)) fetched(inSync, Number(id), offset);
    assert.equal(inSync.highWatermark(ownEnd, minInsync), expected);
  });
}

function fetched(inSync: InSyncReplicas, id: number, offset: number, logStartOffset = 0) {
  return inSync.fetched(id, { offset, logStartOffset, nowMs: 0, hasEpoch: true });
}

test('a new leader has heard of nobody', () => {
  const inSync = new InSyncReplicas(LEADER);
  inSync.assign({ replicas: [1, 2], isr: [1, 2] }, true);
  fetched(inSync, 2, 5);
  inSync.assign({ replicas: [1, 2], isr: [1, 2] }, false);
  assert.equal(inSync.highWatermark(10, 1), 5);
  inSync.assign({ replicas: [1, 2], isr: [1, 2] }, true);
  assert.equal(inSync.highWatermark(10, 1), undefined);
});

test('a replica that is taken away is forgotten', () => {
  const inSync = new InSyncReplicas(LEADER);
  inSync.assign({ replicas: [1, 2], isr: [1, 2] }, true);
  fetched(inSync, 2, 5);
  inSync.assign({ replicas: [1], isr: [1] }, false);
  assert.equal(inSync.highWatermark(10, 1), 10);
  inSync.assign({ replicas: [1, 2], isr: [1, 2] }, false);
  assert.equal(inSync.highWatermark(10, 1), undefined);
});

test('the low watermark is the lowest log start of all replicas', () => {
  const inSync = new InSyncReplicas(LEADER);
  inSync.assign({ replicas: [1, 2, 3], isr: [1] }, true);
  assert.equal(inSync.lowWatermark(7), -1, 'nothing is known of the others');
  fetched(inSync, 2, 9, 4);
  fetched(inSync, 3, 9, 8);
  assert.equal(inSync.lowWatermark(7), 4);
});
