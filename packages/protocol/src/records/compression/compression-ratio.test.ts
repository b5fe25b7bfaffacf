import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { nextCompressionRatio } from './compression-ratio.ts';

const table: readonly (readonly [estimate: number, observed: number, next: number, why: string])[] =
  [
    [1, 0.5, 0.995, 'falls by a small step'],
    [0.5, 0.499, 0.499, 'never falls below what was seen'],
    [0.5, 0.51, 0.55, 'rises by a large step at least'],
    [0.5, 0.9, 0.9, 'rises at once to what was seen'],
    [0.7, 0.7, 0.7, 'stays'],
  ];

for (const [estimate, observed, next, why] of table) {
  test(`from ${estimate} after ${observed}: ${why}`, () => {
    equal(nextCompressionRatio(estimate, observed), next);
  });
}
