// Windows that come and go, by a clock that the test sets.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RecentSamples } from './recent-samples.ts';

test('without values there is no average and no greatest, and the rate is 0', () => {
  const samples = new RecentSamples(100);
  assert.ok(Number.isNaN(samples.average(200)));
  assert.ok(Number.isNaN(samples.max(200)));
  assert.equal(samples.perSecond(200), 0);
});

test('values count for thirty seconds at least and sixty at most', () => {
  const samples = new RecentSamples(0);
  samples.record(1_000, 0);
  samples.record(800, 29_999);
  assert.equal(samples.average(29_999), 900);
  samples.record(600, 30_000);
  assert.deepEqual([samples.average(59_999), samples.max(59_999)], [800, 1_000]);
  assert.deepEqual([samples.average(60_000), samples.max(60_000)], [600, 600]);
  assert.ok(Number.isNaN(samples.average(90_000)));
});

test('nobody looked for long: what was before is forgotten', () => {
  const samples = new RecentSamples(0);
  samples.record(7, 10);
  assert.ok(Number.isNaN(samples.max(1_000_000)));
  samples.record(3, 1_000_001);
  assert.equal(samples.max(1_000_002), 3);
});

test('a rate is of the time since the older window began', () => {
  const samples = new RecentSamples(0);
  samples.record(90, 0);
  // The first seconds count as if a window had been before them.
  assert.equal(samples.perSecond(0), 3);
  assert.equal(samples.perSecond(15_000), 2);
  assert.equal(samples.perSecond(45_000), 2);
  assert.equal(samples.perSecond(60_000), 0);
});
