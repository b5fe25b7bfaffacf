// Look-ups of offsets by time that take long: cold files, and batches that expand far, which a
// worker searches. A few go on at a time, and clients have their turns one after the other; the
// rest wait. Of each connection there is one at most: ListOffsets sees to it.

import type { Offload, World } from '@ottla/base';
import { type BatchFinding, type BatchSearch, searchBatchJob } from '@ottla/log';
import { FairQueue } from '../net/fair-queue.ts';

/** Each may hold a batch, and keep a worker busy that produced batches wait for as well. */
const UNDER_WAY_MAX = 2;

/** The worker failed, not what it was given: that is searched by nobody else. */
export class SearchFailedError extends Error {
  override readonly name = 'SearchFailedError';
  readonly code = 'SEARCH_FAILED';
  readonly retriable = true;
}

export class OffsetLookups {
  readonly #offload: Offload;
  readonly #waiting = new FairQueue<(mayBegin: boolean) => void>();
  #underWay = 0;
  #isClosed = false;

  constructor({ offload }: Pick<World, 'offload'>) {
    this.#offload = offload;
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
    try {
      return await this.#offload.run(searchBatchJob, search);
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : String(cause);
      throw new SearchFailedError(`a batch could not be searched: ${problem}`, { cause });
    }
  }

  /** Nothing is begun any more. */
  close(): void {
    this.#isClosed = true;
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
    while (this.#underWay < UNDER_WAY_MAX) {
      const begin = this.#waiting.shift();
      if (begin === undefined) return;
      this.#underWay += 1;
      begin(true);
    }
  }
}
