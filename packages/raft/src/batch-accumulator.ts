// Record values that a leader has accepted and not yet appended: their offsets are fixed, their
// batch grows while it may wait. What one proposal brings stays in one batch, so that it is atomic.

import { assert } from '@ottla/base';

/** Values of one batch to be. */
export interface PendingBatch {
  readonly baseOffset: number;
  readonly values: readonly Uint8Array[];
}

/** What a record takes besides its value, at most. */
const RECORD_OVERHEAD_BYTES = 21;
const BATCH_OVERHEAD_BYTES = 61;

/** Upper bound of a batch of these values in bytes. */
export function batchBytesBound(values: readonly Uint8Array[]): number {
  let bytes = BATCH_OVERHEAD_BYTES;
  for (const value of values) bytes += RECORD_OVERHEAD_BYTES + value.length;
  return bytes;
}

export interface AccumulatorOptions {
  readonly nextOffset: number;
  readonly lingerMs: number;
  readonly batchBytesMax: number;
}

export class BatchAccumulator {
  readonly #lingerMs: number;
  readonly #batchBytesMax: number;
  #nextOffset: number;
  #full: PendingBatch[] = [];
  #baseOffset: number;
  #values: Uint8Array[] = [];
  #bytes = BATCH_OVERHEAD_BYTES;
  #lingerEndMs = Number.POSITIVE_INFINITY;

  constructor(options: AccumulatorOptions) {
    this.#nextOffset = options.nextOffset;
    this.#baseOffset = options.nextOffset;
    this.#lingerMs = options.lingerMs;
    this.#batchBytesMax = options.batchBytesMax;
  }

  /** Offset that the next record accepted will get. */
  get nextOffset(): number {
    return this.#nextOffset;
  }

  get isEmpty(): boolean {
    return this.#full.length === 0 && this.#values.length === 0;
  }

  /**
   * Until when what waits may wait: the past where a batch is full, Infinity where nothing waits.
   */
  get lingerEndMs(): number {
    return this.#full.length > 0 ? Number.NEGATIVE_INFINITY : this.#lingerEndMs;
  }

  /** Accepts the values of one proposal and returns the offset of the first. */
  add(values: readonly Uint8Array[], nowMs: number): number {
    const bytes = batchBytesBound(values);
    assert(values.length > 0, 'a proposal has at least one record');
    assert(
      bytes <= this.#batchBytesMax,
      `a proposal of ${bytes} bytes does not fit into a batch of ${this.#batchBytesMax}`,
    );
    if (this.#bytes + bytes - BATCH_OVERHEAD_BYTES > this.#batchBytesMax) this.#close();
    if (this.#values.length === 0) this.#lingerEndMs = nowMs + this.#lingerMs;
    const offset = this.#nextOffset;
    for (const value of values) this.#values.push(value);
    this.#bytes += bytes - BATCH_OVERHEAD_BYTES;
    this.#nextOffset += values.length;
    return offset;
  }

  /** Takes out all that waits, in order. */
  drain(): readonly PendingBatch[] {
    this.#close();
    const batches = this.#full;
    this.#full = [];
    return batches;
  }

  /** Other records (control records of the leader) take `count` offsets; nothing may be waiting. */
  skip(count: number): void {
    assert(this.isEmpty, 'control records are appended before anything waits');
    this.#nextOffset += count;
    this.#baseOffset = this.#nextOffset;
  }

  #close(): void {
    if (this.#values.length === 0) return;
    this.#full.push({ baseOffset: this.#baseOffset, values: this.#values });
    this.#baseOffset = this.#nextOffset;
    this.#values = [];
    this.#bytes = BATCH_OVERHEAD_BYTES;
    this.#lingerEndMs = Number.POSITIVE_INFINITY;
  }
}
