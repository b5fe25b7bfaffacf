// What becomes of a bug in work that nobody waits for.

import type { Timers } from '@ottla/base';

/** Throws it where it ends the process, once what is going on is done. */
export function surface(timers: Pick<Timers, 'endOfTurn'>, bug: unknown): void {
  timers.endOfTurn(() => {
    throw bug;
  });
}
