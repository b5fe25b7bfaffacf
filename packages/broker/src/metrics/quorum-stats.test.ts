// Times of elections and commits, by a clock that the test sets.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { QuorumStats } from './quorum-stats.ts';

test('an election lasts from when nobody leads until somebody does', () => {
  let nowMs = 0;
  const stats = new QuorumStats(() => nowMs);
  stats.electionEnded();
  assert.ok(Number.isNaN(stats.elections.max(nowMs)), 'none has begun');
  stats.electionBegan();
  nowMs = 40;
  stats.electionEnded();
  stats.electionEnded();
  assert.deepEqual([stats.elections.average(nowMs), stats.elections.max(nowMs)], [40, 40]);
});

test('a batch takes from its append to its commit, by its records', () => {
  let nowMs = 0;
  const stats = new QuorumStats(() => nowMs);
  stats.appended(0, 1);
  nowMs = 10;
  stats.appended(1, 5);
  nowMs = 30;
  stats.committed(4);
  assert.deepEqual([stats.commits.average(nowMs), stats.commits.max(nowMs)], [30, 30]);
  nowMs = 50;
  stats.committed(5);
  assert.deepEqual([stats.commits.average(nowMs), stats.commits.max(nowMs)], [20, 30]);
  assert.equal(stats.appends.perSecond(nowMs), 5_000 / 30_050);
});
