// Notices that a connection has not been used for as long as one may idle. One timer, set anew only
// when it fires. A connection that waits for an answer is in use, however long that takes.

import type { Timer, World } from '@ottla/base';

export interface IdleWatchOptions {
  readonly world: World;
  /** Infinity: for ever. */
  readonly idleMsMax: number;
  /** Whether it is in use although nothing was sent or received lately. */
  readonly isBusy: () => boolean;
  readonly idled: () => void;
}

export class IdleWatch {
  readonly #options: IdleWatchOptions;
  #usedMs = 0;
  #timer: Timer | undefined;

  constructor(options: IdleWatchOptions) {
    this.#options = options;
  }

  start(): void {
    const { world, idleMsMax } = this.#options;
    if (idleMsMax === Infinity) return;
    this.#usedMs = world.clock.monotonicMs();
    this.#arm(idleMsMax);
  }

  /** Something was sent or received, at this time of the monotonic clock. */
  used(nowMs: number): void {
    this.#usedMs = nowMs;
  }

  end(): void {
    this.#timer?.cancel();
  }

  #arm(delayMs: number): void {
    this.#timer = this.#options.world.timers.after(delayMs, () => this.#look());
  }

  #look(): void {
    const { world, idleMsMax, isBusy, idled } = this.#options;
    const leftMs = this.#usedMs + idleMsMax - world.clock.monotonicMs();
    if (leftMs > 0) this.#arm(leftMs);
    else if (isBusy()) this.#arm(idleMsMax);
    else idled();
  }
}
