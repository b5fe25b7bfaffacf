// When a segment is full: every condition under which Kafka starts a new one before it appends.
// Pure.

import { RELATIVE_OFFSET_MAX } from './offset-index.ts';

export interface RollLimits {
  readonly segmentBytes: number;
  readonly segmentMs: number;
}

/** The active segment, as far as rolling looks at it. */
export interface RollState {
  readonly baseOffset: number;
  readonly sizeBytes: number;
  readonly createdMs: number;
  /** maxTimestamp of the first batch, -1 for none. */
  readonly firstTimestamp: number;
  readonly rollJitterMs: number;
  readonly isOffsetIndexFull: boolean;
  readonly isTimeIndexFull: boolean;
}

/** What is about to be appended. */
export interface Incoming {
  readonly sizeBytes: number;
  readonly maxTimestamp: number;
  readonly lastOffset: number;
  readonly nowMs: number;
}

export type RollReason = 'size' | 'time' | 'offset-index' | 'time-index' | 'offset-range';

/** Undefined where the batch may go into this segment. */
export function chooseRoll(
  state: RollState,
  incoming: Incoming,
  limits: RollLimits,
): RollReason | undefined {
  if (state.sizeBytes > limits.segmentBytes - incoming.sizeBytes) return 'size';
  const waitedMs = waitedForRoll(state, incoming);
  const isDue = waitedMs > limits.segmentMs - state.rollJitterMs;
  if (state.sizeBytes > 0 && isDue) return 'time';
  if (state.isOffsetIndexFull) return 'offset-index';
  if (state.isTimeIndexFull) return 'time-index';
  const relative = incoming.lastOffset - state.baseOffset;
  return relative < 0 || relative > RELATIVE_OFFSET_MAX ? 'offset-range' : undefined;
}

/**
 * Record time where the records have timestamps, so that old data which is replicated again rolls
 * as it did the first time; else the segment's age.
 */
function waitedForRoll(state: RollState, incoming: Incoming): number {
  if (state.firstTimestamp >= 0) return incoming.maxTimestamp - state.firstTimestamp;
  return incoming.nowMs - state.createdMs;
}
