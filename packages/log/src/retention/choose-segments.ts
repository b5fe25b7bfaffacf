// Which segments retention may delete: policies choose, workers do. Pure; one question per policy,
// because each policy looks at what the one before has left.

import type { CleanupPolicy } from '../log-config.ts';

export interface RetentionSegment {
  readonly baseOffset: number;
  readonly sizeBytes: number;
  /** Of the records, or the file's age where they have no timestamps. May look at the disk. */
  largestTimestamp(): number;
}

export interface RetentionState {
  /** Oldest first; the last one is active. */
  readonly segments: readonly RetentionSegment[];
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly highWatermark: number;
}

export interface RetentionLimits {
  readonly cleanupPolicy: CleanupPolicy;
  /** Negative for no limit. */
  readonly retentionBytes: number;
  /** Negative for no limit. */
  readonly retentionMs: number;
}

export type RetentionReason = 'log-start' | 'size' | 'time';

/** The policies that apply, in the order in which they are asked. */
export function retentionReasons({ cleanupPolicy }: RetentionLimits): readonly RetentionReason[] {
  return cleanupPolicy.delete ? ['log-start', 'size', 'time'] : ['log-start'];
}

/**
 * Whether any policy could let a segment go, without a look at ages and sizes: most logs of a node
 * have one segment, and are asked time and again.
 */
export function hasCandidates(
  { segments, logStartOffset }: Pick<RetentionState, 'segments' | 'logStartOffset'>,
  { cleanupPolicy }: Pick<RetentionLimits, 'cleanupPolicy'>,
): boolean {
  const [first, second] = segments;
  if (second === undefined) return cleanupPolicy.delete && (first?.sizeBytes ?? 0) > 0;
  return cleanupPolicy.delete || second.baseOffset <= logStartOffset;
}

/** How many segments, from the oldest on, may go for this reason. */
export function chooseSegmentsToDelete(
  reason: RetentionReason,
  state: RetentionState,
  limits: RetentionLimits,
  nowMs: number,
): number {
  const isOver = overLimit(reason, state, limits, nowMs);
  const { segments, logEndOffset, highWatermark } = state;
  let count = 0;
  for (const segment of segments) {
    const next = segments[count + 1];
    // What consumers may not have seen yet stays, so the start can never pass the high watermark.
    if (highWatermark < (next?.baseOffset ?? logEndOffset)) break;
    if (next === undefined && segment.sizeBytes === 0) break;
    if (!isOver(segment, next)) break;
    count += 1;
  }
  return count;
}

type IsOver = (segment: RetentionSegment, next: RetentionSegment | undefined) => boolean;

function overLimit(
  reason: RetentionReason,
  state: RetentionState,
  { retentionBytes, retentionMs }: RetentionLimits,
  nowMs: number,
): IsOver {
  switch (reason) {
    case 'log-start':
      return (_, next) => next !== undefined && next.baseOffset <= state.logStartOffset;
    case 'size':
      return overSize(state, retentionBytes);
    case 'time':
      // A timestamp in the future keeps its segment, and all after it, alive.
      return (segment) => retentionMs >= 0 && nowMs - segment.largestTimestamp() > retentionMs;
  }
}

function overSize({ segments }: RetentionState, retentionBytes: number): IsOver {
  const sizeBytes = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  if (retentionBytes < 0 || sizeBytes < retentionBytes) return () => false;
  let excessBytes = sizeBytes - retentionBytes;
  return (segment) => {
    if (excessBytes - segment.sizeBytes < 0) return false;
    excessBytes -= segment.sizeBytes;
    return true;
  };
}
