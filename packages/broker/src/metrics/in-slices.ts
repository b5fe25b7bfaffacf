// Long work in short pieces: a generator is run for a few milliseconds at a time, and what clients
// sent is served in between.

import type { Clock, Timers } from '@ottla/base';

/** A generator yields wherever it may rest. Rejects with what it throws. */
export async function inSlices<Result>(
  work: Generator<void, Result>,
  { clock, timers }: { readonly clock: Clock; readonly timers: Timers },
  sliceMs: number,
): Promise<Result> {
  for (;;) {
    const untilMs = clock.monotonicMs() + sliceMs;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (clock.monotonicMs() < untilMs);
    await new Promise<void>((resolve) => {
      timers.after(0, resolve);
    });
  }
}
