// Builds a magic 2 batch: records are encoded straight into one growing buffer behind the room for
// the header, without an object or a buffer per record; the codec runs once, at the end. Used by
// producers and by brokers that write records of their own.

import { assert, AssertionFailure } from '@ottla/base';
import { NO_PRODUCER, writeBatchHeader } from './batch-header.ts';
import type { ProducerState } from './batch-header.ts';
import type { Codec } from '../compression/codec.ts';
import { compress } from '../compression/compress.ts';
import { sizeOfVarint, sizeOfVarlong, writeVarint, writeVarlong } from '../integers.ts';
import {
  BATCH_HEADER_BYTES,
  CREATE_TIME,
  LOG_APPEND_TIME,
  NO_PARTITION_LEADER_EPOCH,
  NO_TIMESTAMP,
} from '../layout.ts';
import {
  sizeOf,
  sizeOfContent,
  sizeOfHeaders,
  sizeOfSized,
  writeHeaders,
  writeSized,
} from './record-content.ts';
import type { NewRecordHeader, RecordBytes } from './record-content.ts';

export interface BatchBuilderOptions {
  /** Default `none`. */
  readonly codec?: Codec;
  /** See `compress`. */
  readonly level?: number;
  /** The batch's size in bytes that `hasRoomFor` keeps to: `batch.size`. Default no limit. */
  readonly sizeBytesMax?: number;
  /** Size of the first buffer; it doubles when needed. Default 16 KiB. */
  readonly initialBytes?: number;
  /** Compressed by uncompressed size, as expected from earlier batches. Default 1. */
  readonly compressionRatio?: number;
  /** Offset of the first record. Default 0, which producers must send. */
  readonly baseOffset?: number;
  /** Default -1. */
  readonly partitionLeaderEpoch?: number;
  /** Default: none. May also be given to `finish`, when it is known only then. */
  readonly producer?: ProducerState;
  readonly isControl?: boolean;
  /** LogAppendTime: this is every record's timestamp, in ms. Default: CreateTime. */
  readonly logAppendTimeMs?: number;
  /** See `RecordBatch.deleteHorizonMs`. Default: none. */
  readonly deleteHorizonMs?: number;
}

/** How much bigger than its estimate a compressed batch is taken for, to be on the safe side. */
const ESTIMATION_FACTOR = 1.05;
const INITIAL_BYTES = 16_384;
/** The most that a record takes besides key length, key, value length, value and headers. */
const RECORD_OVERHEAD_BYTES_MAX = 21;
/** Batches and positions in them are int32. */
const BATCH_BYTES_MAX = 0x7fff_ffff;

const NO_HEADERS: readonly NewRecordHeader[] = Object.freeze([]);

export class BatchBuilder {
  /** How many records were appended. */
  recordCount = 0;
  /** The latest timestamp of the records, in ms; -1 for none. */
  maxTimestamp: number = NO_TIMESTAMP;

  private readonly options: BatchBuilderOptions;
  private bytes: Buffer;
  private position = BATCH_HEADER_BYTES;
  private baseTimestamp: number;
  private nextOffsetDelta = 0;
  private isFinished = false;

  constructor(options: BatchBuilderOptions = {}) {
    this.options = options;
    const initialBytes = options.initialBytes ?? INITIAL_BYTES;
    this.bytes = Buffer.allocUnsafeSlow(Math.max(initialBytes, BATCH_HEADER_BYTES));
    this.baseTimestamp = options.deleteHorizonMs ?? NO_TIMESTAMP;
  }

  /** Size in bytes of the records so far, uncompressed, without the batch's header. */
  get recordsBytes(): number {
    return this.position - BATCH_HEADER_BYTES;
  }

  /** What the whole batch will take, by the expected compression ratio where there is a codec. */
  get estimatedBytes(): number {
    if ((this.options.codec ?? 'none') === 'none') return this.position;
    const ratio = (this.options.compressionRatio ?? 1) * ESTIMATION_FACTOR;
    return BATCH_HEADER_BYTES + Math.floor(this.recordsBytes * ratio);
  }

  /** Offset of the last record; the base offset less one while there is none. */
  get lastOffset(): number {
    return (this.options.baseOffset ?? 0) + this.nextOffsetDelta - 1;
  }

  /** Whether one more record keeps the batch within `sizeBytesMax`. The first always does. */
  hasRoomFor(
    key: RecordBytes,
    value: RecordBytes,
    headers: readonly NewRecordHeader[] = NO_HEADERS,
  ): boolean {
    if (this.recordCount === 0) return true;
    const recordBytesMax = RECORD_OVERHEAD_BYTES_MAX + sizeOfContent(key, value, headers);
    return this.estimatedBytes + recordBytesMax <= (this.options.sizeBytesMax ?? BATCH_BYTES_MAX);
  }

  /** Leaves a gap: the next record gets this offset, which must lie after the last record's. */
  skipTo(offset: number): void {
    const delta = offset - (this.options.baseOffset ?? 0);
    assert(
      Number.isInteger(delta) && delta >= this.nextOffsetDelta && delta <= 0x7fff_ffff,
      `offset ${offset} does not fit behind ${this.lastOffset} in one batch`,
    );
    this.nextOffsetDelta = delta;
  }

  /** `timestamp` in ms, -1 for none. Key and value are copied. */
  append(
    timestamp: number,
    key: RecordBytes,
    value: RecordBytes,
    headers: readonly NewRecordHeader[] = NO_HEADERS,
  ): void {
    // Rare cases are calls, so that the engine has room to inline what every record needs.
    if (this.isFinished || !(timestamp >= -1 && timestamp <= Number.MAX_SAFE_INTEGER)) {
      this.refuse(timestamp);
    }
    if (this.recordCount === 0) this.startAt(timestamp);
    if (timestamp > this.maxTimestamp) this.maxTimestamp = timestamp;
    const timestampDelta = timestamp - this.baseTimestamp;
    const offsetDelta = this.nextOffsetDelta;
    const keyBytes = sizeOf(key);
    const valueBytes = sizeOf(value);
    const bodyBytes =
      1 +
      sizeOfVarlong(timestampDelta) +
      sizeOfVarint(offsetDelta) +
      sizeOfSized(keyBytes) +
      sizeOfSized(valueBytes) +
      (headers.length === 0 ? 1 : sizeOfHeaders(headers));
    if (this.position + bodyBytes + 5 > this.bytes.length) this.grow(bodyBytes + 5);
    const bytes = this.bytes;
    let position = writeVarint(bytes, this.position, bodyBytes);
    bytes[position] = 0;
    position = writeVarlong(bytes, position + 1, timestampDelta);
    position = writeVarint(bytes, position, offsetDelta);
    position = writeSized(bytes, position, key, keyBytes);
    position = writeSized(bytes, position, value, valueBytes);
    if (headers.length === 0) bytes[position++] = 0;
    else position = writeHeaders(bytes, position, headers);
    this.position = position;
    this.nextOffsetDelta = offsetDelta + 1;
    this.recordCount += 1;
  }

  /**
   * Compresses, writes the header and gives the batch. Uncompressed it is a view of the builder's
   * buffer, which nothing writes to again until `reset`.
   */
  finish(producer: ProducerState = this.options.producer ?? NO_PRODUCER): Uint8Array {
    assert(this.recordCount > 0, 'a batch needs a record');
    this.isFinished = true;
    const codec = this.options.codec ?? 'none';
    let batch = this.bytes.subarray(0, this.position);
    if (codec !== 'none') {
      const records = batch.subarray(BATCH_HEADER_BYTES);
      const blob = compress(codec, records, this.options.level);
      batch = Buffer.allocUnsafeSlow(BATCH_HEADER_BYTES + blob.length);
      batch.set(blob, BATCH_HEADER_BYTES);
    }
    this.writeHeader(batch, codec, producer);
    return batch;
  }

  /** Makes the builder empty again. With `keepsBuffer` a batch it gave before becomes invalid. */
  reset({ keepsBuffer }: { keepsBuffer: boolean }): void {
    if (!keepsBuffer) this.bytes = Buffer.allocUnsafeSlow(this.bytes.length);
    this.position = BATCH_HEADER_BYTES;
    this.recordCount = 0;
    this.nextOffsetDelta = 0;
    this.maxTimestamp = NO_TIMESTAMP;
    this.baseTimestamp = this.options.deleteHorizonMs ?? NO_TIMESTAMP;
    this.isFinished = false;
  }

  private refuse(timestamp: number): never {
    assert(!this.isFinished, 'a finished batch takes no records');
    throw new AssertionFailure(`a timestamp is a whole number of ms from -1, got ${timestamp}`);
  }

  private startAt(timestamp: number): void {
    // With a delete horizon that is what the records' timestamps count from.
    if (this.options.deleteHorizonMs === undefined) this.baseTimestamp = timestamp;
  }

  private grow(recordBytes: number): void {
    const needed = this.position + recordBytes;
    assert(needed <= BATCH_BYTES_MAX, `a batch of ${needed} bytes is more than an int32 can say`);
    const grown = Buffer.allocUnsafeSlow(
      Math.min(BATCH_BYTES_MAX, Math.max(needed, this.bytes.length * 2)),
    );
    grown.set(this.bytes.subarray(0, this.position));
    this.bytes = grown;
  }

  private writeHeader(batch: Uint8Array, codec: Codec, producer: ProducerState): void {
    const { options } = this;
    const isAppendTime = options.logAppendTimeMs !== undefined;
    writeBatchHeader(batch, {
      codec,
      producer,
      baseOffset: options.baseOffset ?? 0,
      lastOffsetDelta: this.nextOffsetDelta - 1,
      partitionLeaderEpoch: options.partitionLeaderEpoch ?? NO_PARTITION_LEADER_EPOCH,
      timestampType: isAppendTime ? LOG_APPEND_TIME : CREATE_TIME,
      baseTimestamp: this.baseTimestamp,
      maxTimestamp: options.logAppendTimeMs ?? this.maxTimestamp,
      recordCount: this.recordCount,
      isControl: options.isControl ?? false,
      hasDeleteHorizon: options.deleteHorizonMs !== undefined,
    });
  }
}
