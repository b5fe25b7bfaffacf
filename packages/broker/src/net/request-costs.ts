// What a large request takes of the loop, over all the turns in which it is worked on, and how long
// its connection rests for it.

import type { Clock } from '@ottla/base';

/** Less is not worth a rest. */
const COSTLY_MS = 20;
/**
 * By the square: what a request leaves for the garbage collector, which stops everybody, grows with
 * it. 25 ms are followed by half a second, a twentieth of the loop; 100 ms by 8 s, an eightieth.
 */
const REST_MS_PER_SQUARE_MS = 0.8;
/** Half of the time that clients wait for an answer, unless told otherwise. */
const REST_MS_MAX = 15_000;

/** How long a connection rests whose request took so much; 0 for not at all. */
export function restMsAfter(tookMs: number): number {
  return tookMs <= COSTLY_MS ? 0 : Math.min(tookMs ** 2 * REST_MS_PER_SQUARE_MS, REST_MS_MAX);
}

export class RequestCosts {
  readonly #clock: Clock;
  #tookMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Of the loop, by now. */
  get tookMs(): number {
    return this.#tookMs;
  }

  /** How long the connection should rest; 0 for not at all. */
  get restMs(): number {
    return restMsAfter(this.#tookMs);
  }

  /** Runs a part of the work, which counts. */
  count<Result>(work: () => Result): Result {
    const startMs = this.#clock.monotonicMs();
    try {
      return work();
    } finally {
      this.#tookMs += this.#clock.monotonicMs() - startMs;
    }
  }
}
