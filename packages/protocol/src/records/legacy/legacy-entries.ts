// The records of one magic 0 or 1 entry: the entry itself, or, where it is compressed, the entries
// inside it. Offsets and timestamps come out absolute, as Kafka's readers give them. Reading only.

import { CompressionError } from '../compression/compression-error.ts';
import { decompress } from '../compression/decompress.ts';
import { InvalidRecordError } from '../corrupt-batch-error.ts';
import { readInt32, readInt64 } from '../integers.ts';
import {
  BATCH_LENGTH,
  CODEC_BITS,
  ENTRY_LENGTH_MIN,
  LOG_APPEND_TIME,
  LOG_OVERHEAD_BYTES,
  MAGIC,
  NO_TIMESTAMP,
} from '../layout.ts';
import type { RecordBatch } from '../record-batch.ts';
import { LEGACY_ATTRIBUTES, LEGACY_TIMESTAMP, legacyKeyLengthAt } from './entry-layout.ts';

/** Steps over the records of an entry; the fields say where the current one lies in `bytes`. */
export class LegacyEntries {
  /** What the positions point into: the entry's own bytes, or what was decompressed. */
  bytes: Uint8Array;
  offset = 0;
  /** In ms; -1 in magic 0. */
  timestamp = NO_TIMESTAMP;
  keyStart = -1;
  keyEnd = -1;
  valueStart = -1;
  valueEnd = -1;
  /** Position just after the current record. */
  position: number;
  /** How many records there are. */
  readonly count: number;

  private readonly end: number;
  /** What is added to an inner entry's offset: magic 1 counts them from 0 within the wrapper. */
  private readonly offsetBase: number;
  /** The wrapper's timestamp, where the broker's append time holds for every record in it. */
  private readonly logAppendTime: number | undefined;
  private readonly isWrapped: boolean;
  private index = -1;

  /** Throws CompressionError, or InvalidRecordError where the entry is not one. */
  constructor(batch: RecordBatch, decompressedBytesMax: number) {
    this.bytes = batch.bytes;
    this.position = batch.start;
    this.end = batch.end;
    this.offsetBase = 0;
    this.count = 1;
    const isAppendTime = batch.magic === 1 && batch.timestampType === LOG_APPEND_TIME;
    this.logAppendTime = isAppendTime ? batch.maxTimestamp : undefined;
    this.isWrapped = batch.isCompressed;
    if (!this.isWrapped) return;
    this.bytes = this.decompressWrapper(batch, decompressedBytesMax);
    this.position = 0;
    this.end = this.bytes.length;
    const inner = countEntries(this.bytes);
    this.count = inner.count;
    if (inner.count === 0) throw new InvalidRecordError('the wrapper holds no entries', 0, 0);
    if (batch.magic === 1) this.offsetBase = offsetBaseOf(batch.baseOffset, inner.lastOffset);
  }

  /** Moves to the next record; false after the last. Throws InvalidRecordError. */
  next(): boolean {
    if (this.index + 1 >= this.count) return false;
    this.index += 1;
    const start = this.position;
    this.readEntry(start);
    this.offset = this.offsetBase + readInt64(this.bytes, start);
    return true;
  }

  private readEntry(start: number): void {
    const { bytes } = this;
    const magic = bytes[start + MAGIC] ?? 0;
    if (magic > 1) this.fail(start, `an entry of magic ${magic} stands among older ones`);
    const end = start + LOG_OVERHEAD_BYTES + readInt32(bytes, start + BATCH_LENGTH);
    if (end > this.end) this.fail(start, 'it goes beyond the end of its wrapper');
    if (this.isWrapped && this.isCompressedAt(start)) this.fail(start, 'it is compressed again');
    this.timestamp = magic === 0 ? NO_TIMESTAMP : readInt64(bytes, start + LEGACY_TIMESTAMP);
    if (magic === 1 && this.logAppendTime !== undefined) this.timestamp = this.logAppendTime;
    this.readKeyAndValue(start + legacyKeyLengthAt(magic), end);
    this.position = end;
  }

  private isCompressedAt(start: number): boolean {
    return ((this.bytes[start + LEGACY_ATTRIBUTES] ?? 0) & CODEC_BITS) !== 0;
  }

  private readKeyAndValue(keyLengthAt: number, end: number): void {
    const keyLength = readInt32(this.bytes, keyLengthAt);
    const afterKey = keyLengthAt + 4 + Math.max(0, keyLength);
    if (afterKey + 4 > end) this.fail(keyLengthAt, `its key of ${keyLength} bytes does not fit`);
    const valueLength = readInt32(this.bytes, afterKey);
    const afterValue = afterKey + 4 + Math.max(0, valueLength);
    if (afterValue > end) this.fail(afterKey, `its value of ${valueLength} bytes does not fit`);
    this.keyStart = keyLength < 0 ? -1 : keyLengthAt + 4;
    this.keyEnd = keyLength < 0 ? -1 : afterKey;
    this.valueStart = valueLength < 0 ? -1 : afterKey + 4;
    this.valueEnd = valueLength < 0 ? -1 : afterValue;
  }

  private decompressWrapper(batch: RecordBatch, bytesMax: number): Uint8Array {
    const { codec, magic } = batch;
    if (codec === undefined || codec === 'none' || codec === 'zstd') {
      const place = { codec: codec ?? 'none', position: 0 };
      throw new CompressionError('unsupported', place, `not a codec of magic ${magic}`);
    }
    this.readKeyAndValue(batch.start + legacyKeyLengthAt(magic), batch.end);
    if (this.valueStart < 0) this.fail(batch.start, 'the wrapper has a null value');
    const blob = batch.bytes.subarray(this.valueStart, this.valueEnd);
    return decompress(codec, blob, bytesMax, { hasBrokenLz4Checksum: magic === 0 });
  }

  private fail(position: number, problem: string): never {
    throw new InvalidRecordError(problem, Math.max(0, this.index), position);
  }
}

/** A last entry that is cut off is no entry, as everywhere in a log. */
function countEntries(bytes: Uint8Array): { count: number; lastOffset: number } {
  let count = 0;
  let lastOffset = -1;
  let position = 0;
  while (bytes.length - position >= LOG_OVERHEAD_BYTES) {
    const length = readInt32(bytes, position + BATCH_LENGTH);
    if (length < ENTRY_LENGTH_MIN) {
      const problem = `its length is ${length}, the least possible is ${ENTRY_LENGTH_MIN}`;
      throw new InvalidRecordError(problem, count, position);
    }
    if (bytes.length - position < LOG_OVERHEAD_BYTES + length) break;
    lastOffset = readInt64(bytes, position);
    count += 1;
    position += LOG_OVERHEAD_BYTES + length;
  }
  return { count, lastOffset };
}

/** The wrapper carries the offset of its last record; old librdkafka left 0 there. */
function offsetBaseOf(wrapperOffset: number, lastInnerOffset: number): number {
  if (wrapperOffset === 0) return 0;
  if (wrapperOffset < lastInnerOffset) {
    const problem = `wrapper offset ${wrapperOffset} lies before inner offset ${lastInnerOffset}`;
    throw new InvalidRecordError(problem, 0, 0);
  }
  return wrapperOffset - lastInnerOffset;
}
