// Work over many logs on the event loop: a slice at a time, so that nobody waits for all of it.

import type { World } from '@ottla/base';

/** Other work of the node waits no longer for it. */
const SLICE_MS = 1;

export class Slices {
  readonly #world: Pick<World, 'clock' | 'timers'>;
  #startMs: number;

  constructor(world: Pick<World, 'clock' | 'timers'>) {
    this.#world = world;
    this.#startMs = world.clock.monotonicMs();
  }

  /** Whether the slice is over: then `rest`. */
  get isDue(): boolean {
    return this.#world.clock.monotonicMs() - this.#startMs >= SLICE_MS;
  }

  /** Lets the loop do other work. */
  async rest(): Promise<void> {
    await new Promise<void>((resolve) => this.#world.timers.after(0, resolve));
    this.#startMs = this.#world.clock.monotonicMs();
  }
}
