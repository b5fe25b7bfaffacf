// Records as objects, for applications: made from a cursor's positions, they read key, value and
// headers when asked. For the many records that nobody looks at, RecordCursor is cheaper still.

import type { RecordBatch } from './record-batch.ts';
import { RecordCursor } from './record-cursor.ts';
import type { RecordCursorOptions } from './record-cursor.ts';
import { decodeVarint, varintEnd } from './varlong.ts';

/** A header of a record that was read. */
export interface RecordHeader {
  readonly key: string;
  /** A view; null for none. */
  readonly value: Uint8Array | null;
}

const NO_HEADERS: readonly RecordHeader[] = Object.freeze([]);
const utf8 = new TextDecoder('utf-8');

/**
 * One record by the positions of its parts. Key, value and header values are views of the batch's
 * bytes (or of what was decompressed from them): copy what shall outlive a buffer that is used
 * again.
 */
export class RecordView {
  readonly offset: number;
  /** In ms; -1 for none. */
  readonly timestamp: number;
  /** How many headers there are; reading it decodes none. */
  readonly headerCount: number;
  private readonly bytes: Uint8Array;
  private readonly keyStart: number;
  private readonly keyEnd: number;
  private readonly valueStart: number;
  private readonly valueEnd: number;
  private readonly headersStart: number;

  /** Takes the record on which `cursor` stands; the cursor may move on. */
  constructor(cursor: RecordCursor) {
    this.offset = cursor.offset;
    this.timestamp = cursor.timestamp;
    this.headerCount = cursor.headerCount;
    this.bytes = cursor.bytes;
    this.keyStart = cursor.keyStart;
    this.keyEnd = cursor.keyEnd;
    this.valueStart = cursor.valueStart;
    this.valueEnd = cursor.valueEnd;
    this.headersStart = cursor.headersStart;
  }

  /** Null for none. */
  get keyBytes(): Uint8Array | null {
    return this.keyStart < 0 ? null : this.bytes.subarray(this.keyStart, this.keyEnd);
  }

  /** Null for none (a tombstone). */
  get valueBytes(): Uint8Array | null {
    return this.valueStart < 0 ? null : this.bytes.subarray(this.valueStart, this.valueEnd);
  }

  /** In the order in which they were sent; one key may stand several times. */
  get headers(): readonly RecordHeader[] {
    return readHeaders(this.bytes, this.headersStart, this.headerCount);
  }
}

/** A record whose key and value are bytes. */
export class StoredRecord extends RecordView {
  get key(): Uint8Array | null {
    return this.keyBytes;
  }

  get value(): Uint8Array | null {
    return this.valueBytes;
  }
}

/**
 * The records of one whole batch of any magic, in order. Throws InvalidRecordError and
 * CompressionError as RecordCursor does.
 */
export function* recordsIn(
  batch: RecordBatch,
  options?: RecordCursorOptions,
): Generator<StoredRecord, void, undefined> {
  const cursor = new RecordCursor().open(batch, options);
  while (cursor.next()) yield new StoredRecord(cursor);
}

/** Offset of a batch's first record, which a compressed magic 0 or 1 entry tells only inside. */
export function firstOffsetOf(batch: RecordBatch, options?: RecordCursorOptions): number {
  if (batch.magic === 2 || !batch.isCompressed) return batch.baseOffset;
  const cursor = new RecordCursor().open(batch, options);
  return cursor.next() ? cursor.offset : batch.baseOffset;
}

/**
 * Decodes `count` headers from `start` on: positions that a cursor has checked (`headersStart`,
 * `headerCount`).
 */
export function readHeaders(
  bytes: Uint8Array,
  start: number,
  count: number,
): readonly RecordHeader[] {
  if (count === 0) return NO_HEADERS;
  const headers: RecordHeader[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    const keyStart = varintEnd(bytes, at, bytes.length);
    const keyEnd = keyStart + decodeVarint(bytes, at, keyStart);
    const key = utf8.decode(bytes.subarray(keyStart, keyEnd));
    const valueStart = varintEnd(bytes, keyEnd, bytes.length);
    const valueBytes = decodeVarint(bytes, keyEnd, valueStart);
    at = valueStart + Math.max(0, valueBytes);
    headers.push({ key, value: valueBytes < 0 ? null : bytes.subarray(valueStart, at) });
  }
  return headers;
}
