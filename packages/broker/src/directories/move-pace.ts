// How fast replicas move between directories: a few reads at once, and no more bytes a second than
// replica.alter.log.dirs.io.max.bytes.per.second allows, all moves together.

import type { World } from '@ottla/base';
import { Throttle } from '@ottla/log';
import { OneMinuteRate } from '../metrics/one-minute-rate.ts';

/** The thread pool has four threads, which others want too. */
const READS_AT_ONCE = 2;

export class MovePace {
  readonly #world: World;
  #throttle: Throttle;
  /** Ends the wait of each that has to pay. */
  readonly #paying = new Set<() => void>();
  readonly #rate: OneMinuteRate;
  #reads = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(world: World, bytesPerSecond: number) {
    this.#world = world;
    this.#throttle = new Throttle(bytesPerSecond);
    this.#rate = new OneMinuteRate(world.clock.monotonicMs());
  }

  /** Of all moves, over about a minute. */
  get readsPerSecond(): number {
    return this.#rate.perSecond(this.#world.clock.monotonicMs());
  }

  /** Who waits on account of another rate goes on, and owes nothing, as in Kafka. */
  set bytesPerSecond(value: number) {
    if (value === this.#throttle.bytesPerSecond) return;
    this.#throttle = new Throttle(value);
    for (const goOn of this.#paying) goOn();
  }

  /** Runs a read when its turn comes. */
  async inTurn<Result>(read: () => Promise<Result>): Promise<Result> {
    if (this.#reads < READS_AT_ONCE) this.#reads += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#rate.mark(this.#world.clock.monotonicMs());
    try {
      return await read();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#reads -= 1;
      else next();
    }
  }

  /**
   * Accounts for what was moved; resolves when more may be, when the rate changes, or when
   * `stopped` does.
   */
  async pay(bytes: number, stopped: Promise<void>): Promise<void> {
    const { clock, timers } = this.#world;
    const waitMs = this.#throttle.spend(bytes, clock.monotonicMs());
    if (waitMs === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = timers.after(waitMs, resolve);
    this.#paying.add(resolve);
    await Promise.race([promise, stopped]);
    this.#paying.delete(resolve);
    timer.cancel();
  }
}
