import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse, type World } from '@ottla/base';

import { TimeoutError } from '../errors.ts';
import { Listeners, sleep, waitFor, waitUntil } from './wait.ts';

function scene(): { universe: SimulatedUniverse; world: World } {
  const universe = new SimulatedUniverse({ seed: 1 });
  return { universe, world: universe.createNode('client') };
}

describe('waiting with a deadline', () => {
  test('settles once, by whatever comes first', async () => {
    const { universe, world } = scene();
    const waiting = waitFor<number>(world, { timeoutMs: 100, waitingFor: 'it' }, (settle) => {
      world.timers.after(10, () => settle.resolve(1));
      world.timers.after(20, () => settle.reject(new Error('too late')));
      return undefined;
    });
    assert.equal(await universe.resolve(waiting), 1);
    await universe.advance(200);
  });

  test('the deadline undoes what was begun, and says what was waited for', async () => {
    const { universe, world } = scene();
    let undone = 0;
    const waiting = waitFor(world, { timeoutMs: 50, waitingFor: 'a sign' }, () => () => {
      undone += 1;
    });
    await assert.rejects(universe.resolve(waiting), (error) => {
      assert.ok(error instanceof TimeoutError && error.retriable);
      assert.equal(error.message, 'Timed out after 50 ms waiting for a sign');
      return true;
    });
    assert.equal(undone, 1);
  });

  test('a signal ends it with its reason, before or during the wait', async () => {
    const { universe, world } = scene();
    const reason = new Error('enough');
    const during = new AbortController();
    world.timers.after(5, () => during.abort(reason));
    for (const signal of [AbortSignal.abort(reason), during.signal]) {
      const options = { timeoutMs: 100, waitingFor: 'it', signal };
      await assert.rejects(universe.resolve(waitFor(world, options, () => undefined)), reason);
    }
    await assert.rejects(universe.resolve(sleep(world, 10, AbortSignal.abort(reason))), reason);
  });

  test('what cannot even be begun leaves no timer behind', async () => {
    const { universe, world } = scene();
    let running = 0;
    const counting: World = {
      ...world,
      timers: {
        after: (delayMs, task) => {
          const timer = world.timers.after(delayMs, task);
          running += 1;
          return {
            cancel: () => {
              running -= 1;
              timer.cancel();
            },
          };
        },
        endOfTurn: (task) => world.timers.endOfTurn(task),
      },
    };
    const waiting = waitFor(counting, { timeoutMs: 60_000, waitingFor: 'it' }, () => {
      throw new Error('no such version');
    });
    await assert.rejects(universe.resolve(waiting), /no such version/);
    assert.equal(running, 0);
  });

  test('without a limit sets no timer at all', async () => {
    const { universe, world } = scene();
    const timers = { ...world.timers, after: () => assert.fail('a timer was set') };
    const changes = new Listeners();
    let value: number | undefined;
    const wait = { timeoutMs: Infinity, waitingFor: 'it' };
    const waiting = waitUntil({ ...world, timers }, changes, wait, () => value);
    await universe.advance(400 * 24 * 3_600_000);
    value = 1;
    changes.announce();
    assert.equal(await waiting, 1);
  });

  test('a sleep ends by any of several signals, and listens to none afterwards', async () => {
    const { universe, world } = scene();
    const [first, second] = [new AbortController(), new AbortController()];
    world.timers.after(5, () => second.abort(new Error('closed')));
    const sleeping = sleep(world, 60_000, first.signal, undefined, second.signal);
    await assert.rejects(universe.resolve(sleeping), /closed/);
    assert.ok(universe.nowMs < 100);
    await universe.resolve(sleep(world, 10, first.signal));
    first.abort(new Error('late'));
  });
});

describe('waiting for a change', () => {
  test('looks at once, then at each announcement, and leaves when done', async () => {
    const { universe, world } = scene();
    const changes = new Listeners();
    let state = 0;
    let looks = 0;
    const waiting = waitUntil(world, changes, { timeoutMs: 100, waitingFor: 'two' }, () => {
      looks += 1;
      return state === 2 ? 'two' : undefined;
    });
    for (const next of [1, 2, 3]) {
      state = next;
      changes.announce();
    }
    assert.equal(await universe.resolve(waiting), 'two');
    assert.equal(looks, 3);
  });

  test('what the look throws ends the wait', async () => {
    const { universe, world } = scene();
    const waiting = waitUntil(world, new Listeners(), { timeoutMs: 9, waitingFor: 'it' }, () => {
      throw new Error('closed');
    });
    await assert.rejects(universe.resolve(waiting), /closed/);
  });

  test('who waits when no change will come any more is told so, and who comes later', async () => {
    const { universe, world } = scene();
    const changes = new Listeners();
    const wait = { timeoutMs: 60_000, waitingFor: 'it' };
    const early = waitUntil(world, changes, wait, () => undefined);
    changes.end(new Error('closed'));
    await assert.rejects(universe.resolve(early), /closed/);
    const late = waitUntil(world, changes, wait, () => undefined);
    await assert.rejects(universe.resolve(late), /closed/);
    assert.equal(await universe.resolve(waitUntil(world, changes, wait, () => 'there')), 'there');
    assert.ok(universe.nowMs < 100);
  });

  test('one that leaves during an announcement does not disturb the others', () => {
    const changes = new Listeners();
    const called: string[] = [];
    const leaveA = changes.add(() => {
      called.push('a');
      leaveA();
    });
    changes.add(() => called.push('b'));
    changes.announce();
    changes.announce();
    assert.deepEqual(called, ['a', 'b', 'b']);
  });
});
