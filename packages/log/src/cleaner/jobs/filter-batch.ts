// What is left of one batch after cleaning: all of it, fewer records, an empty batch that keeps its
// producer known, or nothing. Offsets, sequences, epochs and codec stay as they were.
//
// Tombstones and markers of gone transactions go in two steps (KIP-534): the first cleaning that
// meets one writes the time at which it may go into the batch's base timestamp, marked by an
// attribute bit; a cleaning after that time removes it.

import { BatchBuilder, emptyBatch, LOG_APPEND_TIME } from '@ottla/protocol';
import type { RecordBatch, RecordCursor } from '@ottla/protocol';

import { rewriteRecords } from './rewrite-records.ts';

export interface TimeRules {
  readonly nowMs: number;
  readonly deleteRetentionMs: number;
  /** Whether tombstones of batches before magic 2, which have no horizon, are kept. */
  readonly keepsLegacyTombstones: boolean;
}

export interface FilterRules extends TimeRules {
  /** Of the key bytes[start, end): its newest offset that the map covers; -1 where it has none. */
  readonly newestOffsetOf: (bytes: Uint8Array, start: number, end: number) => number;
  /** Records above are kept as they are. */
  readonly latestOffset: number;
}

export interface BatchFate {
  /** By the transaction it belongs to: aborted data, or a marker with nothing left to decide. */
  readonly isDiscardable: boolean;
  /** A batch is left, though it be empty. */
  readonly keepsEmpty: boolean;
}

/** New bytes, or what becomes of those that are there. */
export type Kept = Uint8Array | 'all' | 'nothing';

/**
 * `batch` must be whole; `cursor` is opened on it where its records count. Throws CompressionError
 * and InvalidRecordError.
 */
export function filterBatch(
  batch: RecordBatch,
  cursor: RecordCursor,
  fate: BatchFate,
  rules: FilterRules,
): Kept {
  const goes = fate.isDiscardable && (!batch.isControl || isPastHorizon(batch, rules.nowMs));
  if (goes) return fate.keepsEmpty ? emptied(batch) : 'nothing';
  if (batch.magic === 2 && batch.recordCount === 0) return fate.keepsEmpty ? 'all' : 'nothing';
  cursor.open(batch);
  if (batch.magic < 2) return filterLegacy(batch, cursor, rules);
  const choice = choose(batch, cursor, rules);
  const { keptCount } = choice;
  if (keptCount === 0) return fate.keepsEmpty ? emptied(batch) : 'nothing';
  const isDecided = batch.isControl ? fate.isDiscardable : choice.hasTombstone;
  const needsHorizon = isDecided && !batch.hasDeleteHorizon && choice.hasSafeTimestamps;
  if (keptCount === choice.kept.length && !needsHorizon) return 'all';
  const horizonMs = needsHorizon ? rules.nowMs + rules.deleteRetentionMs : undefined;
  return rewriteRecords(batch, cursor, { kept: choice.kept, keptCount, horizonMs });
}

interface Choice {
  /** By the record's index in the batch. */
  readonly kept: boolean[];
  keptCount: number;
  hasTombstone: boolean;
  hasSafeTimestamps: boolean;
}

/** Which records of a batch of magic 2 stay, and what they are. */
function choose(batch: RecordBatch, cursor: RecordCursor, rules: FilterRules): Choice {
  const choice: Choice = {
    kept: [],
    keptCount: 0,
    hasTombstone: false,
    hasSafeTimestamps: true,
  };
  while (cursor.next()) {
    const isKept = batch.isControl || isRetained(batch, cursor, rules);
    choice.kept.push(isKept);
    if (!isKept) continue;
    choice.keptCount += 1;
    if (cursor.valueStart < 0) choice.hasTombstone = true;
    if (!cursor.hasSafeTimestamp) choice.hasSafeTimestamps = false;
  }
  return choice;
}

function isRetained(batch: RecordBatch, cursor: RecordCursor, rules: FilterRules): boolean {
  if (cursor.offset > rules.latestOffset) return true;
  const { bytes, keyStart, keyEnd, offset } = cursor;
  if (keyStart < 0 || offset < rules.newestOffsetOf(bytes, keyStart, keyEnd)) return false;
  if (cursor.valueStart >= 0) return true;
  return batch.magic < 2 ? rules.keepsLegacyTombstones : !isPastHorizon(batch, rules.nowMs);
}

function isPastHorizon(batch: RecordBatch, nowMs: number): boolean {
  return batch.hasDeleteHorizon && batch.deleteHorizonMs <= nowMs;
}

function emptied(batch: RecordBatch): Kept {
  if (batch.magic < 2) return 'nothing';
  const { producerId, producerEpoch, baseSequence, isTransactional } = batch;
  return emptyBatch({
    producer: { producerId, producerEpoch, baseSequence, isTransactional },
    baseOffset: batch.baseOffset,
    lastOffsetDelta: batch.lastOffsetDelta,
    partitionLeaderEpoch: batch.partitionLeaderEpoch,
    timestampType: batch.timestampType,
    maxTimestamp: batch.maxTimestamp,
    isControl: batch.isControl,
  });
}

/** Entries of old formats become a batch of the current one, as Kafka's cleaner has it. */
function filterLegacy(batch: RecordBatch, cursor: RecordCursor, rules: FilterRules): Kept {
  let builder: BatchBuilder | undefined;
  while (cursor.next()) {
    if (!isRetained(batch, cursor, rules)) continue;
    const isAppendTime = batch.timestampType === LOG_APPEND_TIME;
    const logAppendTimeMs = isAppendTime ? batch.maxTimestamp : undefined;
    builder ??= new BatchBuilder({
      codec: batch.codec ?? 'none',
      baseOffset: cursor.offset,
      ...(logAppendTimeMs === undefined ? {} : { logAppendTimeMs }),
    });
    builder.skipTo(cursor.offset);
    builder.append(cursor.timestamp, cursor.key, cursor.value);
  }
  return builder?.finish() ?? 'nothing';
}
