// Offsets by time: what ListOffsets asks of one log. Positive timestamps search the time indexes;
// negative ones name a place. Isolation (high watermark, last stable offset) is the caller's
// business.

import { RecordCursor } from '@ottla/protocol';
import type { RecordBatch } from '@ottla/protocol';

import type { LogCore } from '../partition/log-core.ts';
import type { Segment } from '../segment/segment.ts';

/** The names that ListOffsets has for places (KIP-79, KIP-405, KIP-734, KIP-1005, KIP-1023). */
export const LATEST = -1;
export const EARLIEST = -2;
export const MAX_TIMESTAMP = -3;
export const EARLIEST_LOCAL = -4;
export const LATEST_TIERED = -5;
export const EARLIEST_PENDING_UPLOAD = -6;

const NONE = -1;

export interface TimestampedOffset {
  /** The record's, -1 where a place was asked for. */
  readonly timestamp: number;
  readonly offset: number;
  /** -1 where it is not known. */
  readonly leaderEpoch: number;
}

const NOTHING_TIERED: TimestampedOffset = { timestamp: NONE, offset: NONE, leaderEpoch: NONE };

/** Undefined where no record is so late. Throws DiskError, CorruptBatchError. */
export function findOffset(core: LogCore, target: number): TimestampedOffset | undefined {
  switch (target) {
    case LATEST:
      return place(core.logEndOffset, core.epochs.latest?.epoch);
    case EARLIEST:
    case EARLIEST_LOCAL:
      return place(core.logStartOffset, epochOfStart(core));
    case LATEST_TIERED:
    case EARLIEST_PENDING_UPLOAD:
      return NOTHING_TIERED;
    case MAX_TIMESTAMP:
      return core.withBuffer((buffer) => findLatestRecord(core, buffer));
    default:
      return core.withBuffer((buffer) => findByTime(core, target, buffer));
  }
}

function place(offset: number, epoch: number | undefined): TimestampedOffset {
  return { timestamp: NONE, offset, leaderEpoch: epoch ?? NONE };
}

/** Logs of the oldest formats have no epoch at their start. */
function epochOfStart(core: LogCore): number | undefined {
  const { earliest } = core.epochs;
  return earliest !== undefined && earliest.startOffset <= core.logStartOffset
    ? earliest.epoch
    : undefined;
}

/**
 * Segment by segment: where deleted records are the latest of theirs, a later segment has the
 * answer.
 */
function findByTime(
  core: LogCore,
  target: number,
  buffer: Uint8Array,
): TimestampedOffset | undefined {
  for (const segment of core.segments.all) {
    if (segment.largestTimestamp() < target) continue;
    const found = findInSegment(core, segment, { target, buffer });
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInSegment(
  core: LogCore,
  segment: Segment,
  { target, buffer }: { target: number; buffer: Uint8Array },
): TimestampedOffset | undefined {
  const { logStartOffset } = core;
  const from = Math.max(segment.timeIndex.offsetBefore(target), logStartOffset);
  const scanner = segment.scan(buffer, { start: segment.offsetIndex.positionBefore(from) });
  while (scanner.next()) {
    if (scanner.batch.maxTimestamp < target) continue;
    const isWanted = (cursor: RecordCursor): boolean =>
      cursor.timestamp >= target && cursor.offset >= logStartOffset;
    const found = findRecord(scanner.load(), isWanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first record with the largest timestamp of the log. */
function findLatestRecord(core: LogCore, buffer: Uint8Array): TimestampedOffset | undefined {
  let latest: Segment = core.segments.first;
  for (const segment of core.segments.all) {
    if (segment.maxTimestamp > latest.maxTimestamp) latest = segment;
  }
  const { maxTimestamp, offsetOfMaxTimestamp } = latest;
  const start = latest.offsetIndex.positionBefore(offsetOfMaxTimestamp);
  const scanner = latest.scan(buffer, { start });
  while (scanner.next()) {
    if (scanner.batch.maxTimestamp !== maxTimestamp) continue;
    return findRecord(scanner.load(), (cursor) => cursor.timestamp === maxTimestamp);
  }
  return undefined;
}

function findRecord(
  batch: RecordBatch,
  isWanted: (cursor: RecordCursor) => boolean,
): TimestampedOffset | undefined {
  const { partitionLeaderEpoch: leaderEpoch } = batch;
  const cursor = new RecordCursor().open(batch);
  while (cursor.next()) {
    const { timestamp, offset } = cursor;
    if (isWanted(cursor)) return { timestamp, offset, leaderEpoch };
  }
  return undefined;
}
