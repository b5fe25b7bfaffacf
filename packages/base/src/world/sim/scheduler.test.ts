import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Prng } from '../../prng/prng.ts';
import { type EventOwner, Scheduler } from './scheduler.ts';

/** Runs all events; returns what they said, with the time of each. */
function runAll(scheduler: Scheduler): number[] {
  const times: number[] = [];
  for (;;) {
    const event = scheduler.peek();
    if (event === undefined) return times;
    scheduler.take(event);
    times.push(scheduler.nowMs);
    event.run();
  }
}

describe('Scheduler', () => {
  it('runs events in the order of their time, those for the past at once', () => {
    const scheduler = new Scheduler(new Prng(1));
    const prng = new Prng(2);
    const expected: number[] = [];
    for (let i = 0; i < 1000; i++) {
      const atMs = prng.below(500);
      expected.push(atMs);
      scheduler.at(atMs, { kind: 'test' }, () => {});
    }
    assert.deepEqual(runAll(scheduler), expected.sort((a, b) => a - b));
    const nowMs = scheduler.nowMs;
    scheduler.at(nowMs - 100, { kind: 'late' }, () => {});
    assert.deepEqual(runAll(scheduler), [nowMs]);
  });

  it('keeps its order while events make events', () => {
    const scheduler = new Scheduler(new Prng(3));
    const prng = new Prng(4);
    let made = 0;
    const make = () => {
      made += 1;
      if (made < 2000) scheduler.at(scheduler.nowMs + prng.below(20), { kind: 'test' }, make);
      if (made < 2000) scheduler.at(scheduler.nowMs + prng.below(20), { kind: 'test' }, make);
    };
    make();
    const times = runAll(scheduler);
    assert.deepEqual(times, times.toSorted((a, b) => a - b));
    assert.ok(times.length >= 1999);
  });

  it('drops what was cancelled or belongs to the dead, and delays what belongs to the busy', () => {
    const scheduler = new Scheduler(new Prng(5));
    const owner = { name: 'n', alive: true, busyUntilMs: 0 };
    const said: string[] = [];
    const at = (atMs: number, text: string, by?: EventOwner) =>
      scheduler.at(atMs, { kind: 'test', owner: by }, () => {
        said.push(`${text} ${scheduler.nowMs}`);
      });
    at(1, 'cancelled').cancelled = true;
    at(2, 'dead', { name: 'd', alive: false, busyUntilMs: 0 });
    at(3, 'busy', owner);
    at(4, 'other');
    owner.busyUntilMs = 10;
    runAll(scheduler);
    assert.deepEqual(said, ['other 4', 'busy 10']);
  });

  it('never goes back', () => {
    const scheduler = new Scheduler(new Prng(6));
    scheduler.skipTo(10);
    const bug = { name: 'AssertionFailure' };
    assert.throws(() => scheduler.skipTo(9), bug);
    assert.throws(() => scheduler.at(NaN, { kind: 'test' }, () => {}), bug);
    const [first, second] = [11, 12].map((ms) => scheduler.at(ms, { kind: 'test' }, () => {}));
    assert.ok(first !== undefined && second !== undefined);
    assert.throws(() => scheduler.take(second), bug);
    scheduler.take(first);
    assert.equal(scheduler.nowMs, 11);
  });
});
