import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Deltas, requested } from './client-metrics.ts';

const metric = (name: string, value = 1, isSum = false) => {
  return { name, value, isSum, attributes: [] };
};
const metrics = ['a.x', 'a.y', 'b.x'].map((name) => metric(name));

describe('what is asked for', () => {
  for (const { prefixes, names } of [
    { prefixes: [], names: [] },
    { prefixes: ['*'], names: ['a.x', 'a.y', 'b.x'] },
    { prefixes: [''], names: ['a.x', 'a.y', 'b.x'] },
    { prefixes: ['a.'], names: ['a.x', 'a.y'] },
    { prefixes: ['a.y', 'b'], names: ['a.y', 'b.x'] },
    { prefixes: ['*', 'c'], names: [] },
  ]) {
    test(JSON.stringify(prefixes), () => {
      assert.deepEqual(requested(metrics, prefixes).map(({ name }) => name), names);
    });
  }
});

test('what came since the last push: sums only, each by name and attributes', () => {
  const deltas = new Deltas();
  const values = (sum: number): number[] =>
    deltas.of([metric('sum', sum, true), metric('gauge', sum)]).map(({ value }) => value);
  assert.deepEqual([values(5), values(7), values(7)], [[5, 5], [2, 7], [0, 7]]);
  const other = { ...metric('sum', 3, true), attributes: [['node_id', '1']] as const };
  assert.deepEqual(deltas.of([other]).map(({ value }) => value), [3]);
});
