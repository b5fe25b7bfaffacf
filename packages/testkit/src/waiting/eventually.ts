// Waits until something is so: looks at once, and again whenever something has happened in the
// broker. What happens there without a request (a session that ends, retention by a real clock) is
// seen by a look now and then.

import type { World } from '@ottla/base';

import type { Duration } from '../clock/duration.ts';
import { millisecondsOf } from '../clock/duration.ts';
import type { Activity } from './activity.ts';

export interface WaitOptions {
  /** In real time, whatever the broker's clock is. Default 5 seconds. */
  readonly timeout?: Duration | undefined;
}

const TIMEOUT: Duration = '5s';
/** Without anything that the kit hears of. */
const LOOK_MS = 100;

/** Gives what `check` gives once it does not throw; at the end of the time it throws that. */
export async function eventually<Result>(
  check: () => Result | Promise<Result>,
  { timeout = TIMEOUT }: WaitOptions,
  { world, activity }: { readonly world: World; readonly activity: Activity },
): Promise<Result> {
  const { clock } = world;
  const timeoutMs = millisecondsOf(timeout);
  const endMs = clock.monotonicMs() + timeoutMs;
  for (;;) {
    const next = nextLook(world, activity);
    try {
      return await check();
    } catch (error) {
      const leftMs = endMs - clock.monotonicMs();
      if (leftMs <= 0) throw stillSo(error, timeoutMs);
      await next.come(Math.min(LOOK_MS, leftMs));
    } finally {
      next.forget();
    }
  }
}

/** Hears of what happens from now on, also while the check runs. */
function nextLook({ timers }: World, activity: Activity) {
  let hear: (() => void) | undefined;
  let isHeard = false;
  const wake = (): void => {
    isHeard = true;
    hear?.();
  };
  activity.onNext(wake);
  return {
    forget: () => activity.forget(wake),
    come: (atMostMs: number): Promise<void> =>
      new Promise((resolve) => {
        if (isHeard) return resolve();
        const timer = timers.after(atMostMs, resolve);
        hear = () => {
          timer.cancel();
          resolve();
        };
      }),
  };
}

function stillSo(error: unknown, timeoutMs: number): unknown {
  if (!(error instanceof Error) || timeoutMs === 0) return error;
  error.message += `\n(still so after ${timeoutMs} ms)`;
  return error;
}
