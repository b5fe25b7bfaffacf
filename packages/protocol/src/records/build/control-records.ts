// Control batches: transaction markers, and the records by which a KRaft quorum talks to itself.
// Keys are built and parsed here; values are bytes, whose codecs are the generated schemas', except
// the six bytes of a transaction marker.

import { BatchBuilder } from './batch-builder.ts';
import { readInt16, readInt32, writeInt16, writeInt32 } from '../integers.ts';

/** The types of control records. Readers must skip types that they do not know. */
export const controlTypes = Object.freeze({
  ABORT: 0,
  COMMIT: 1,
  LEADER_CHANGE: 2,
  SNAPSHOT_HEADER: 3,
  SNAPSHOT_FOOTER: 4,
  KRAFT_VERSION: 5,
  KRAFT_VOTERS: 6,
});

export type ControlTypeName = keyof typeof controlTypes;

const KEY_BYTES = 4;
const END_MARKER_BYTES = 6;

/** int16 version 0, int16 type. */
export function controlKey(type: number): Uint8Array {
  const key = new Uint8Array(KEY_BYTES);
  writeInt16(key, 2, type);
  return key;
}

/**
 * The type of a control record by its key, known or not; undefined where the bytes are no such key.
 * Keys of a later version begin as ours do, so they are read too.
 */
export function controlTypeOf(key: Uint8Array | null): number | undefined {
  if (key === null || key.length < KEY_BYTES || readInt16(key, 0) < 0) return undefined;
  return readInt16(key, 2);
}

/** The value of an ABORT or COMMIT marker: int16 version 0, int32 epoch. */
export function endMarkerValue(coordinatorEpoch: number): Uint8Array {
  const value = new Uint8Array(END_MARKER_BYTES);
  writeInt32(value, 2, coordinatorEpoch);
  return value;
}

/** The coordinator's epoch in a marker's value; undefined where the bytes are no such value. */
export function endMarkerEpoch(value: Uint8Array | null): number | undefined {
  if (value === null || value.length < END_MARKER_BYTES) return undefined;
  if (readInt16(value, 0) < 0) return undefined;
  return readInt32(value, 2);
}

export interface ControlRecord {
  readonly type: number;
  readonly value: Uint8Array;
}

export interface ControlBatchOptions {
  readonly baseOffset?: number;
  readonly partitionLeaderEpoch: number;
  /** In ms. */
  readonly timestamp: number;
}

/** A control batch of the quorum: one record or several. */
export function controlBatch(
  records: readonly ControlRecord[],
  { baseOffset = 0, partitionLeaderEpoch, timestamp }: ControlBatchOptions,
): Uint8Array {
  const builder = new BatchBuilder({
    baseOffset,
    partitionLeaderEpoch,
    isControl: true,
    initialBytes: 256,
  });
  for (const { type, value } of records) builder.append(timestamp, controlKey(type), value);
  return builder.finish();
}

export interface TransactionMarker {
  readonly type: 'ABORT' | 'COMMIT';
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly coordinatorEpoch: number;
}

/** The batch that ends a transaction on a partition: one record, transactional, no sequence. */
export function transactionMarkerBatch(
  { type, producerId, producerEpoch, coordinatorEpoch }: TransactionMarker,
  { baseOffset = 0, partitionLeaderEpoch, timestamp }: ControlBatchOptions,
): Uint8Array {
  const builder = new BatchBuilder({
    baseOffset,
    partitionLeaderEpoch,
    isControl: true,
    initialBytes: 128,
    producer: { producerId, producerEpoch, baseSequence: -1, isTransactional: true },
  });
  builder.append(timestamp, controlKey(controlTypes[type]), endMarkerValue(coordinatorEpoch));
  return builder.finish();
}
