import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNodeWorld } from '../../src/index.ts';

const { timers, clock, random } = createNodeWorld();

describe('real timers', () => {
  it('never fire early, nor inside the call, whatever the loop was doing', async () => {
    for (const delayMs of [-1, 0, 0.3, 1, 2.5, 7]) {
      // The loop's own idea of time is old by now.
      const busyUntilMs = clock.monotonicMs() + 3;
      while (clock.monotonicMs() < busyUntilMs);
      const startMs = clock.monotonicMs();
      let inside = true;
      await new Promise<void>((resolve) => {
        timers.after(delayMs, () => {
          assert.equal(inside, false);
          resolve();
        });
        inside = false;
      });
      assert.ok(clock.monotonicMs() - startMs >= delayMs);
    }
  });

  it('never fire early at any fraction of a millisecond', async () => {
    const early: number[] = [];
    let fired = 0;
    for (let i = 0; fired < 300; i++) {
      const delayMs = 1 + (i % 5) / 2;
      const startMs = clock.monotonicMs();
      timers.after(delayMs, () => {
        fired += 1;
        const tookMs = clock.monotonicMs() - startMs;
        if (tookMs < delayMs) early.push(delayMs - tookMs);
      });
      // Others are due all the while, at any fraction of a millisecond after this one was set.
      await new Promise<void>((resolve) => timers.endOfTurn(resolve));
    }
    assert.deepEqual(early, []);
  });

  it('do not fire when cancelled, and take delays of any length', async () => {
    const fired: string[] = [];
    timers.after(0, () => fired.push('at once')).cancel();
    timers.after(1, () => fired.push('soon')).cancel();
    // Node itself would take these for 1 ms.
    const far = [timers.after(2 ** 40, () => fired.push('far')), timers.after(Infinity, () => {})];
    await new Promise<void>((resolve) => timers.after(5, resolve));
    for (const timer of far) timer.cancel();
    assert.deepEqual(fired, []);
    assert.throws(() => timers.after(NaN, () => {}), { name: 'AssertionFailure' });
  });

  it('run the tasks of a turn together at its end, and theirs at the next', async () => {
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      timers.endOfTurn(() => {
        order.push('first');
        timers.endOfTurn(() => {
          order.push('next turn');
          resolve();
        });
      });
      timers.endOfTurn(() => order.push('second'));
      order.push('turn');
    });
    assert.deepEqual(order, ['turn', 'first', 'second', 'next turn']);
  });
});

describe('real chance', () => {
  it('spreads over its ranges', () => {
    let max = 0;
    let sum = 0;
    for (let i = 0; i < 5000; i++) {
      const value = random.uint32();
      assert.ok(Number.isInteger(value) && value >= 0 && value < 2 ** 32);
      max = Math.max(max, value);
      const float = random.float();
      assert.ok(float >= 0 && float < 1);
      sum += float;
    }
    assert.ok(max > 2 ** 31);
    assert.ok(Math.abs(sum / 5000 - 0.5) < 0.05);
    assert.equal(new Set(Array.from({ length: 100 }, () => random.bytes(16).join())).size, 100);
    assert.notEqual(random.bytes(16).buffer, random.bytes(16).buffer);
  });
});
