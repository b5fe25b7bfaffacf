// What a large request takes of the loop, over all the turns in which it is worked on, and how long
// its connection rests for it.

import type { Clock } from '@ottla/base';

/** Less is not worth a rest. */
const COSTLY_MS = 20;
/** So that nobody has more than a twentieth of the loop by large requests. */
const REST_FACTOR = 20;
const REST_MS_MAX = 10_000;

export class RequestCosts {
  readonly #clock: Clock;
  #tookMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How long the connection should rest; 0 for not at all. */
  get restMs(): number {
    return this.#tookMs > COSTLY_MS ? Math.min(this.#tookMs * REST_FACTOR, REST_MS_MAX) : 0;
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
