// A log as plain values: its segments' files read batch by batch, without any index, so that models
// and rules compare what there is with what there should be.

import { batchesIn, RecordCursor } from '@ottla/protocol';
import type { RecordBatch } from '@ottla/protocol';

import type { LogServices, PartitionLog } from '../../src/index.ts';

export interface DecodedRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: string;
}

export interface DecodedBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly leaderEpoch: number;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly timestampType: string;
  readonly maxTimestamp: number;
  /** Undefined where no delete horizon is set. */
  readonly horizonMs: number | undefined;
  /** 'none' where the batch is empty. */
  readonly codec: string;
  readonly records: readonly DecodedRecord[];
}

export interface DecodedSegment {
  readonly baseOffset: number;
  readonly batches: readonly DecodedBatch[];
}

/** Oldest first; the last one is active. */
export function decodeLog(log: PartitionLog, services: LogServices): DecodedSegment[] {
  const { disk } = services.world;
  return log.segments.map(({ baseOffset }) => {
    const name = String(baseOffset).padStart(20, '0');
    const bytes = disk.readFile(`${log.path}/${name}.log`);
    return { baseOffset, batches: [...batchesIn(bytes)].map(decodeBatch) };
  });
}

export function batchesOf(segments: readonly DecodedSegment[]): DecodedBatch[] {
  return segments.flatMap(({ batches }) => batches);
}

export function decodeBatch(batch: RecordBatch): DecodedBatch {
  const records = recordsOf(batch);
  return {
    baseOffset: batch.baseOffset,
    lastOffset: batch.lastOffset,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    leaderEpoch: batch.partitionLeaderEpoch,
    isTransactional: batch.isTransactional,
    isControl: batch.isControl,
    timestampType: batch.timestampType,
    maxTimestamp: batch.maxTimestamp,
    horizonMs: batch.hasDeleteHorizon ? batch.deleteHorizonMs : undefined,
    codec: records.length === 0 ? 'none' : String(batch.codec),
    records,
  };
}

function recordsOf(batch: RecordBatch): DecodedRecord[] {
  const records: DecodedRecord[] = [];
  const cursor = new RecordCursor().open(batch);
  while (cursor.next()) {
    const { offset, timestamp, key, value, bytes, headersStart, end } = cursor;
    const headers = textOf(bytes.subarray(headersStart, end)) ?? '';
    records.push({ offset, timestamp, key: textOf(key), value: textOf(value), headers });
  }
  return records;
}

function textOf(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
