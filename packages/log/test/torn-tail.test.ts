// A log that was cut anywhere keeps every whole batch and shows no partial one.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { proveTornTail } from './prove/torn-tail.ts';

test('cut at every 97th byte of the last 64 KiB', () => {
  assert.ok(proveTornTail({ every: 97 }) > 600);
});
