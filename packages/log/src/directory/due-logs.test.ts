import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DueLogs } from './due-logs.ts';

test('who is due is taken out, once, and the others stay', () => {
  const logs = new DueLogs();
  logs.ask('late-0', 3_000);
  logs.ask('early-0', 1_000);
  logs.ask('early-1', 1_000);
  assert.deepEqual(logs.take(999), []);
  assert.deepEqual(logs.take(1_000), ['early-0', 'early-1']);
  assert.deepEqual(logs.take(2_999), []);
  assert.deepEqual(logs.take(9_000), ['late-0']);
  assert.deepEqual(logs.take(Infinity), []);
});

test('the earliest time that was asked for counts', () => {
  const logs = new DueLogs();
  for (const dueMs of [500, 400, 600]) logs.ask('one-0', dueMs);
  assert.deepEqual(logs.take(399), []);
  assert.deepEqual(logs.take(400), ['one-0']);
  logs.ask('one-0', 600);
  assert.deepEqual(logs.take(600), ['one-0'], 'it may ask again');
});
