// Look-ups of offsets by time that take long: cold files, and batches that expand far, which a
// worker searches. A few go on at a time, and clients have their turns one after the other; the
// others wait. Of each connection there is one at most: ListOffsets sees to it. A search that took
// long is followed by a rest: however many ask for such, workers and processors serve others too.

import type { Timer, World } from '@ottla/base';
import { type BatchFinding, type BatchSearch, searchBatchJob } from '@ottla/log';
import { FairQueue } from '../net/fair-queue.ts';

/** Each may hold a batch, and keep a worker busy that produced batches wait for as well. */
const UNDER_WAY_MAX = 2;
/** Searches of ordinary batches take less: they need no rest. */
const LONG_MS = 3;
/** For each millisecond of a long one: half of a processor is for them. */
const REST_MS_PER_MS = 1;
/** Of all that were made by now. */
const REST_MS_MAX = 1_000;

/** The worker failed, not what it was given: that is searched by nobody else. */
export class SearchFailedError extends Error {
  override readonly name = 'SearchFailedError';
  readonly code = 'SEARCH_FAILED';
  readonly retriable = true;
}

export type LookupsWorld = Pick<World, 'clock' | 'timers' | 'offload'>;

export class OffsetLookups {
  readonly #world: LookupsWorld;
  readonly #waiting = new FairQueue<(mayBegin: boolean) => void>();
  #underWay = 0;
  #isClosed = false;
  #restUntilMs = 0;
  /** Set while somebody waits for the end of a rest. */
  #restEnds: Timer | undefined;

  constructor(world: LookupsWorld) {
    this.#world = world;
  }

  /** Look-ups that go on or wait for their turn. */
  get size(): number {
    return this.#underWay + this.#waiting.length;
  }

  /**
   * Runs the look-up when it is the client's turn. Resolves with nothing where the node has
   * stopped; rejects as the look-up does.
   */
  async run<Result>(client: string, lookUp: () => Promise<Result>): Promise<Result | undefined> {
    if (!(await this.#turnOf(client))) return undefined;
    try {
      return await lookUp();
    } finally {
      this.#underWay -= 1;
      this.#beginNext();
    }
  }

  /**
   * On a worker. Rejects with SearchFailedError: it is not made up for on the event loop, since it
   * was too much for that before.
   */
  async search(search: BatchSearch): Promise<BatchFinding> {
    const { clock, offload } = this.#world;
    const startMs = clock.monotonicMs();
    try {
      return await offload.run(searchBatchJob, search);
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : String(cause);
      throw new SearchFailedError(`a batch could not be searched: ${problem}`, { cause });
    } finally {
      this.#took(clock.monotonicMs() - startMs);
    }
  }

  /** Nothing is begun any more. */
  close(): void {
    this.#isClosed = true;
    this.#restEnds?.cancel();
    for (;;) {
      const begin = this.#waiting.shift();
      if (begin === undefined) return;
      begin(false);
    }
  }

  #turnOf(client: string): Promise<boolean> {
    if (this.#isClosed) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#waiting.push(client, resolve);
    this.#beginNext();
    return promise;
  }

  #beginNext(): void {
    while (this.#underWay < UNDER_WAY_MAX && !this.#mustRest()) {
      const begin = this.#waiting.shift();
      if (begin === undefined) return;
      this.#underWay += 1;
      begin(true);
    }
  }

  #took(workMs: number): void {
    if (workMs < LONG_MS) return;
    const nowMs = this.#world.clock.monotonicMs();
    const untilMs = Math.max(this.#restUntilMs, nowMs) + workMs * REST_MS_PER_MS;
    this.#restUntilMs = Math.min(untilMs, nowMs + REST_MS_MAX);
  }

  /** Whether the next one is to wait; it is begun when the rest is over. */
  #mustRest(): boolean {
    if (this.#waiting.length === 0) return false;
    const leftMs = this.#restUntilMs - this.#world.clock.monotonicMs();
    if (leftMs <= 0) return false;
    this.#restEnds ??= this.#world.timers.after(leftMs, () => {
      this.#restEnds = undefined;
      this.#beginNext();
    });
    return true;
  }
}
