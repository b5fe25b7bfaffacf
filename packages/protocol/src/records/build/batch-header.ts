// Writes a batch's header over records that are already in place.

import { codecId } from '../compression/codec.ts';
import type { Codec } from '../compression/codec.ts';
import { crc32c } from '../crc32c.ts';
import { writeInt16, writeInt32, writeInt64 } from '../integers.ts';
import * as at from '../layout.ts';
import { LOG_APPEND_TIME } from '../layout.ts';
import type { TimestampType } from '../layout.ts';

/** The producer of a batch, as its header tells. */
export interface ProducerState {
  /** -1 for none. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Sequence of the first record; -1 for none (control batches). */
  readonly baseSequence: number;
  readonly isTransactional: boolean;
}

export const NO_PRODUCER: ProducerState = Object.freeze({
  producerId: at.NO_PRODUCER_ID,
  producerEpoch: at.NO_PRODUCER_EPOCH,
  baseSequence: at.NO_SEQUENCE,
  isTransactional: false,
});

/** See RecordBatch for what the fields mean. */
export interface BatchHeader {
  readonly codec: Codec;
  readonly producer: ProducerState;
  readonly baseOffset: number;
  readonly lastOffsetDelta: number;
  readonly partitionLeaderEpoch: number;
  readonly timestampType: TimestampType;
  readonly baseTimestamp: number;
  readonly maxTimestamp: number;
  readonly recordCount: number;
  readonly isControl: boolean;
  readonly hasDeleteHorizon: boolean;
}

/** `batch` is the whole batch, its records in place from byte 61 on. Computes the checksum. */
export function writeBatchHeader(batch: Uint8Array, header: BatchHeader): void {
  const { producer } = header;
  writeInt64(batch, at.BASE_OFFSET, header.baseOffset);
  writeInt32(batch, at.BATCH_LENGTH, batch.length - at.LOG_OVERHEAD_BYTES);
  writeInt32(batch, at.PARTITION_LEADER_EPOCH, header.partitionLeaderEpoch);
  batch[at.MAGIC] = 2;
  writeInt16(batch, at.ATTRIBUTES, attributesOf(header));
  writeInt32(batch, at.LAST_OFFSET_DELTA, header.lastOffsetDelta);
  writeInt64(batch, at.BASE_TIMESTAMP, header.baseTimestamp);
  writeInt64(batch, at.MAX_TIMESTAMP, header.maxTimestamp);
  writeInt64(batch, at.PRODUCER_ID, producer.producerId);
  writeInt16(batch, at.PRODUCER_EPOCH, producer.producerEpoch);
  writeInt32(batch, at.BASE_SEQUENCE, producer.baseSequence);
  writeInt32(batch, at.RECORD_COUNT, header.recordCount);
  writeInt32(batch, at.CRC, crc32c(batch, at.ATTRIBUTES, batch.length));
}

/**
 * What compaction leaves of a batch without records, to keep its producer's state or the last
 * offset of a range: 61 bytes, no codec, no delete horizon, base timestamp -1. Give everything else
 * as it was.
 */
export function emptyBatch(
  header: Omit<BatchHeader, 'codec' | 'baseTimestamp' | 'recordCount' | 'hasDeleteHorizon'>,
): Uint8Array {
  const batch = new Uint8Array(at.BATCH_HEADER_BYTES);
  const baseTimestamp = at.NO_TIMESTAMP;
  const none = { codec: 'none', baseTimestamp, recordCount: 0, hasDeleteHorizon: false } as const;
  writeBatchHeader(batch, { ...header, ...none });
  return batch;
}

function attributesOf(header: BatchHeader): number {
  return (
    codecId(header.codec) |
    (header.timestampType === LOG_APPEND_TIME ? at.LOG_APPEND_TIME_BIT : 0) |
    (header.producer.isTransactional ? at.TRANSACTIONAL_BIT : 0) |
    (header.isControl ? at.CONTROL_BIT : 0) |
    (header.hasDeleteHorizon ? at.DELETE_HORIZON_BIT : 0)
  );
}
