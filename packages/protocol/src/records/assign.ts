// The header fields that a leader writes in place. Base offset and leader epoch lie outside the
// checksum; timestamps lie inside it, so changing them costs a new one.

import { writeInt32, writeInt64 } from './integers.ts';
import * as at from './layout.ts';
import { LOG_APPEND_TIME } from './layout.ts';
import type { TimestampType } from './layout.ts';
import { RecordBatch } from './record-batch.ts';

/** Stamps the magic 2 batch at `start` with its place in the log. The checksum stays right. */
export function patchAssigned(
  bytes: Uint8Array,
  start: number,
  baseOffset: number,
  leaderEpoch: number,
): void {
  writeInt64(bytes, start + at.BASE_OFFSET, baseOffset);
  writeInt32(bytes, start + at.PARTITION_LEADER_EPOCH, leaderEpoch);
}

export interface AssignedTimestamps {
  readonly timestampType: TimestampType;
  /** The latest record's timestamp, or the broker's time where it is LogAppendTime. In ms. */
  readonly maxTimestamp: number;
}

/** Stamps the magic 2 batch at `start` with its timestamps, and computes its checksum anew. */
export function patchTimestamps(
  bytes: Uint8Array,
  start: number,
  { timestampType, maxTimestamp }: AssignedTimestamps,
): void {
  const batch = new RecordBatch(bytes, start);
  const kept = at.CODEC_BITS | at.TRANSACTIONAL_BIT | at.CONTROL_BIT | at.DELETE_HORIZON_BIT;
  const typeBit = timestampType === LOG_APPEND_TIME ? at.LOG_APPEND_TIME_BIT : 0;
  bytes[start + at.ATTRIBUTES + 1] = (batch.attributes & kept) | typeBit;
  // As in Kafka: the bits that mean nothing do not survive a change of the ones that do.
  bytes[start + at.ATTRIBUTES] = 0;
  writeInt64(bytes, start + at.MAX_TIMESTAMP, maxTimestamp);
  writeInt32(bytes, start + at.CRC, batch.computeCrc());
}
