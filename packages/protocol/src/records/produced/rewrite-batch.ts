// Writes a produced batch anew, because the topic wants another codec or its offsets do not run
// from 0: the same records, producer and flags, with consecutive offsets.

import type { Codec } from '../compression/codec.ts';
import { codecId } from '../compression/codec.ts';
import { compress } from '../compression/compress.ts';
import { sizeOfVarint, writeInt32, writeInt64, writeVarint } from '../integers.ts';
import * as at from '../layout.ts';
import { CREATE_TIME, LOG_APPEND_TIME } from '../layout.ts';
import type { TimestampType } from '../layout.ts';
import { RecordBatch } from '../record-batch.ts';
import type { RecordCursor } from '../record-cursor.ts';
import type { ProduceRules } from './produce-rules.ts';

export interface RewriteOptions {
  readonly target: Codec;
  readonly timestampType: TimestampType;
  readonly maxTimestamp: number;
  readonly rules: ProduceRules;
}

/** `cursor` must be open on `batch`. Gives a batch whose base offset is 0, with its checksum. */
export function rewriteBatch(
  batch: RecordBatch,
  cursor: RecordCursor,
  { target, timestampType, maxTimestamp, rules }: RewriteOptions,
): Uint8Array {
  // A batch that came with the broker's kind of timestamp has one timestamp for all its records.
  const isFlattened = batch.timestampType === LOG_APPEND_TIME && timestampType === CREATE_TIME;
  const records = renumber(cursor, isFlattened);
  const blob = compress(target, records, rules.compressionLevels?.[target]);
  const bytes = Buffer.allocUnsafeSlow(at.BATCH_HEADER_BYTES + blob.length);
  bytes.set(batch.bytes.subarray(batch.start, batch.recordsStart));
  bytes.set(blob, at.BATCH_HEADER_BYTES);
  writeInt64(bytes, at.BASE_OFFSET, 0);
  writeInt32(bytes, at.BATCH_LENGTH, bytes.length - at.LOG_OVERHEAD_BYTES);
  const typeBit = timestampType === LOG_APPEND_TIME ? at.LOG_APPEND_TIME_BIT : 0;
  const transactionalBit = batch.isTransactional ? at.TRANSACTIONAL_BIT : 0;
  bytes[at.ATTRIBUTES] = 0;
  bytes[at.ATTRIBUTES + 1] = codecId(target) | typeBit | transactionalBit;
  writeInt32(bytes, at.LAST_OFFSET_DELTA, batch.recordCount - 1);
  if (isFlattened) writeInt64(bytes, at.BASE_TIMESTAMP, maxTimestamp);
  writeInt64(bytes, at.MAX_TIMESTAMP, maxTimestamp);
  writeInt32(bytes, at.CRC, new RecordBatch(bytes, 0).computeCrc());
  return bytes;
}

/** The record section with offset deltas 0, 1, 2, …; the same bytes where that is so already. */
function renumber(cursor: RecordCursor, isFlattened: boolean): Uint8Array {
  cursor.rewind();
  let isRight = !isFlattened;
  let bytesMax = 0;
  while (cursor.next()) {
    if (cursor.offsetDelta !== cursor.index) isRight = false;
    // Length and offset delta may each grow to five bytes.
    bytesMax += 10 + cursor.end - cursor.start;
  }
  if (isRight) return cursor.bytes.subarray(cursor.end - cursor.recordsBytes, cursor.end);
  const output = new Uint8Array(bytesMax);
  let position = 0;
  cursor.rewind();
  while (cursor.next()) position = copyRecord(cursor, output, position, isFlattened);
  return output.subarray(0, position);
}

function copyRecord(
  cursor: RecordCursor,
  output: Uint8Array,
  start: number,
  isFlattened: boolean,
): number {
  const { bytes, index, timestampStart, offsetDeltaStart } = cursor;
  const timestampBytes = isFlattened ? 1 : offsetDeltaStart - timestampStart;
  const tailBytes = cursor.end - cursor.tailStart;
  const bodyBytes = 1 + timestampBytes + sizeOfVarint(index) + tailBytes;
  let position = writeVarint(output, start, bodyBytes);
  output[position++] = bytes[timestampStart - 1] ?? 0;
  if (isFlattened) output[position] = 0;
  else output.set(bytes.subarray(timestampStart, offsetDeltaStart), position);
  position = writeVarint(output, position + timestampBytes, index);
  output.set(bytes.subarray(cursor.tailStart, cursor.end), position);
  return position + tailBytes;
}
