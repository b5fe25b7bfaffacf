import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inSlices } from './in-slices.ts';

/** Time passes with each step, and a timer fires when the test says so. */
function world() {
  const waiting: (() => void)[] = [];
  const seen = { nowMs: 0, waiting };
  const clock = { wallMs: () => seen.nowMs, monotonicMs: () => seen.nowMs };
  const timers = {
    after: (_: number, task: () => void) => {
      waiting.push(task);
      return { cancel: () => undefined };
    },
    endOfTurn: () => undefined,
  };
  return { seen, clock, timers };
}

test('work rests after each slice, and goes on where it was', async () => {
  const { seen, clock, timers } = world();
  const done: number[] = [];
  function* work(): Generator<void, string> {
    for (let step = 0; step < 7; step++) {
      done.push(step);
      seen.nowMs += 2;
      yield;
    }
    return 'all';
  }
  const result = inSlices(work(), { clock, timers }, 5);
  const rests: number[] = [];
  for (let resume = seen.waiting.pop(); resume !== undefined; resume = seen.waiting.pop()) {
    rests.push(done.length);
    resume();
    await Promise.resolve();
    await Promise.resolve();
  }
  assert.deepEqual(rests, [3, 6]);
  assert.equal(await result, 'all');
});

test('work that fails rejects', async () => {
  const { clock, timers } = world();
  function* work(): Generator<void, never> {
    throw new Error('broken');
  }
  await assert.rejects(inSlices(work(), { clock, timers }, 5), /broken/);
});
