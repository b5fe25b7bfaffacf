import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ASSIGNMENTS_MAX, assignmentDelayMs } from './assignment-delay.ts';

test('the delay before assignments are sent', () => {
  const table: readonly [failures: number, inFlight: boolean, ready: number, delayMs: number][] = [
    [0, false, 1, 100],
    [0, false, ASSIGNMENTS_MAX, 100],
    [0, false, ASSIGNMENTS_MAX + 1, 0],
    [0, true, ASSIGNMENTS_MAX + 1, 100],
    [1, false, ASSIGNMENTS_MAX + 1, 200],
    [2, false, 1, 400],
    [6, false, 1, 6400],
    [7, false, 1, 10_000],
    [2000, false, 1, 10_000],
  ];
  for (const [failures, isInFlight, readyCount, delayMs] of table) {
    assert.equal(assignmentDelayMs({ failures, isInFlight, readyCount }, 0.5), delayMs);
  }
  const state = { failures: 1, isInFlight: false, readyCount: 1 };
  assert.equal(assignmentDelayMs(state, 0), 196);
  assert.ok(assignmentDelayMs(state, 0.999) < 204);
});
