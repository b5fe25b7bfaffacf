// A view of one record batch where it lies: every header field by position, nothing decoded ahead,
// and one object that moves from batch to batch, so that walking a log allocates nothing. Entries
// of magic 0 and 1 have the same getters. It does not check that the batch is whole: see
// batches-in.ts. Records are read by record-cursor.ts.

import { codecOf } from './compression/codec.ts';
import type { Codec } from './compression/codec.ts';
import { crc32c } from './crc32c.ts';
import { hasSafeInt64, readInt16, readInt32, readInt64 } from './integers.ts';
import * as at from './layout.ts';
import { CREATE_TIME, LOG_APPEND_TIME, NO_SEQUENCE, NO_TIMESTAMP } from './layout.ts';
import type { TimestampType } from './layout.ts';
import { isLegacyCrcValid, LEGACY_ATTRIBUTES, LEGACY_TIMESTAMP } from './legacy/entry-layout.ts';
import { incrementSequence } from './sequence.ts';

const NOTHING = new Uint8Array(0);

/** The last byte of an int16 holds all attribute bits that mean something. */
const ATTRIBUTES_LOW_BYTE = at.ATTRIBUTES + 1;

/**
 * Offsets, timestamps and producer ids are numbers, and rounded where they are out of the safe
 * range; `hasSafeNumbers` tells. The getters of a header need its 61 bytes only, not the records.
 */
export class RecordBatch {
  bytes: Uint8Array = NOTHING;
  /** Position of the batch in `bytes`. */
  start = 0;

  constructor(bytes: Uint8Array = NOTHING, start = 0) {
    this.bytes = bytes;
    this.start = start;
  }

  /** Moves this view to another batch and returns it. */
  at(bytes: Uint8Array, start: number): this {
    this.bytes = bytes;
    this.start = start;
    return this;
  }

  /** A view of its own on the same bytes, for one who keeps it while this one moves on. */
  clone(): RecordBatch {
    return new RecordBatch(this.bytes, this.start);
  }

  /**
   * Offset of the first record. Of a compressed magic 0 or 1 entry, the offset of its LAST record:
   * only decompressing tells the first (`firstOffsetOf`).
   */
  get baseOffset(): number {
    return readInt64(this.bytes, this.start + at.BASE_OFFSET);
  }

  /** Size of the whole batch in bytes, its offset and length fields included. */
  get sizeBytes(): number {
    return readInt32(this.bytes, this.start + at.BATCH_LENGTH) + at.LOG_OVERHEAD_BYTES;
  }

  /** Position in `bytes` just after the batch. */
  get end(): number {
    return this.start + this.sizeBytes;
  }

  /** 0, 1 or 2. */
  get magic(): number {
    return this.bytes[this.start + at.MAGIC] ?? 0;
  }

  /** -1 where no leader has stamped it, and always before magic 2. */
  get partitionLeaderEpoch(): number {
    if (this.magic < 2) return at.NO_PARTITION_LEADER_EPOCH;
    return readInt32(this.bytes, this.start + at.PARTITION_LEADER_EPOCH);
  }

  /** As stored: CRC-32C since magic 2, CRC-32 before it. Unsigned. */
  get crc(): number {
    const position = this.magic < 2 ? at.LOG_OVERHEAD_BYTES : at.CRC;
    return readInt32(this.bytes, this.start + position) >>> 0;
  }

  /** The attribute bits; see layout.ts. */
  get attributes(): number {
    const position = this.magic < 2 ? LEGACY_ATTRIBUTES : ATTRIBUTES_LOW_BYTE;
    return this.bytes[this.start + position] ?? 0;
  }

  /** The codec's id, 0 to 7; 5, 6 and 7 are unassigned. */
  get codecId(): number {
    return this.attributes & at.CODEC_BITS;
  }

  /** Undefined where the id is unassigned. */
  get codec(): Codec | undefined {
    return codecOf(this.attributes & at.CODEC_BITS);
  }

  get isCompressed(): boolean {
    return (this.attributes & at.CODEC_BITS) !== 0;
  }

  get timestampType(): TimestampType {
    return (this.attributes & at.LOG_APPEND_TIME_BIT) === 0 ? CREATE_TIME : LOG_APPEND_TIME;
  }

  get isTransactional(): boolean {
    return this.magic >= 2 && (this.attributes & at.TRANSACTIONAL_BIT) !== 0;
  }

  get isControl(): boolean {
    return this.magic >= 2 && (this.attributes & at.CONTROL_BIT) !== 0;
  }

  get hasDeleteHorizon(): boolean {
    return this.magic >= 2 && (this.attributes & at.DELETE_HORIZON_BIT) !== 0;
  }

  /** When tombstones and markers in the batch may go, in ms; -1 where that is not decided yet. */
  get deleteHorizonMs(): number {
    return this.hasDeleteHorizon ? this.baseTimestamp : NO_TIMESTAMP;
  }

  get lastOffsetDelta(): number {
    return this.magic < 2 ? 0 : readInt32(this.bytes, this.start + at.LAST_OFFSET_DELTA);
  }

  get lastOffset(): number {
    return this.baseOffset + this.lastOffsetDelta;
  }

  /** The offset after the last record's: where the next batch may start. */
  get nextOffset(): number {
    return this.lastOffset + 1;
  }

  /** What the records' timestamp deltas count from, in ms. */
  get baseTimestamp(): number {
    if (this.magic < 2) return this.maxTimestamp;
    return readInt64(this.bytes, this.start + at.BASE_TIMESTAMP);
  }

  /** The latest timestamp of the records, in ms; -1 for none, and always in magic 0. */
  get maxTimestamp(): number {
    const magic = this.magic;
    if (magic === 2) return readInt64(this.bytes, this.start + at.MAX_TIMESTAMP);
    return magic === 0 ? NO_TIMESTAMP : readInt64(this.bytes, this.start + LEGACY_TIMESTAMP);
  }

  /** -1 for none. */
  get producerId(): number {
    if (this.magic < 2) return at.NO_PRODUCER_ID;
    return readInt64(this.bytes, this.start + at.PRODUCER_ID);
  }

  get hasProducerId(): boolean {
    // The sign lies in the first byte, which spares the arithmetic of the whole value.
    return this.magic >= 2 && (this.bytes[this.start + at.PRODUCER_ID] ?? 0) < 0x80;
  }

  get producerEpoch(): number {
    if (this.magic < 2) return at.NO_PRODUCER_EPOCH;
    return readInt16(this.bytes, this.start + at.PRODUCER_EPOCH);
  }

  get baseSequence(): number {
    if (this.magic < 2) return NO_SEQUENCE;
    return readInt32(this.bytes, this.start + at.BASE_SEQUENCE);
  }

  /** Sequence of the last record, wrapped; -1 for none. */
  get lastSequence(): number {
    const base = this.baseSequence;
    return base === NO_SEQUENCE ? NO_SEQUENCE : incrementSequence(base, this.lastOffsetDelta);
  }

  /** As announced by the header. -1 before magic 2, where only reading tells. */
  get recordCount(): number {
    return this.magic < 2 ? -1 : readInt32(this.bytes, this.start + at.RECORD_COUNT);
  }

  /** Position in `bytes` of the record section (of the compressed blob, where there is a codec). */
  get recordsStart(): number {
    return this.start + at.BATCH_HEADER_BYTES;
  }

  /** Whether base offset, both timestamps and producer id are exact as numbers. */
  hasSafeNumbers(): boolean {
    const { bytes, start, magic } = this;
    if (!hasSafeInt64(bytes, start + at.BASE_OFFSET)) return false;
    if (magic === 0) return true;
    if (magic === 1) return hasSafeInt64(bytes, start + LEGACY_TIMESTAMP);
    return (
      hasSafeInt64(bytes, start + at.BASE_TIMESTAMP) &&
      hasSafeInt64(bytes, start + at.MAX_TIMESTAMP) &&
      hasSafeInt64(bytes, start + at.PRODUCER_ID)
    );
  }

  /** Whether the batch has at least its header and its checksum is right. It must be whole. */
  isCrcValid(): boolean {
    if (this.magic < 2) return isLegacyCrcValid(this.bytes, this.start, this.end);
    return this.sizeBytes >= at.BATCH_HEADER_BYTES && this.crc === this.computeCrc();
  }

  /** The CRC-32C that a magic 2 batch should carry. The batch must be whole. */
  computeCrc(): number {
    return crc32c(this.bytes, this.start + at.ATTRIBUTES, this.end);
  }
}
