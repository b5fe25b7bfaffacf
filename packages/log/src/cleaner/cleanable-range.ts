// What of a log the cleaner may clean, and how much that would be worth. Pure: Kafka's rules over
// a description of the log.

/** A segment, as far as the choice looks at it. */
export interface RangeSegment {
  readonly baseOffset: number;
  readonly sizeBytes: number;
  /** See Segment.largestTimestamp. */
  largestTimestamp(): number;
  /** maxTimestamp of the first batch, -1 for none. */
  firstTimestamp(): number;
}

export interface RangeState {
  /** Oldest first; the last one is active. */
  readonly segments: readonly RangeSegment[];
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly lastStableOffset: number;
  /** From the checkpoint; undefined where the log was never cleaned. */
  readonly cleanedOffset: number | undefined;
}

export interface CompactionLags {
  readonly minCompactionLagMs: number;
  readonly maxCompactionLagMs: number;
}

export interface CleanableRange {
  /** All below is clean. */
  readonly firstDirtyOffset: number;
  /** Base offset of the first segment that must be left alone. */
  readonly firstUncleanableOffset: number;
  readonly cleanableBytes: number;
  /** Cleanable bytes by all bytes below the uncleanable ones; 0 for an empty log. */
  readonly dirtyRatio: number;
  /** By how much the oldest dirty record has exceeded `max.compaction.lag.ms`; 0 for not. */
  readonly overdueMs: number;
}

export function cleanableRange(
  state: RangeState,
  lags: CompactionLags,
  nowMs: number,
): CleanableRange {
  const firstDirtyOffset = firstDirtyOf(state);
  const bound = firstUncleanableOf(state, firstDirtyOffset, lags, nowMs);
  const uncleanable = Math.max(firstDirtyOffset, bound);
  // Whole segments only: the one that holds the offset is left alone.
  const firstUncleanableOffset = floorBase(state.segments, uncleanable);
  let cleanBytes = 0;
  let cleanableBytes = 0;
  const dirtyBase = floorBase(state.segments, firstDirtyOffset);
  for (const { baseOffset, sizeBytes } of state.segments) {
    if (baseOffset < firstDirtyOffset) cleanBytes += sizeBytes;
    if (baseOffset >= dirtyBase && baseOffset < firstUncleanableOffset) cleanableBytes += sizeBytes;
  }
  const totalBytes = cleanBytes + cleanableBytes;
  const dirtyRatio = totalBytes === 0 ? 0 : cleanableBytes / totalBytes;
  const overdueMs = overdueOf(state, firstDirtyOffset, lags, nowMs);
  return { firstDirtyOffset, firstUncleanableOffset, cleanableBytes, dirtyRatio, overdueMs };
}

/** Whether Kafka would clean it now. */
export function isWorthCleaning(range: CleanableRange, minCleanableDirtyRatio: number): boolean {
  if (range.cleanableBytes === 0) return false;
  return range.overdueMs > 0 || range.dirtyRatio > minCleanableDirtyRatio;
}

function firstDirtyOf(state: RangeState): number {
  const { cleanedOffset, logStartOffset, logEndOffset } = state;
  const isValid =
    cleanedOffset !== undefined && cleanedOffset >= logStartOffset && cleanedOffset <= logEndOffset;
  return isValid ? cleanedOffset : logStartOffset;
}

/** The active segment, what is not stable, and what is younger than the minimum lag. */
function firstUncleanableOf(
  state: RangeState,
  firstDirtyOffset: number,
  { minCompactionLagMs }: CompactionLags,
  nowMs: number,
): number {
  const activeBase = state.segments.at(-1)?.baseOffset ?? 0;
  const bound = Math.min(state.lastStableOffset, activeBase);
  if (minCompactionLagMs <= 0) return bound;
  const young = dirtySegments(state, firstDirtyOffset).find(
    (segment) => segment.largestTimestamp() > nowMs - minCompactionLagMs,
  );
  return Math.min(bound, young?.baseOffset ?? Infinity);
}

function overdueOf(
  state: RangeState,
  firstDirtyOffset: number,
  { maxCompactionLagMs }: CompactionLags,
  nowMs: number,
): number {
  const deadline = nowMs - Math.max(0, maxCompactionLagMs);
  if (deadline <= 0) return 0;
  let earliest = Infinity;
  for (const segment of dirtySegments(state, firstDirtyOffset)) {
    const timestamp = segment.firstTimestamp();
    if (timestamp > 0 && timestamp < earliest) earliest = timestamp;
  }
  return earliest < deadline ? deadline - earliest : 0;
}

/** Those that hold dirty offsets, but the active one. */
function dirtySegments(state: RangeState, firstDirtyOffset: number): readonly RangeSegment[] {
  const base = floorBase(state.segments, firstDirtyOffset);
  return state.segments.slice(0, -1).filter(({ baseOffset }) => baseOffset >= base);
}

function floorBase(segments: readonly RangeSegment[], offset: number): number {
  const found = segments.findLast(({ baseOffset }) => baseOffset <= offset);
  return found?.baseOffset ?? segments[0]?.baseOffset ?? offset;
}
