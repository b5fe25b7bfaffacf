// What becomes of the records of one batch. One promise for all of them; it never rejects: each
// record's own outcome is asked for afterwards. A batch that was split reports here in several
// parts.

import { assert } from '@ottla/base';

/** The broker took records `first` to `first + count - 1` of the batch. */
export interface Delivered {
  readonly kind: 'delivered';
  /** Of record `first`; -1 where the broker did not tell. */
  readonly baseOffset: number;
  /** -1 unless the topic has LogAppendTime. */
  readonly logAppendTimeMs: number;
}

export interface Failed {
  readonly kind: 'failed';
  /** By the record's number in the part. */
  readonly errorOf: (index: number) => Error;
}

export type DeliveryOutcome = Delivered | Failed;

interface Part {
  readonly first: number;
  readonly count: number;
  readonly outcome: DeliveryOutcome;
}

export class DeliveryReport {
  readonly #parts: Part[] = [];
  #settledRecords = 0;
  #expectedRecords = Infinity;
  #promise: Promise<void> | undefined;
  #resolve: (() => void) | undefined;

  /** Resolves once every record's outcome is known. */
  get settled(): Promise<void> {
    this.#promise ??= new Promise((resolve) => {
      if (this.isSettled) resolve();
      else this.#resolve = resolve;
    });
    return this.#promise;
  }

  get isSettled(): boolean {
    return this.#settledRecords >= this.#expectedRecords;
  }

  /** The batch takes no more records. */
  close(recordCount: number): void {
    this.#expectedRecords = recordCount;
  }

  settle(first: number, count: number, outcome: DeliveryOutcome): void {
    this.#parts.push({ first, count, outcome });
    this.#settledRecords += count;
    if (this.isSettled) this.#resolve?.();
  }

  /** The error of the first record from `first` to `last` that has one. Only once settled. */
  errorAmong(first: number, last: number): Error | undefined {
    let atMost = last;
    let error: Error | undefined;
    // By part, not by record: nearly always there is one, and all is well.
    for (const { first: start, count, outcome } of this.#parts) {
      const index = Math.max(first, start);
      if (outcome.kind !== 'failed' || index > atMost || index >= start + count) continue;
      error = outcome.errorOf(index - start);
      atMost = index;
    }
    return error;
  }

  /** Offset and append time of a record, or its error. Only once settled. */
  outcomeOf(index: number): { offset: number; logAppendTimeMs: number } | Error {
    const part = this.#parts.find(({ first, count }) => index >= first && index < first + count);
    assert(part !== undefined, `record ${index} of a batch has no outcome`);
    const { outcome, first } = part;
    if (outcome.kind === 'failed') return outcome.errorOf(index - first);
    const { baseOffset, logAppendTimeMs } = outcome;
    return { offset: baseOffset < 0 ? -1 : baseOffset + index - first, logAppendTimeMs };
  }
}
