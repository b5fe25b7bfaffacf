// Walks the batches of a segment's file through a lent buffer: headers only where that is enough,
// whole batches where the content counts. A batch that is not whole ends the walk silently; what
// cannot be a header throws CorruptBatchError. Nothing is checked beyond that.

import type { DiskFile } from '@ottla/base';
import { batchSizeAt, RecordBatch } from '@ottla/protocol';

/** Enough to read every field of a header, whatever the magic. */
const HEADER_BYTES = 61;
const SIZE_AND_MAGIC_BYTES = 17;

export interface ScanRange {
  /** Position of a batch. */
  readonly start: number;
  readonly end: number;
  /** Lent until the walk is over; at least 4 KB. */
  readonly buffer: Uint8Array;
  /** Bytes read at once; small for a look-up, large for a walk over everything. */
  readonly readBytes: number;
}

export class BatchScanner {
  /** The current batch. After `next()` only its header is sure to be there; see `load`. */
  readonly batch = new RecordBatch();
  /** Position of the current batch in the file. */
  position: number;
  /** Position after the last whole batch. */
  nextPosition: number;
  readonly #file: DiskFile;
  readonly #end: number;
  readonly #readBytes: number;
  #buffer: Uint8Array;
  /** What the buffer holds: [windowStart, windowEnd) of the file. */
  #windowStart = 0;
  #windowEnd = 0;

  constructor(file: DiskFile, { start, end, buffer, readBytes }: ScanRange) {
    this.#file = file;
    this.#end = end;
    this.#buffer = buffer;
    this.#readBytes = readBytes;
    this.position = start;
    this.nextPosition = start;
  }

  get sizeBytes(): number {
    return this.nextPosition - this.position;
  }

  /** Moves to the next whole batch; false at the end. Throws CorruptBatchError, DiskError. */
  next(): boolean {
    const position = this.nextPosition;
    if (this.#end - position < SIZE_AND_MAGIC_BYTES) return false;
    const headerEnd = Math.min(position + HEADER_BYTES, this.#end);
    if (!this.#ensure(position, headerEnd)) return false;
    const at = position - this.#windowStart;
    const sizeBytes = batchSizeAt(this.#buffer, at, at + headerEnd - position);
    if (sizeBytes === 0 || sizeBytes > this.#end - position) return false;
    this.batch.at(this.#buffer, at);
    this.position = position;
    this.nextPosition = position + sizeBytes;
    return true;
  }

  /** Brings the whole current batch into memory; `batch` then covers its records too. */
  load(): RecordBatch {
    this.#ensure(this.position, this.nextPosition);
    return this.batch.at(this.#buffer, this.position - this.#windowStart);
  }

  #ensure(start: number, end: number): boolean {
    if (start >= this.#windowStart && end <= this.#windowEnd) return true;
    const wanted = Math.min(Math.max(end - start, this.#readBytes), this.#end - start);
    if (end - start > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(end - start);
    const into = this.#buffer.subarray(0, Math.min(wanted, this.#buffer.length));
    const got = this.#file.read(into, start);
    this.#windowStart = start;
    this.#windowEnd = start + got;
    return end <= this.#windowEnd;
  }
}
