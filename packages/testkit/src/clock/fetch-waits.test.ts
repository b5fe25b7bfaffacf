import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { type FetchWaits, withFetchWaits } from './fetch-waits.ts';

describe('the wait of a fetch', () => {
  const table: readonly (readonly [string, FetchWaits, number | undefined])[] = [
    ['is long where nothing is said', {}, 5_000],
    ['is the one that is asked for', { fetchMaxWaitMs: 200 }, 200],
    ['is long for a single byte', { fetchMinBytes: 1 }, 5_000],
    ['is left to the client where a record does not end it', { fetchMinBytes: 2 }, undefined],
    ['ends before the request does', { requestTimeoutMs: 3_001 }, 1_500],
    ['is no longer for a long timeout', { requestTimeoutMs: 60_000 }, 5_000],
  ];
  for (const [name, options, expected] of table) {
    test(name, () => {
      assert.equal(withFetchWaits(options, 'virtual').fetchMaxWaitMs, expected);
    });
  }

  test('is left alone with a real clock', () => {
    const options = { requestTimeoutMs: 3_000 };
    assert.equal(withFetchWaits(options, 'real'), options);
  });
});
