import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ConfigError } from '../errors.ts';
import { parseOffsetReset, resetPosition } from './offset-reset.ts';

describe('durations', () => {
  const table: readonly (readonly [text: string, ms: number])[] = [
    ['PT0S', 0],
    ['P1D', 86_400_000],
    ['PT1H30M', 5_400_000],
    ['P2DT3H4M5.678S', 183_845_678],
    ['pt10m', 600_000],
    ['PT0.0019S', 1],
  ];
  for (const [text, durationMs] of table) {
    test(text, () => {
      assert.deepEqual(parseOffsetReset(`by_duration:${text}`), { durationMs });
    });
  }
  for (const text of ['', 'P', 'PT', 'P1DT', '-PT1H', 'PT-1H', 'P1Y', '1D', 'PT1S1H', 'P1D2H']) {
    test(`${text || 'nothing'} is none`, () => {
      assert.throws(() => parseOffsetReset(`by_duration:${text}`), ConfigError);
    });
  }
  test('other policies are refused', () => {
    assert.throws(() => parseOffsetReset('Earliest'), ConfigError);
    assert.throws(() => parseOffsetReset('by_duration'), ConfigError);
  });
});

test('where a policy leads', () => {
  assert.equal(resetPosition('none', 5_000), undefined);
  assert.equal(resetPosition('latest', 5_000), 'latest');
  assert.deepEqual(resetPosition({ durationMs: 1_000 }, 5_000), { timestamp: 4_000 });
  assert.deepEqual(resetPosition({ durationMs: 9_000 }, 5_000), { timestamp: 0 });
});
