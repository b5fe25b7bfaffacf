// What the measuring tools share on their way to a producer: pauses, turns of the loop, and a limit
// for what is on its way. Not the sending itself.

import type { World } from '@ottla/base';

/** Resolves after the pause, or as soon as the signal aborts; `Infinity` waits for the signal. */
export function pause(world: World, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      timer?.cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = Number.isFinite(ms) ? world.timers.after(ms, done) : undefined;
    signal.addEventListener('abort', done, { once: true });
  });
}

/**
 * Counts what was sent and not yet answered. A sender that never waits would keep the loop from
 * serving its own connections, so `room` gives way after every few records, and waits where too
 * many are on their way.
 */
export class OnTheWay {
  readonly #world: World;
  readonly #max: number;
  #count = 0;
  #sinceTurn = 0;
  #waiting: (() => void) | undefined;

  constructor(world: World, max: number) {
    this.#world = world;
    this.#max = max;
  }

  /** Undefined where the next record can be sent at once. */
  room(): Promise<void> | undefined {
    if (this.#count >= this.#max) {
      return new Promise((resolve) => {
        this.#waiting = resolve;
      });
    }
    this.#sinceTurn += 1;
    if (this.#sinceTurn < RECORDS_A_TURN) return undefined;
    this.#sinceTurn = 0;
    return new Promise((resolve) => {
      this.#world.timers.after(0, resolve);
    });
  }

  sent(): void {
    this.#count += 1;
  }

  answered(): void {
    this.#count -= 1;
    if (this.#waiting === undefined || this.#count > this.#max / 2) return;
    const resume = this.#waiting;
    this.#waiting = undefined;
    resume();
  }
}

/** Some hundred microseconds of work. */
const RECORDS_A_TURN = 256;
