// Reads the records of one batch by position: a cursor whose fields say where offset, key, value
// and headers of the current record lie, so that a record costs no object. Compressed batches are
// decompressed whole, up to a limit. The object form for applications is in record.ts.

import { assert } from '@ottla/base';
import { decompress, DECOMPRESSED_BYTES_MAX } from './compression/decompress.ts';
import { CompressionError } from './compression/compression-error.ts';
import type { ScratchMemory } from './compression/scratch-memory.ts';
import { InvalidRecordError } from './corrupt-batch-error.ts';
import { hasSafeInt64, readBigInt64 } from './integers.ts';
import { BASE_TIMESTAMP, BATCH_HEADER_BYTES, LOG_APPEND_TIME, MAX_TIMESTAMP } from './layout.ts';
import { LegacyEntries } from './legacy/legacy-entries.ts';
import type { RecordBatch } from './record-batch.ts';
import { incrementSequence } from './sequence.ts';
import { decodeVarlong } from './varlong.ts';

const NOTHING = new Uint8Array(0);

/** The largest timestamp delta that two bytes hold, in ms. */
const SHORT_DELTA_MAX = 8192;

export interface RecordCursorOptions {
  /** No more than this is held decompressed. Default 128 MiB. */
  readonly decompressedBytesMax?: number;
  /**
   * Whether each record's length field must agree with its content. Default true, as for readers;
   * Kafka's leader does not look at it in a compressed batch that it stores as it is.
   */
  readonly checksRecordLengths?: boolean;
}

export class RecordCursor {
  /** What the positions below point into: the batch's own bytes, or what was decompressed. */
  bytes: Uint8Array = NOTHING;
  /** Which record of the batch, from 0; -1 before the first `next()`. */
  index = -1;
  offset = 0;
  offsetDelta = 0;
  /** In ms; -1 for none. Rounded where `hasSafeTimestamp` is false. */
  timestamp = 0;
  hasSafeTimestamp = true;
  /** Position of the key, or -1 for a null key. */
  keyStart = -1;
  keyEnd = -1;
  /** Position of the value, or -1 for a null value. */
  valueStart = -1;
  valueEnd = -1;
  headerCount = 0;
  /** Position of the first header, after their count. */
  headersStart = 0;
  /** Position of the record's length, with which it starts. */
  start = 0;
  /** Position of the timestamp delta. */
  timestampStart = 0;
  offsetDeltaStart = 0;
  /** Position of the key's length: from here to `end` nothing depends on the batch's header. */
  tailStart = 0;
  /** Position just after the record. */
  end = 0;
  /** Size in bytes of the record section, decompressed. */
  recordsBytes = 0;

  private recordsStart = 0;
  private recordsEnd = 0;
  private recordCount = 0;
  private baseOffset = 0;
  private baseSequence = -1;
  private baseTimestamp = 0;
  private hasSafeBase = true;
  /** Whether base and a short delta always add up to a safe timestamp. */
  private hasPlainBase = true;
  private isLogAppendTime = false;
  private checksRecordLengths = true;
  private batch: RecordBatch | undefined;
  private legacy: LegacyEntries | undefined;
  private readonly memory: ScratchMemory | undefined;

  /**
   * With `memory`, compressed batches of magic 2 may be expanded there: for readers that keep no
   * view of a record once it is used again. By default each batch has memory of its own.
   */
  constructor(memory?: ScratchMemory) {
    this.memory = memory;
  }

  /**
   * Places the cursor before the first record of a whole batch. The cursor reads from the batch's
   * bytes until it is opened again; the view itself may move on. Throws CompressionError for a
   * blob that is damaged or too large, InvalidRecordError for an impossible record count.
   */
  open(batch: RecordBatch, options: RecordCursorOptions = {}): this {
    const bytesMax = options.decompressedBytesMax ?? DECOMPRESSED_BYTES_MAX;
    this.index = -1;
    this.legacy = undefined;
    this.batch = undefined;
    if (batch.magic < 2) {
      this.legacy = new LegacyEntries(batch, bytesMax);
      this.recordCount = this.legacy.count;
      this.recordsBytes = this.legacy.bytes.length;
      this.baseSequence = -1;
      return this;
    }
    this.recordCount = batch.recordCount;
    this.baseOffset = batch.baseOffset;
    this.baseSequence = batch.baseSequence;
    this.isLogAppendTime = batch.timestampType === LOG_APPEND_TIME;
    this.checksRecordLengths = options.checksRecordLengths ?? true;
    const timestampAt = this.isLogAppendTime ? MAX_TIMESTAMP : BASE_TIMESTAMP;
    this.baseTimestamp = this.isLogAppendTime ? batch.maxTimestamp : batch.baseTimestamp;
    this.hasSafeBase = hasSafeInt64(batch.bytes, batch.start + timestampAt);
    if (!this.hasSafeBase) this.batch = batch.clone();
    const farthest = Math.abs(this.baseTimestamp) + SHORT_DELTA_MAX;
    this.hasPlainBase = !this.isLogAppendTime && farthest < Number.MAX_SAFE_INTEGER;
    this.openRecords(batch, bytesMax);
    return this;
  }

  /**
   * Moves to the next record; false after the last one. Throws InvalidRecordError where the records
   * are not what the batch announces.
   */
  next(): boolean {
    if (this.legacy !== undefined) return this.nextEntry(this.legacy);
    if (this.index + 1 >= this.recordCount) return false;
    this.index += 1;
    this.start = this.end;
    const length = this.varint();
    const bodyStart = this.end;
    // One byte of attributes, of which none is in use.
    this.end = this.timestampStart = bodyStart + 1;
    this.readTimestamp();
    this.offsetDeltaStart = this.end;
    this.offsetDelta = this.varint();
    this.offset = this.baseOffset + this.offsetDelta;
    this.readKeyAndValue();
    this.headerCount = this.varint();
    this.headersStart = this.end;
    if (this.headerCount !== 0) this.skipHeaders();
    if (this.end > this.recordsEnd) this.fail('it goes beyond the end of the batch');
    if (this.checksRecordLengths && this.end - bodyStart !== length) {
      this.fail(`its length says ${length}, it takes ${this.end - bodyStart}`);
    }
    if (this.index === this.recordCount - 1 && this.end !== this.recordsEnd) {
      this.fail(`${this.recordsEnd - this.end} bytes are left after the last record`);
    }
    return true;
  }

  /** Goes back before the first record of a magic 2 batch, without decompressing it again. */
  rewind(): void {
    assert(this.legacy === undefined, 'entries of magic 0 and 1 are read once');
    this.index = -1;
    this.end = this.recordsStart;
  }

  get hasKey(): boolean {
    return this.keyStart >= 0;
  }

  /** A view of the key; null for none. */
  get key(): Uint8Array | null {
    return this.keyStart < 0 ? null : this.bytes.subarray(this.keyStart, this.keyEnd);
  }

  /** A view of the value; null for none (a tombstone). */
  get value(): Uint8Array | null {
    return this.valueStart < 0 ? null : this.bytes.subarray(this.valueStart, this.valueEnd);
  }

  /** Sequence of the record, wrapped; -1 where the batch has none. */
  get sequence(): number {
    return this.baseSequence < 0 ? -1 : incrementSequence(this.baseSequence, this.offsetDelta);
  }

  private openRecords(batch: RecordBatch, bytesMax: number): void {
    const codec = batch.codec;
    if (this.recordCount < 0) this.fail(`the batch announces ${this.recordCount} records`);
    if (codec === 'none' || this.recordCount === 0) {
      this.bytes = batch.bytes;
      this.recordsStart = batch.recordsStart;
      this.recordsEnd = batch.end;
    } else if (codec === undefined) {
      const place = { codec: 'none', position: 0 } as const;
      throw new CompressionError('unsupported', place, `codec id ${batch.codecId} is unknown`);
    } else {
      const blob = batch.bytes.subarray(batch.start + BATCH_HEADER_BYTES, batch.end);
      this.bytes = decompress(codec, blob, bytesMax, { memory: this.memory });
      this.recordsStart = 0;
      this.recordsEnd = this.bytes.length;
    }
    this.recordsBytes = this.recordsEnd - this.recordsStart;
    this.end = this.recordsStart;
  }

  private nextEntry(entries: LegacyEntries): boolean {
    if (!entries.next()) return false;
    this.bytes = entries.bytes;
    this.index += 1;
    this.offset = entries.offset;
    this.offsetDelta = this.index;
    this.timestamp = entries.timestamp;
    this.hasSafeTimestamp = Number.isSafeInteger(entries.timestamp);
    this.keyStart = entries.keyStart;
    this.keyEnd = entries.keyEnd;
    this.valueStart = entries.valueStart;
    this.valueEnd = entries.valueEnd;
    this.headerCount = 0;
    this.end = entries.position;
    return true;
  }

  /** One and two bytes are what nearly all varints take; the others cost a call. */
  private varint(): number {
    const position = this.end;
    const first = this.bytes[position] ?? 0;
    if (first < 0x80) {
      this.end = position + 1;
      return (first >>> 1) ^ -(first & 1);
    }
    const second = this.bytes[position + 1] ?? 0;
    if (second >= 0x80) return this.longVarint();
    this.end = position + 2;
    const raw = (first & 0x7f) | (second << 7);
    return (raw >>> 1) ^ -(raw & 1);
  }

  private longVarint(): number {
    const bytes = this.bytes;
    let position = this.end;
    let raw = 0;
    let byte = 0x80;
    for (let shift = 0; byte >= 0x80; shift += 7) {
      if (shift > 28 || position >= this.recordsEnd) this.fail('a varint does not end');
      byte = bytes[position++] ?? 0;
      raw |= (byte & 0x7f) << shift;
    }
    this.end = position;
    return (raw >>> 1) ^ -(raw & 1);
  }

  private readTimestamp(): void {
    const position = this.end;
    const first = this.bytes[position] ?? 0;
    const second = this.bytes[position + 1] ?? 0;
    if (!this.hasPlainBase || (first >= 0x80 && second >= 0x80)) return this.readLongTimestamp();
    const isOne = first < 0x80;
    const raw = isOne ? first : (first & 0x7f) | (second << 7);
    this.end = position + (isOne ? 1 : 2);
    this.timestamp = this.baseTimestamp + ((raw >>> 1) ^ -(raw & 1));
    this.hasSafeTimestamp = true;
  }

  private readLongTimestamp(): void {
    const decoded = decodeVarlong(this.bytes, this.end, this.recordsEnd);
    if (decoded === undefined) return this.fail('a varlong does not end');
    this.end = decoded.end;
    if (this.isLogAppendTime) {
      this.timestamp = this.baseTimestamp;
      this.hasSafeTimestamp = this.hasSafeBase;
    } else if (this.hasSafeBase && typeof decoded.value === 'number') {
      this.timestamp = this.baseTimestamp + decoded.value;
      this.hasSafeTimestamp = Number.isSafeInteger(this.timestamp);
    } else {
      // Two values out of the safe range may still give a timestamp inside it, so add them exactly.
      const base =
        this.batch === undefined
          ? BigInt(this.baseTimestamp)
          : readBigInt64(this.batch.bytes, this.batch.start + BASE_TIMESTAMP);
      this.timestamp = Number(BigInt.asIntN(64, base + BigInt(decoded.value)));
      this.hasSafeTimestamp = Number.isSafeInteger(this.timestamp);
    }
  }

  private readKeyAndValue(): void {
    this.tailStart = this.end;
    const keyLength = this.varint();
    if (keyLength < 0) {
      this.keyStart = this.keyEnd = -1;
    } else {
      this.keyStart = this.end;
      this.end = this.keyEnd = this.end + keyLength;
    }
    const valueLength = this.varint();
    if (valueLength < 0) {
      this.valueStart = this.valueEnd = -1;
    } else {
      this.valueStart = this.end;
      this.end = this.valueEnd = this.end + valueLength;
    }
  }

  private skipHeaders(): void {
    if (this.headerCount < 0) this.fail(`it announces ${this.headerCount} headers`);
    for (let index = 0; index < this.headerCount; index++) {
      const keyLength = this.varint();
      if (keyLength < 0) this.fail(`header ${index} has a null key`);
      this.end += keyLength;
      const valueLength = this.varint();
      if (valueLength > 0) this.end += valueLength;
      if (this.end > this.recordsEnd) this.fail(`header ${index} goes beyond the end of the batch`);
    }
  }

  private fail(problem: string): never {
    throw new InvalidRecordError(problem, this.index, this.end - this.recordsStart);
  }
}
