// Looks for a record by its time within one batch: at once where that is quick, as a job for a
// worker where the batch is long or expands far. What cannot be read is told as a value, so that it
// comes back from a worker as what it is.

import type { OffloadJob } from '@ottla/base';
import {
  CompressionError,
  DECOMPRESSED_BYTES_MAX,
  InvalidRecordError,
  quickBytesMax,
  RecordBatch,
  RecordCursor,
} from '@ottla/protocol';

/** More records than this take longer to walk over than everybody should wait. */
const QUICK_RECORDS_MAX = 20_000;

export interface WantedRecord {
  readonly timestamp: number;
  /** Of this very time; else the first that is not earlier. */
  readonly isExact: boolean;
  /** Records below are no part of the log any more. */
  readonly fromOffset: number;
}

export interface BatchSearch extends WantedRecord {
  /** One whole batch, from its first byte on. */
  readonly bytes: Uint8Array;
}

export type BatchFinding =
  | { readonly kind: 'found'; readonly timestamp: number; readonly offset: number }
  | { readonly kind: 'none' }
  /** Its records are not what its header announces. */
  | { readonly kind: 'unreadable'; readonly message: string };

export interface QuickSearch {
  /** Undefined where it would take long. */
  readonly finding: BatchFinding | undefined;
  /** What was expanded, or walked over, for it. */
  readonly spentBytes: number;
}

/** The records of a batch of the log cannot be read; its header can. */
export class UnreadableBatchError extends Error {
  override readonly name = 'UnreadableBatchError';
  readonly code = 'UNREADABLE_BATCH';
  readonly retriable = false;
}

const NONE: BatchFinding = { kind: 'none' };

export function searchBatch({ bytes, ...wanted }: BatchSearch): BatchFinding {
  return searchIn(new RecordBatch(bytes, 0), wanted);
}

export const searchBatchJob: OffloadJob<BatchSearch, BatchFinding> = {
  module: import.meta.url,
  name: 'searchBatch',
  run: searchBatch,
};

/** However long it takes. The batch is whole. */
export function searchIn(batch: RecordBatch, wanted: WantedRecord): BatchFinding {
  try {
    return search(new RecordCursor().open(batch), wanted);
  } catch (error) {
    return unreadable(error);
  }
}

/** With at most `bytesMax` expanded. The batch is whole. */
export function searchQuickly(
  batch: RecordBatch,
  wanted: WantedRecord,
  bytesMax: number,
): QuickSearch {
  const lengthy: QuickSearch = { finding: undefined, spentBytes: 0 };
  if (batch.recordCount > QUICK_RECORDS_MAX) return lengthy;
  const expandedBytesMax = quickBytesMax(batch, batch.codec ?? 'none', bytesMax);
  if (expandedBytesMax === 0) return lengthy;
  const decompressedBytesMax = Math.min(expandedBytesMax, DECOMPRESSED_BYTES_MAX);
  const cursor = new RecordCursor();
  try {
    const finding = search(cursor.open(batch, { decompressedBytesMax }), wanted);
    return { finding, spentBytes: cursor.recordsBytes };
  } catch (error) {
    const isOver = error instanceof CompressionError && error.problem === 'limit';
    const mayBeMore = isOver && decompressedBytesMax < DECOMPRESSED_BYTES_MAX;
    const finding = mayBeMore ? undefined : unreadable(error);
    return { finding, spentBytes: isOver ? decompressedBytesMax : cursor.recordsBytes };
  }
}

function search(cursor: RecordCursor, wanted: WantedRecord): BatchFinding {
  while (cursor.next()) {
    const { timestamp, offset } = cursor;
    const isOfTime = wanted.isExact
      ? timestamp === wanted.timestamp
      : timestamp >= wanted.timestamp;
    if (isOfTime && offset >= wanted.fromOffset) return { kind: 'found', timestamp, offset };
  }
  return NONE;
}

function unreadable(error: unknown): BatchFinding {
  const isOfBatch = error instanceof CompressionError || error instanceof InvalidRecordError;
  if (!isOfBatch) throw error;
  return { kind: 'unreadable', message: error.message };
}
