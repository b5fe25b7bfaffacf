// Walks the batches of a byte range. What ends in the middle of a batch ends silently there: a
// fetch response and the tail of a file may. A header that cannot be one is corruption.

import { CorruptBatchError } from './corrupt-batch-error.ts';
import { readInt32 } from './integers.ts';
import {
  BATCH_LENGTH,
  BYTES_UP_TO_MAGIC,
  ENTRY_LENGTH_MIN,
  LOG_OVERHEAD_BYTES,
  MAGIC,
} from './layout.ts';
import { RecordBatch } from './record-batch.ts';

/** The newest magic; there are 0, 1 and 2. */
export const MAGIC_MAX = 2;

/**
 * Size in bytes of the batch at `position`, by its header; 0 where fewer bytes are there than the
 * header's 17 up to the magic. The batch itself may still be incomplete. Throws CorruptBatchError.
 */
export function batchSizeAt(bytes: Uint8Array, position: number, end: number): number {
  const available = end - position;
  if (available < LOG_OVERHEAD_BYTES) return 0;
  const length = readInt32(bytes, position + BATCH_LENGTH);
  if (length < ENTRY_LENGTH_MIN) {
    const expected = `at least ${ENTRY_LENGTH_MIN}`;
    throw new CorruptBatchError('length', position, { got: length, expected });
  }
  if (available < BYTES_UP_TO_MAGIC) return 0;
  const magic = bytes[position + MAGIC] ?? 0;
  if (magic > MAGIC_MAX) {
    throw new CorruptBatchError('magic', position, { got: magic, expected: '0, 1 or 2' });
  }
  return length + LOG_OVERHEAD_BYTES;
}

/** Steps over the batches of `bytes[start, end)` with one view, without allocating per batch. */
export class BatchWalk {
  /** The view that every step moves. Valid after `next()` returned true. */
  readonly batch = new RecordBatch();
  /** Position just after the last whole batch: where the valid bytes end so far. */
  position: number;
  private readonly bytes: Uint8Array;
  private readonly end: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** Moves to the next whole batch; false where there is none. Throws CorruptBatchError. */
  next(): boolean {
    const sizeBytes = batchSizeAt(this.bytes, this.position, this.end);
    if (sizeBytes === 0 || sizeBytes > this.end - this.position) return false;
    this.batch.at(this.bytes, this.position);
    this.position += sizeBytes;
    return true;
  }
}

/**
 * The whole batches of `bytes[start, end)`, each with a view of its own. On a hot path BatchWalk is
 * cheaper. Throws CorruptBatchError with position, what stands there and what would be right.
 */
export function* batchesIn(
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
): Generator<RecordBatch, void, undefined> {
  const walk = new BatchWalk(bytes, start, end);
  while (walk.next()) yield walk.batch.clone();
}
