// A rate over time, against what a meter of Kafka shows.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OneMinuteRate } from './one-minute-rate.ts';

const MINUTE_MS = 60_000;

function near(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) < 1e-9, `${found}, not ${expected}`);
}

test('nothing is told before the first five seconds are over, then their rate', () => {
  const rate = new OneMinuteRate(1_000);
  for (let n = 0; n < 10; n++) rate.mark(1_000 + n);
  assert.equal(rate.perSecond(5_999), 0);
  near(rate.perSecond(6_000), 2);
});

test('it falls by 1/e in a minute without events', () => {
  const rate = new OneMinuteRate(0);
  for (let n = 0; n < 10; n++) rate.mark(n);
  near(rate.perSecond(5_000), 2);
  near(rate.perSecond(5_000 + MINUTE_MS), 2 / Math.E);
  assert.ok(rate.perSecond(1e12) < 1e-9);
});

test('a steady rate stays', () => {
  const rate = new OneMinuteRate(0);
  for (let ms = 0; ms < 5 * MINUTE_MS; ms += 250) rate.mark(ms);
  near(rate.perSecond(5 * MINUTE_MS), 4);
});
