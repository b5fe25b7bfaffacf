// The handlers that run now, in the order in which they began. Without I/O.

import type { TopicPartition } from '../../fetcher/topic-partition.ts';

/** A record that is being handled. */
export interface HandledRecord extends TopicPartition {
  readonly offset: number;
}

export interface BegunHandler {
  readonly record: HandledRecord;
  /** By the monotonic clock. */
  readonly sinceMs: number;
}

/** As it is told of: which record, and for how long by now. */
export interface RunningHandler extends HandledRecord {
  readonly ms: number;
}

export class RunningHandlers {
  readonly #begun = new Map<HandledRecord, number>();

  get count(): number {
    return this.#begun.size;
  }

  /** The one that has run for longest. */
  get oldest(): BegunHandler | undefined {
    for (const [record, sinceMs] of this.#begun) return { record, sinceMs };
    return undefined;
  }

  began(record: HandledRecord, nowMs: number): void {
    this.#begun.set(record, nowMs);
  }

  ended(record: HandledRecord): void {
    this.#begun.delete(record);
  }
}
