// The broker's clock as a test holds it. A real one runs with the machine; a virtual one stands
// still until the test moves it, and then from timer to timer.

import type { Clock, HeldUniverse } from '@ottla/base';

import { type Duration, millisecondsOf } from './duration.ts';

export interface KafkaClock {
  readonly kind: 'real' | 'virtual';
  /** What the broker takes the time to be, in ms since 1970. */
  now(): number;
  /**
   * Moves a virtual clock on: every timer of the broker, and of clients in `kafka.world`, runs at
   * its moment and in order, and what it brings about happens before the next. Throws where the
   * clock is real.
   */
  advance(duration: Duration): Promise<void>;
  /**
   * Waits for a promise. A virtual clock moves meanwhile, from timer to timer, for an hour of its
   * time at most where no other limit is given.
   */
  until<Result>(promise: Promise<Result>, limit?: Duration): Promise<Result>;
}

export class RealClock implements KafkaClock {
  readonly kind = 'real';
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.wallMs();
  }

  advance(duration: Duration): Promise<void> {
    millisecondsOf(duration);
    const advice = "start this Kafka with startKafka({ clock: 'virtual' })";
    return Promise.reject(new Error(`the clock is real and runs by itself: ${advice}`));
  }

  until<Result>(promise: Promise<Result>): Promise<Result> {
    return promise;
  }
}

const LIMIT: Duration = '1h';

export class VirtualClock implements KafkaClock {
  readonly kind = 'virtual';
  readonly #universe: HeldUniverse;
  readonly #clock: Clock;
  readonly #moved: () => void;

  /** `moved` hears when the clock has been moved. */
  constructor(universe: HeldUniverse, clock: Clock, moved: () => void) {
    this.#universe = universe;
    this.#clock = clock;
    this.#moved = moved;
  }

  now(): number {
    return this.#clock.wallMs();
  }

  async advance(duration: Duration): Promise<void> {
    await this.#universe.advance(millisecondsOf(duration));
    this.#moved();
  }

  async until<Result>(promise: Promise<Result>, limit = LIMIT): Promise<Result> {
    try {
      return await this.#universe.until(promise, millisecondsOf(limit));
    } finally {
      this.#moved();
    }
  }
}
