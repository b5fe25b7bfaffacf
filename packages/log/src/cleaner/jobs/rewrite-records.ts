// Writes a batch of magic 2 anew with some of its records: their bytes are copied, so that what we
// do not understand stays; only where a delete horizon is set do their timestamp deltas change,
// which count from it then.

import {
  BATCH_HEADER_BYTES,
  codecOf,
  compress,
  LOG_APPEND_TIME,
  LOG_OVERHEAD_BYTES,
  RecordBatch,
} from '@ottla/protocol';
import type { RecordCursor } from '@ottla/protocol';

import { writeInt64 } from '../../files/big-endian.ts';

const ATTRIBUTES_LOW_BYTE = 22;
const DELETE_HORIZON_BIT = 0x40;
/** Length, timestamp delta: what a record may grow by at most. */
const GROWTH_BYTES_MAX = 15;

export interface Rewriting {
  /** By the record's index in the batch. */
  readonly kept: readonly boolean[];
  readonly keptCount: number;
  /** The delete horizon to set; undefined leaves base timestamp and flag as they are. */
  readonly horizonMs: number | undefined;
}

/** `cursor` was opened on `batch`. */
export function rewriteRecords(
  batch: RecordBatch,
  cursor: RecordCursor,
  { kept, keptCount, horizonMs }: Rewriting,
): Uint8Array {
  const room = cursor.recordsBytes + keptCount * GROWTH_BYTES_MAX;
  const records = Buffer.allocUnsafeSlow(room);
  let end = 0;
  let maxTimestamp = -1;
  cursor.rewind();
  while (cursor.next()) {
    if (kept[cursor.index] !== true) continue;
    if (cursor.timestamp > maxTimestamp) maxTimestamp = cursor.timestamp;
    end =
      horizonMs === undefined
        ? copyRecord(cursor, records, end)
        : rebaseRecord(cursor, records, end, horizonMs);
  }
  const codec = codecOf(batch.codecId) ?? 'none';
  const blob = compress(codec, records.subarray(0, end));
  const bytes = Buffer.allocUnsafeSlow(BATCH_HEADER_BYTES + blob.length);
  bytes.set(batch.bytes.subarray(batch.start, batch.recordsStart));
  bytes.set(blob, BATCH_HEADER_BYTES);
  bytes.writeInt32BE(bytes.length - LOG_OVERHEAD_BYTES, 8);
  if (horizonMs !== undefined) {
    bytes[ATTRIBUTES_LOW_BYTE] = (bytes[ATTRIBUTES_LOW_BYTE] ?? 0) | DELETE_HORIZON_BIT;
    writeInt64(bytes, 27, horizonMs);
  }
  if (batch.timestampType !== LOG_APPEND_TIME) writeInt64(bytes, 35, maxTimestamp);
  bytes.writeInt32BE(keptCount, 57);
  bytes.writeUInt32BE(new RecordBatch(bytes, 0).computeCrc(), 17);
  return bytes;
}

function copyRecord(cursor: RecordCursor, into: Buffer, at: number): number {
  into.set(cursor.bytes.subarray(cursor.start, cursor.end), at);
  return at + cursor.end - cursor.start;
}

function rebaseRecord(cursor: RecordCursor, into: Buffer, at: number, baseMs: number): number {
  const { bytes, timestampStart, offsetDeltaStart, end } = cursor;
  const delta = cursor.timestamp - baseMs;
  const restBytes = end - offsetDeltaStart;
  let position = writeZigzag(into, at, 1 + zigzagBytes(delta) + restBytes);
  into[position] = bytes[timestampStart - 1] ?? 0;
  position = writeZigzag(into, position + 1, delta);
  into.set(bytes.subarray(offsetDeltaStart, end), position);
  return position + restBytes;
}

function zigzag(value: number): bigint {
  const wide = BigInt(value);
  return wide >= 0n ? wide << 1n : (-wide << 1n) - 1n;
}

function zigzagBytes(value: number): number {
  let size = 1;
  for (let left = zigzag(value) >> 7n; left > 0n; left >>= 7n) size += 1;
  return size;
}

function writeZigzag(into: Buffer, at: number, value: number): number {
  let position = at;
  let left = zigzag(value);
  for (; left > 0x7fn; left >>= 7n) into[position++] = Number(left & 0x7fn) | 0x80;
  into[position] = Number(left);
  return position + 1;
}
