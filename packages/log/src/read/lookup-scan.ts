// Walks the written batches of a segment's file for a look-up: as `BatchScanner` does, but its
// reads are steps, so that whoever runs the look-up chooses how they are done.

import { batchSizeAt, RecordBatch } from '@ottla/protocol';

import type { Segment } from '../segment/segment.ts';
import type { LookupSteps, ReadStep } from './lookup-steps.ts';

/** Enough to read every field of a header, whatever the magic. */
const HEADER_BYTES = 61;
const SIZE_AND_MAGIC_BYTES = 17;
/** An index interval and the batch after it, mostly; more where the walk goes on. */
const FIRST_READ_BYTES = 16_384;

export class LookupScan {
  /** The current batch. After `next()` only its header is sure to be there; see `load`. */
  readonly batch = new RecordBatch();
  readonly #segment: Segment;
  readonly #end: number;
  #position: number;
  #nextPosition: number;
  #readBytes = FIRST_READ_BYTES;
  #buffer: Uint8Array;
  /** What the buffer holds: [windowStart, windowEnd) of the file. */
  #windowStart = 0;
  #windowEnd = 0;

  /** From the batch at `start`. The buffer is lent, of 4 KB at least. */
  constructor(segment: Segment, start: number, buffer: Uint8Array) {
    this.#segment = segment;
    this.#end = segment.writtenBytes;
    this.#position = start;
    this.#nextPosition = start;
    this.#buffer = buffer;
  }

  /** Of the current batch, in the file. */
  get position(): number {
    return this.#position;
  }

  get sizeBytes(): number {
    return this.#nextPosition - this.#position;
  }

  /** Moves to the next whole batch; false at the end. Throws CorruptBatchError. */
  *next(): LookupSteps<boolean> {
    const position = this.#nextPosition;
    if (this.#end - position < SIZE_AND_MAGIC_BYTES) return false;
    const headerEnd = Math.min(position + HEADER_BYTES, this.#end);
    if (!(yield* this.#ensure(position, headerEnd))) return false;
    const at = position - this.#windowStart;
    const sizeBytes = batchSizeAt(this.#buffer, at, at + headerEnd - position);
    if (sizeBytes === 0 || sizeBytes > this.#end - position) return false;
    this.batch.at(this.#buffer, at);
    this.#position = position;
    this.#nextPosition = position + sizeBytes;
    return true;
  }

  /** Brings the whole current batch into memory; false where the file ends before it does. */
  *load(): LookupSteps<boolean> {
    if (!(yield* this.#ensure(this.#position, this.#nextPosition))) return false;
    this.batch.at(this.#buffer, this.#position - this.#windowStart);
    return true;
  }

  *#ensure(start: number, end: number): LookupSteps<boolean> {
    if (start >= this.#windowStart && end <= this.#windowEnd) return true;
    if (end - start > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(end - start);
    const wanted = Math.min(Math.max(end - start, this.#readBytes), this.#end - start);
    this.#readBytes = Math.min(this.#readBytes * 2, this.#buffer.length);
    const into = this.#buffer.subarray(0, Math.min(wanted, this.#buffer.length));
    const segment = this.#segment;
    const step: ReadStep = { kind: 'read', segment, into, position: start, gotBytes: 0 };
    yield step;
    this.#windowStart = start;
    this.#windowEnd = start + step.gotBytes;
    return end <= this.#windowEnd;
  }
}
