// Makes batches that no builder makes: any record section under a header that fits, or does not.

import {
  BATCH_HEADER_BYTES,
  compress,
  CREATE_TIME,
  NO_PRODUCER,
  RecordBatch,
  writeBatchHeader,
} from '../../src/records/index.ts';
import type { BatchHeader } from '../../src/records/index.ts';

/** A batch whose record section is `section`, compressed where `codec` says so. */
export function batchOf(
  section: readonly number[],
  header: Partial<Omit<BatchHeader, 'hasDeleteHorizon'>> = {},
): Buffer {
  const codec = header.codec ?? 'none';
  const records = compress(codec, Uint8Array.from(section));
  const batch = Buffer.concat([Buffer.alloc(BATCH_HEADER_BYTES), records]);
  const recordCount = header.recordCount ?? 1;
  writeBatchHeader(batch, {
    producer: NO_PRODUCER,
    baseOffset: 0,
    lastOffsetDelta: Math.max(0, recordCount - 1),
    partitionLeaderEpoch: -1,
    timestampType: CREATE_TIME,
    baseTimestamp: 0,
    maxTimestamp: 0,
    isControl: false,
    ...header,
    codec,
    recordCount,
    hasDeleteHorizon: false,
  });
  return batch;
}

/** Makes size and checksum right again after a batch was changed. */
export function sealed(batch: Buffer): Buffer {
  batch.writeInt32BE(batch.length - 12, 8);
  batch.writeUInt32BE(new RecordBatch(batch).computeCrc(), 17);
  return batch;
}

/** The bytes of a zigzag varint. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let raw = ((value << 1) ^ (value >> 31)) >>> 0;
  for (; raw >= 0x80; raw >>>= 7) bytes.push((raw & 0x7f) | 0x80);
  return [...bytes, raw];
}

/** A copy of which one bit is flipped. */
export function flipBit(bytes: Uint8Array, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
