// Directories of logs that are gone, removed some time after they got their last name: for a few
// milliseconds a turn, so that the end of thousands of partitions keeps nobody waiting.

import type { World } from '@ottla/base';

/** Together with what else a turn does it stays below what anybody would notice. */
const TURN_MS_MAX = 5;

export class Removals {
  readonly #world: World;
  readonly #remove: (path: string) => void;
  /** Due, oldest first. */
  #due: string[] = [];

  /** `remove` does nothing any more once the node stops. */
  constructor(world: World, remove: (path: string) => void) {
    this.#world = world;
    this.#remove = remove;
  }

  after(delayMs: number, path: string): void {
    this.#world.timers.after(delayMs, () => {
      this.#due.push(path);
      if (this.#due.length === 1) this.#removeSome();
    });
  }

  #removeSome(): void {
    const { clock, timers } = this.#world;
    const startedMs = clock.monotonicMs();
    let count = 0;
    for (const path of this.#due) {
      if (count > 0 && clock.monotonicMs() - startedMs >= TURN_MS_MAX) break;
      count += 1;
      this.#remove(path);
    }
    this.#due = this.#due.slice(count);
    if (this.#due.length > 0) timers.after(0, () => this.#removeSome());
  }
}
