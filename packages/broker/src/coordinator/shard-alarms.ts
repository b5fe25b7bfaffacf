// The timers of one shard, by name, on the World's.

import type { Timer, Timers } from '@ottla/base';
import type { ShardTimers } from '@ottla/coordinator';

export class ShardAlarms implements ShardTimers {
  readonly #timers: Timers;
  readonly #timedOut: (name: string) => void;
  readonly #running = new Map<string, Timer>();

  constructor(timers: Timers, timedOut: (name: string) => void) {
    this.#timers = timers;
    this.#timedOut = timedOut;
  }

  set(name: string, delayMs: number): void {
    this.#running.get(name)?.cancel();
    const timer = this.#timers.after(delayMs, () => {
      this.#running.delete(name);
      this.#timedOut(name);
    });
    this.#running.set(name, timer);
  }

  cancel(name: string): void {
    this.#running.get(name)?.cancel();
    this.#running.delete(name);
  }

  cancelAll(): void {
    for (const timer of this.#running.values()) timer.cancel();
    this.#running.clear();
  }
}
