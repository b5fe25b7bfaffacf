// Keeps a cleaning from being noticed: it works in slices of the event loop, waits where it moved
// more bytes than it may, and stops where it is asked to.

import type { Offload, World } from '@ottla/base';

import type { Throttle } from './throttle.ts';

/** Work at a stretch; other work of the node waits no longer for it. */
const SLICE_MS = 2;
/** How soon a waiting cleaning hears that it should stop. */
const NAP_MS_MAX = 100;

/** Records between two looks at the clock, which costs as much as one of them. */
const RECORDS_AT_A_STRETCH = 64;

/** Whether to look at the clock after the record of this index. */
export function isTimeToAsk(recordIndex: number): boolean {
  return recordIndex % RECORDS_AT_A_STRETCH === RECORDS_AT_A_STRETCH - 1;
}

/** The cleaning gives way to something else that happens to its log. */
export class CleaningAborted extends Error {
  override readonly name = 'CleaningAborted';
  readonly code = 'CLEANING_ABORTED';
  readonly retriable = true;

  constructor() {
    super('the cleaning was aborted');
  }
}

export class CleaningPace {
  readonly #world: World;
  readonly #throttle: Throttle;
  #isStopped = false;
  #sliceStartMs: number;

  constructor(world: World, throttle: Throttle) {
    this.#world = world;
    this.#throttle = throttle;
    this.#sliceStartMs = world.clock.monotonicMs();
  }

  /** For what would take a slice by itself. */
  get offload(): Offload {
    return this.#world.offload;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Throws CleaningAborted after `stop`. */
  check(): void {
    if (this.#isStopped) throw new CleaningAborted();
  }

  /** Whether the slice is over: then `rest`. */
  get isDue(): boolean {
    return this.#world.clock.monotonicMs() - this.#sliceStartMs >= SLICE_MS;
  }

  /** Lets the loop do other work. Rejects with CleaningAborted. */
  async rest(): Promise<void> {
    await this.#wait(0);
    this.check();
  }

  /** Accounts for bytes read or written. Rejects with CleaningAborted. */
  async moved(bytes: number): Promise<void> {
    const { clock } = this.#world;
    let waitMs = this.#throttle.spend(bytes, clock.monotonicMs());
    for (; waitMs > 0; waitMs -= NAP_MS_MAX) {
      this.check();
      await this.#wait(Math.min(waitMs, NAP_MS_MAX));
    }
    this.#sliceStartMs = clock.monotonicMs();
    this.check();
  }

  async #wait(ms: number): Promise<void> {
    const { timers, clock } = this.#world;
    await new Promise<void>((resolve) => timers.after(ms, resolve));
    this.#sliceStartMs = clock.monotonicMs();
  }
}
