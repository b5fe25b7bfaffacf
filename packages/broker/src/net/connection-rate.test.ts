// Kafka's rates and throttle times, by its formulas: 11 windows of a second.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ConnectionRate } from './connection-rate.ts';

const WINDOWS = { count: 11, sizeMs: 1000 };

function burst(rate: ConnectionRate, count: number, limit: number, nowMs: number): number[] {
  return Array.from({ length: count }, () => rate.record(limit, nowMs));
}

test('an idle listener takes the burst of ten seconds, and not one more', () => {
  const waits = burst(new ConnectionRate(WINDOWS), 51, 5, 0);
  assert.deepEqual(waits.slice(0, 50), Array.from({ length: 50 }, () => 0));
  // 5.1 a second over ten seconds: (5.1 − 5) / 5 of 10,000 ms.
  assert.equal(waits[50], 200);
});

test('nobody waits for longer than a window', () => {
  const waits = burst(new ConnectionRate(WINDOWS), 200, 5, 0);
  assert.equal(waits.at(-1), 1000);
});

test('a steady stream below the limit does not wait, and one above it does', () => {
  const steady = new ConnectionRate(WINDOWS);
  for (let i = 0; i < 500; i++) assert.equal(steady.record(5, i * 250), 0, `at ${i}`);
  const faster = new ConnectionRate(WINDOWS);
  const waits = Array.from({ length: 500 }, (_, i) => faster.record(5, i * 100));
  assert.ok(waits.filter((each) => each > 0).length > 300);
});

test('what is past is forgotten', () => {
  const rate = new ConnectionRate(WINDOWS);
  burst(rate, 200, 5, 0);
  assert.equal(rate.record(5, 10_999) > 0, true);
  const other = new ConnectionRate(WINDOWS);
  burst(other, 200, 5, 0);
  assert.equal(other.record(5, 11_000), 0);
});

test('a limit of nothing lets one through in a window', () => {
  assert.equal(new ConnectionRate(WINDOWS).record(0, 0), 1000);
});
