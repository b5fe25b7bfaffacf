// Kafka's cleaning of one log, written down as plainly as can be: over decoded batches, without
// indexes, hashes, chunks or files. What the cleaner leaves must be this, batch by batch.
//
// It knows how each transaction ended from the log's whole history, not from any index.

import { CREATE_TIME } from '@ottla/protocol';

import type { DecodedBatch, DecodedRecord, DecodedSegment } from './decoded-log.ts';
import type { KeyedHistory } from './keyed-history.ts';

export interface ModelCleaning {
  readonly history: KeyedHistory;
  readonly firstDirtyOffset: number;
  readonly firstUncleanableOffset: number;
  /** Keys that the offset map takes. */
  readonly capacity: number;
  readonly nowMs: number;
  readonly deleteRetentionMs: number;
  readonly highWatermark: number;
}

export interface ModelResult {
  readonly cleanedOffset: number;
  /** Of the whole log. */
  readonly batches: readonly DecodedBatch[];
}

export function cleanNaively(
  segments: readonly DecodedSegment[],
  cleaning: ModelCleaning,
): ModelResult {
  const { newest, latestOffset } = mapDirtyPart(segments, cleaning);
  const all = segments.flatMap(({ batches }) => batches);
  const batches = segments.flatMap((segment) => {
    if (segment.baseOffset > latestOffset) return segment.batches;
    return segment.batches.flatMap((batch) => {
      return filterNaively(batch, { ...cleaning, newest, latestOffset, all }) ?? [];
    });
  });
  return { cleanedOffset: latestOffset + 1, batches };
}

interface Mapped {
  readonly newest: ReadonlyMap<string, number>;
  readonly latestOffset: number;
}

/** The newest offset of each key from the first dirty one on, until the map is full. */
function mapDirtyPart(segments: readonly DecodedSegment[], cleaning: ModelCleaning): Mapped {
  const { history, firstDirtyOffset, firstUncleanableOffset, capacity } = cleaning;
  const newest = new Map<string, number>();
  let latestOffset = -1;
  for (const [index, { baseOffset, batches }] of segments.entries()) {
    const end = Math.min(segments[index + 1]?.baseOffset ?? Infinity, firstUncleanableOffset);
    if (end <= firstDirtyOffset || baseOffset >= firstUncleanableOffset) continue;
    for (const batch of batches) {
      const counts = !batch.isControl && !history.isAborted(batch);
      for (const { key, offset } of counts ? batch.records : []) {
        if (key === null || offset < firstDirtyOffset) continue;
        if (newest.size >= capacity) return { newest, latestOffset };
        newest.set(key, offset);
        latestOffset = offset;
      }
      if (batch.lastOffset >= firstDirtyOffset) latestOffset = batch.lastOffset;
    }
    latestOffset = end - 1;
  }
  return { newest, latestOffset };
}

interface Filtering extends ModelCleaning, Mapped {
  /** As they were before the cleaning. */
  readonly all: readonly DecodedBatch[];
}

/** What is left of the batch; undefined for nothing. */
function filterNaively(batch: DecodedBatch, filtering: Filtering): DecodedBatch | undefined {
  const { history, nowMs, deleteRetentionMs, all } = filtering;
  const isPastHorizon = batch.horizonMs !== undefined && batch.horizonMs <= nowMs;
  // A marker has done its work when nothing of its transaction is left, not even an empty batch.
  const isIdleMarker =
    batch.isControl && !all.some((other) => history.isDecidedBy(other, batch.baseOffset));
  const goes = batch.isControl ? isIdleMarker && isPastHorizon : history.isAborted(batch);
  const isKept = (record: DecodedRecord): boolean =>
    !goes && (batch.isControl || isRetained(record, isPastHorizon, filtering));
  const records = batch.records.filter(isKept);
  if (records.length === 0) {
    if (!isLast(batch, filtering)) return undefined;
    if (batch.records.length === 0) return batch;
    return { ...batch, records, codec: 'none', horizonMs: undefined };
  }
  const hasDecided = isIdleMarker || records.some(({ value }) => value === null);
  const needsHorizon = hasDecided && batch.horizonMs === undefined;
  const horizonMs = needsHorizon ? nowMs + deleteRetentionMs : batch.horizonMs;
  if (records.length === batch.records.length && !needsHorizon) return batch;
  const isCreateTime = batch.timestampType === CREATE_TIME;
  const latest = Math.max(...records.map(({ timestamp }) => timestamp));
  return { ...batch, records, horizonMs, maxTimestamp: isCreateTime ? latest : batch.maxTimestamp };
}

function isRetained(
  { key, value, offset }: DecodedRecord,
  isPastHorizon: boolean,
  { newest, latestOffset }: Filtering,
): boolean {
  if (offset > latestOffset) return true;
  if (key === null || offset < (newest.get(key) ?? -1)) return false;
  return value !== null || !isPastHorizon;
}

/** Kept though it be empty: of a producer, or of the log below the high watermark. */
function isLast(batch: DecodedBatch, { history, highWatermark }: Filtering): boolean {
  if (batch.lastOffset + 1 === highWatermark) return true;
  const producer = history.producers.get(batch.producerId);
  if (producer === undefined) return false;
  if (producer.lastDataOffset >= 0) return batch.lastOffset === producer.lastDataOffset;
  return batch.isControl && batch.producerEpoch === producer.epoch;
}
