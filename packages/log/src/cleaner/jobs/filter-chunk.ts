// What is left of a stretch of a log after cleaning. A job for a worker, which shares the stretch
// and the offset map with whoever asks: what stays as it is is told by where it lies.

import type { OffloadJob } from '@ottla/base';
import { BatchWalk, CorruptBatchError, RecordCursor, ScratchMemory } from '@ottla/protocol';

import { OffsetMap } from '../offset-map.ts';
import type { OffsetMapMemory } from '../offset-map.ts';
import { filterBatch } from './filter-batch.ts';
import type { TimeRules } from './filter-batch.ts';
import { EXPANDED_BYTES_PER_JOB } from './job-size.ts';

/** Bits of a batch's fate. */
export const IS_DISCARDABLE = 1;
export const KEEPS_EMPTY = 2;

export interface Filtering {
  /** Whole batches. */
  readonly chunk: Uint8Array;
  /** Bits, by the batch's index. */
  readonly fates: Uint8Array;
  readonly times: TimeRules;
  readonly map: OffsetMapMemory;
}

/** Numbers by which a batch that is left is told: see `FilteredChunk`. */
export const NUMBERS_PER_BATCH = 3;

export interface FilteredChunk {
  /** Of each batch that is left: 1 where it is in `made`, 0 where in the chunk; start; end. */
  readonly batches: Int32Array;
  /** Batches that are not what they were. */
  readonly made: Uint8Array;
  /** How many batches were met, and bytes of the chunk: the rest is another job. */
  readonly batchesMet: number;
  readonly bytesMet: number;
}

/** Throws CorruptBatchError, CompressionError, InvalidRecordError. */
export function filterChunk({ chunk, fates, times, map: memory }: Filtering): FilteredChunk {
  const map = new OffsetMap(memory);
  const { latestOffset } = map;
  const newestOffsetOf = map.get.bind(map);
  const rules = { ...times, latestOffset, newestOffsetOf };
  const left = new Remainder();
  const walk = new BatchWalk(chunk);
  const cursor = new RecordCursor(new ScratchMemory());
  let batchesMet = 0;
  for (let expanded = 0; expanded < EXPANDED_BYTES_PER_JOB && walk.next(); batchesMet++) {
    const { batch } = walk;
    if (!batch.isCrcValid()) {
      // Written anew it would look sound.
      const problem = { got: batch.crc, expected: 'the checksum of its bytes' };
      throw new CorruptBatchError('checksum', batch.baseOffset, problem);
    }
    const bits = fates[batchesMet] ?? 0;
    const fate = {
      isDiscardable: (bits & IS_DISCARDABLE) !== 0,
      keepsEmpty: (bits & KEEPS_EMPTY) !== 0,
    };
    cursor.recordsBytes = 0;
    const kept = filterBatch(batch, cursor, fate, rules);
    expanded += cursor.recordsBytes;
    if (kept === 'all') left.keep(batch.start, batch.end);
    else if (kept !== 'nothing') left.make(kept);
  }
  return { ...left.finish(), batchesMet, bytesMet: walk.position };
}

class Remainder {
  readonly #batches: number[] = [];
  readonly #made: Uint8Array[] = [];
  #madeBytes = 0;

  keep(start: number, end: number): void {
    this.#batches.push(0, start, end);
  }

  make(bytes: Uint8Array): void {
    const start = this.#madeBytes;
    this.#madeBytes += bytes.length;
    this.#batches.push(1, start, this.#madeBytes);
    this.#made.push(bytes);
  }

  finish(): Pick<FilteredChunk, 'batches' | 'made'> {
    // Not of a pool, all of which would go with it.
    const made = new Uint8Array(this.#madeBytes);
    let at = 0;
    for (const bytes of this.#made) {
      made.set(bytes, at);
      at += bytes.length;
    }
    return { batches: Int32Array.from(this.#batches), made };
  }
}

export const filterChunkJob: OffloadJob<Filtering, FilteredChunk> = {
  module: import.meta.url,
  name: 'filterChunk',
  run: filterChunk,
};
