// The histogram against the sorted values themselves.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Prng } from '@ottla/base';
import { Histogram } from './histogram.ts';

const SHARES = [0.5, 0.75, 0.95, 0.99, 0.999, 1];

function exact(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

test('quantiles of random values are wrong by a sixteenth at most', () => {
  const prng = new Prng('histogram');
  for (let round = 0; round < 50; round++) {
    const histogram = new Histogram();
    const magnitude = 2 ** (1 + (prng.uint32() % 30));
    const values = Array.from({ length: 1000 }, () => prng.uint32() % magnitude);
    for (const value of values) histogram.record(value);
    const sorted = values.toSorted((a, b) => a - b);
    for (const [index, got] of histogram.quantiles(SHARES).entries()) {
      const expected = exact(sorted, SHARES[index] ?? 0);
      assert.ok(Math.abs(got - expected) <= expected / 16, `${got} for ${expected}`);
    }
    assert.equal(histogram.count, 1000);
    assert.equal(histogram.sum, values.reduce((sum, each) => sum + each, 0));
  }
});

test('small values are exact, and each bucket begins where the one before ends', () => {
  for (let value = 0; value < 4096; value++) {
    const histogram = new Histogram();
    histogram.record(value);
    const [got = -1] = histogram.quantiles([0.5]);
    if (value < 16) assert.equal(got, value);
    assert.ok(Math.abs(got - value) <= value / 16, `${got} for ${value}`);
  }
});

test('values out of range count at its ends', () => {
  const histogram = new Histogram();
  histogram.record(-5);
  histogram.record(Infinity);
  assert.deepEqual(histogram.quantiles([0.5]), [0]);
  const [highest = 0] = histogram.quantiles([1]);
  assert.ok(highest > 1.9e9 && highest < 2 ** 31);
});

test('zeros that were not recorded count where they belong', () => {
  const histogram = new Histogram();
  histogram.record(8);
  histogram.zerosUpTo(4);
  assert.deepEqual([histogram.count, histogram.sum], [4, 8]);
  assert.deepEqual(histogram.quantiles([0.5, 0.75, 1]), [0, 0, 8]);
  histogram.turn();
  histogram.zerosUpTo(6);
  histogram.zerosUpTo(5);
  histogram.turn();
  assert.deepEqual(histogram.quantiles([1]), [0], 'only the two of the last turn are left');
  assert.equal(histogram.count, 6);
});

test('a value is forgotten at the second turn, but not by count and sum', () => {
  const histogram = new Histogram();
  histogram.record(7);
  histogram.turn();
  histogram.record(9);
  assert.deepEqual(histogram.quantiles([0.5, 1]), [7, 9]);
  histogram.turn();
  assert.deepEqual(histogram.quantiles([0.5, 1]), [9, 9]);
  histogram.turn();
  assert.deepEqual(histogram.quantiles([0.5, 1]), [0, 0]);
  assert.deepEqual([histogram.count, histogram.sum], [2, 16]);
});
