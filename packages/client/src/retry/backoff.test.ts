import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Random } from '@ottla/base';

import { backoffMs } from './backoff.ts';

function drawing(value: number): Random {
  return { float: () => value, uint32: () => 0, bytes: () => new Uint8Array() };
}

describe('the pause before the next attempt', () => {
  const policy = { initialMs: 100, maxMs: 1000 };
  // Half of [0, 1) is no jitter; the ends are 0.8 and (nearly) 1.2.
  const table: readonly (readonly [failures: number, drawn: number, expected: number])[] = [
    [0, 0.5, 100],
    [1, 0.5, 200],
    [2, 0.5, 400],
    [3, 0.5, 800],
    [4, 0.5, 1000],
    [1000, 0.5, 1000],
    [0, 0, 80],
    [0, 0.999_999, 120],
    [4, 0, 800],
    [4, 0.999_999, 1000],
  ];
  for (const [failures, drawn, expected] of table) {
    test(`${failures} failures, chance ${drawn}: ${expected} ms`, () => {
      assert.equal(backoffMs(policy, failures, drawing(drawn)), expected);
    });
  }

  test('none at all where the initial pause is zero', () => {
    assert.equal(backoffMs({ initialMs: 0, maxMs: 1000 }, 5, drawing(0.9)), 0);
  });

  test('never above a maximum that is below the initial pause', () => {
    assert.equal(backoffMs({ initialMs: 500, maxMs: 200 }, 3, drawing(0.5)), 200);
  });
});
