// The batch that a shard's records are gathered in until the turn ends, with the events that the
// records come from: they are appended, or fail, together.

import { BatchBuilder, type Codec } from '@ottla/protocol';
import type { ShardRecord } from './shard.ts';
import type { WaitingEvent } from './waiting-events.ts';

/** What a record takes besides key and value at most: lengths, deltas and attributes. */
const RECORD_OVERHEAD_BYTES_MAX = 21;
const INITIAL_BYTES = 4096;

export interface OpenBatchOptions {
  readonly baseOffset: number;
  readonly sizeBytesMax: number;
  readonly codec: Codec;
}

export class OpenBatch {
  /** Offset that the first record will get. */
  readonly baseOffset: number;
  readonly events: WaitingEvent[] = [];
  readonly #sizeBytesMax: number;
  readonly #builder: BatchBuilder;

  constructor({ baseOffset, sizeBytesMax, codec }: OpenBatchOptions) {
    this.baseOffset = baseOffset;
    this.#sizeBytesMax = sizeBytesMax;
    const initialBytes = Math.min(INITIAL_BYTES, sizeBytesMax);
    this.#builder = new BatchBuilder({ codec, sizeBytesMax, initialBytes });
  }

  get recordCount(): number {
    return this.#builder.recordCount;
  }

  /** Offset that the next record will get. */
  get nextOffset(): number {
    return this.baseOffset + this.#builder.recordCount;
  }

  /** Nothing more fits; perhaps too much is in it already. */
  get isFull(): boolean {
    return this.#builder.estimatedBytes >= this.#sizeBytesMax;
  }

  /** Whether all of them fit; an empty batch takes what it is given, and its log may refuse it. */
  hasRoomFor(records: readonly ShardRecord[]): boolean {
    if (this.#builder.recordCount === 0) return true;
    let sizeBytes = this.#builder.estimatedBytes;
    for (const { key, value } of records) {
      sizeBytes += RECORD_OVERHEAD_BYTES_MAX + key.length + (value?.length ?? 0);
    }
    return sizeBytes <= this.#sizeBytesMax;
  }

  append(timestamp: number, { key, value }: ShardRecord): void {
    this.#builder.append(timestamp, key, value);
  }

  finish(): Uint8Array {
    return this.#builder.finish();
  }
}
