import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { millisecondsOf } from './duration.ts';

describe('a duration', () => {
  const table: readonly (readonly [string | number, number])[] = [
    [0, 0],
    [1.5, 1.5],
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5h', 5_400_000],
    ['1h30m', 5_400_000],
    ['1h 30m', 5_400_000],
    [' 7d ', 604_800_000],
    ['2w', 1_209_600_000],
  ];
  for (const [text, ms] of table) {
    test(JSON.stringify(text), () => assert.equal(millisecondsOf(text), ms));
  }
  for (const wrong of ['', '7', 'd', '7 days', '-1s', '1s,2s', -1, NaN, Infinity]) {
    test(`${JSON.stringify(wrong)} is none`, () => {
      assert.throws(() => millisecondsOf(wrong), { name: 'TypeError', message: /such as '7d'/ });
    });
  }
});
