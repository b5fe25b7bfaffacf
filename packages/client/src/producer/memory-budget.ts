// `buffer.memory`: how many bytes all undelivered batches may take, and who waits for some to come
// free, first come first served.

import type { World } from '@ottla/base';

import { waitFor, type WaitOptions } from '../core/wait.ts';

interface Waiter {
  readonly bytes: number;
  readonly take: () => void;
}

export class MemoryBudget {
  readonly #world: World;
  readonly #limitBytes: number;
  #usedBytes = 0;
  readonly #waiters: Waiter[] = [];

  constructor(world: World, limitBytes: number) {
    this.#world = world;
    this.#limitBytes = limitBytes;
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** Somebody waits: what is buffered should go out at once. */
  get isExhausted(): boolean {
    return this.#waiters.length > 0;
  }

  /** Takes the bytes where they are free and nobody came earlier. */
  tryTake(bytes: number): boolean {
    if (this.#waiters.length > 0 || !this.#fits(bytes)) return false;
    this.#usedBytes += bytes;
    return true;
  }

  /** Takes the bytes once they are free; a TimeoutError says what was waited for. */
  take(bytes: number, wait: WaitOptions): Promise<void> {
    if (this.tryTake(bytes)) return Promise.resolve();
    return waitFor<void>(this.#world, wait, (settle) => {
      const waiter: Waiter = {
        bytes,
        take: () => {
          this.#usedBytes += bytes;
          settle.resolve();
        },
      };
      this.#waiters.push(waiter);
      return () => {
        const at = this.#waiters.indexOf(waiter);
        if (at >= 0) this.#waiters.splice(at, 1);
        this.#serve();
      };
    });
  }

  release(bytes: number): void {
    this.#usedBytes -= bytes;
    this.#serve();
  }

  #serve(): void {
    while (this.#waiters.length > 0) {
      const [first] = this.#waiters;
      if (first === undefined || !this.#fits(first.bytes)) return;
      this.#waiters.shift();
      first.take();
    }
  }

  #fits(bytes: number): boolean {
    return this.#usedBytes + bytes <= this.#limitBytes;
  }
}
