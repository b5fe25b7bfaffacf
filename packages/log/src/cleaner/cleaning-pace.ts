// Keeps a cleaning from being noticed: a worker does what takes long, what is done on the event
// loop goes in slices, no more bytes are moved than may be, and it stops where it is asked to.

import type { OffloadJob, World } from '@ottla/base';

import type { Throttle } from './throttle.ts';

/** Work at a stretch on the event loop; other work of the node waits no longer for it. */
const SLICE_MS = 1;
/** How soon a waiting cleaning hears that it should stop. */
const NAP_MS_MAX = 100;

/** The cleaning gives way to something else that happens to its log. */
export class CleaningAborted extends Error {
  override readonly name = 'CleaningAborted';
  readonly code = 'CLEANING_ABORTED';
  readonly retriable = true;

  constructor() {
    super('the cleaning was aborted');
  }
}

/** What the log holds cannot be cleaned, or the worker that should do it was lost. */
export class UncleanableError extends Error {
  override readonly name = 'UncleanableError';
  readonly code = 'UNCLEANABLE';
  readonly retriable = false;
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

  /** Has a worker do it. Rejects with UncleanableError and CleaningAborted. */
  async work<Input, Output>(job: OffloadJob<Input, Output>, input: Input): Promise<Output> {
    const output = await this.#run(job, input);
    this.#beginSlice();
    this.check();
    return output;
  }

  /** Accounts for bytes read or written. Rejects with CleaningAborted. */
  async moved(bytes: number): Promise<void> {
    let waitMs = this.#throttle.spend(bytes, this.#world.clock.monotonicMs());
    for (; waitMs > 0; waitMs -= NAP_MS_MAX) {
      this.check();
      await this.#wait(Math.min(waitMs, NAP_MS_MAX));
    }
    this.#beginSlice();
    this.check();
  }

  /** An error of a worker has lost its class on the way; what it says is left. */
  async #run<Input, Output>(job: OffloadJob<Input, Output>, input: Input): Promise<Output> {
    try {
      return await this.#world.offload.run(job, input);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UncleanableError(`${job.name}: ${reason}`, { cause: error });
    }
  }

  async #wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => this.#world.timers.after(ms, resolve));
    this.#beginSlice();
  }

  #beginSlice(): void {
    this.#sliceStartMs = this.#world.clock.monotonicMs();
  }
}
