// Offsets by time: what ListOffsets asks of one log. Positive timestamps search the time indexes;
// negative ones name a place. Isolation (high watermark, last stable offset) is the caller's
// business, and how the steps are taken is that of offset-lookup.ts.

import { assert } from '@ottla/base';

import type { LogCore } from '../partition/log-core.ts';
import type { Segment } from '../segment/segment.ts';
import { LookupScan } from './lookup-scan.ts';
import type { LookupSteps, SearchStep } from './lookup-steps.ts';
import { UnreadableBatchError } from './search-batch.ts';
import type { WantedRecord } from './search-batch.ts';

/** The names that ListOffsets has for places (KIP-79, KIP-405, KIP-734, KIP-1005, KIP-1023). */
export const LATEST = -1;
export const EARLIEST = -2;
export const MAX_TIMESTAMP = -3;
export const EARLIEST_LOCAL = -4;
export const LATEST_TIERED = -5;
export const EARLIEST_PENDING_UPLOAD = -6;

const PLACES: ReadonlySet<number> = new Set([
  LATEST,
  EARLIEST,
  EARLIEST_LOCAL,
  LATEST_TIERED,
  EARLIEST_PENDING_UPLOAD,
]);
const NONE = -1;

export interface TimestampedOffset {
  /** The record's, -1 where a place was asked for. */
  readonly timestamp: number;
  readonly offset: number;
  /** -1 where it is not known. */
  readonly leaderEpoch: number;
}

type Found = LookupSteps<TimestampedOffset | undefined>;

const NOTHING_TIERED: TimestampedOffset = { timestamp: NONE, offset: NONE, leaderEpoch: NONE };

/** Whether no batch has to be looked at, and no buffer is needed. */
export function isPlace(target: number): boolean {
  return PLACES.has(target);
}

/**
 * Undefined where no record is so late. The buffer is lent, of 4 KB at least. Throws DiskError,
 * CorruptBatchError, UnreadableBatchError.
 */
export function* lookUp(core: LogCore, target: number, buffer: Uint8Array): Found {
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
      return yield* findLatestRecord(core, buffer);
    default:
      return yield* findByTime(core, target, buffer);
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
function* findByTime(core: LogCore, target: number, buffer: Uint8Array): Found {
  let segment: Segment | undefined = core.segments.first;
  for (; segment !== undefined; segment = core.segments.after(segment)) {
    yield* learnMaxTimestamp(segment);
    if (segment.largestTimestamp() < target) continue;
    const found = yield* findInSegment(core, segment, { target, buffer });
    if (found !== undefined) return found;
  }
  return undefined;
}

function* findInSegment(
  core: LogCore,
  segment: Segment,
  { target, buffer }: { target: number; buffer: Uint8Array },
): Found {
  // Its file may be gone: nothing of it is to be opened.
  if (!isPart(core, segment)) return undefined;
  segment.file.hold();
  try {
    if (!segment.areIndexesLoaded) yield { kind: 'load', segment, what: 'indexes' };
    const from = Math.max(segment.timeIndex.offsetBefore(target), core.logStartOffset);
    const scan = new LookupScan(segment, segment.offsetIndex.positionBefore(from), buffer);
    while (yield* scan.next()) {
      if (scan.batch.maxTimestamp < target) continue;
      const fromOffset = core.logStartOffset;
      const found = yield* search(scan, { timestamp: target, isExact: false, fromOffset });
      if (found !== undefined) return found;
    }
    return undefined;
  } finally {
    segment.file.letGo();
  }
}

/** The first record with the largest timestamp of the log. */
function* findLatestRecord(core: LogCore, buffer: Uint8Array): Found {
  for (const segment of core.segments.all) yield* learnMaxTimestamp(segment);
  let latest: Segment = core.segments.first;
  for (const segment of core.segments.all) {
    if (segment.maxTimestamp > latest.maxTimestamp) latest = segment;
  }
  latest.file.hold();
  try {
    if (!latest.areIndexesLoaded) yield { kind: 'load', segment: latest, what: 'indexes' };
    const { maxTimestamp, offsetOfMaxTimestamp } = latest;
    const start = latest.offsetIndex.positionBefore(offsetOfMaxTimestamp);
    const scan = new LookupScan(latest, start, buffer);
    while (yield* scan.next()) {
      if (scan.batch.maxTimestamp !== maxTimestamp) continue;
      return yield* search(scan, { timestamp: maxTimestamp, isExact: true, fromOffset: 0 });
    }
    return undefined;
  } finally {
    latest.file.letGo();
  }
}

function* learnMaxTimestamp(segment: Segment): LookupSteps<void> {
  if (!segment.isMaxTimestampKnown) yield { kind: 'load', segment, what: 'max-timestamp' };
}

/** Others may have taken it out of the log since the step before. */
function isPart({ segments }: LogCore, segment: Segment): boolean {
  return segments.floor(segment.baseOffset) === segment;
}

function* search(scan: LookupScan, wanted: WantedRecord): Found {
  if (!(yield* scan.load())) return undefined;
  const { batch } = scan;
  const step: SearchStep = { kind: 'search', batch, wanted, finding: undefined };
  yield step;
  const { finding } = step;
  assert(finding !== undefined, 'a look-up went on without what it had asked for');
  if (finding.kind === 'none') return undefined;
  if (finding.kind === 'unreadable') {
    throw new UnreadableBatchError(`the batch at offset ${batch.baseOffset}: ${finding.message}`);
  }
  const { timestamp, offset } = finding;
  return { timestamp, offset, leaderEpoch: batch.partitionLeaderEpoch };
}
