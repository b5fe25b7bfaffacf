// Cuts a log at its end, or empties it: what a follower does when its leader has other batches, and
// what raft does with a snapshot. Nothing may be queued or in flight; PartitionLog sees to it.

import { assert } from '@ottla/base';

import { dropFiles } from '../retention/delete-segments.ts';
import type { LogCore } from './log-core.ts';
import type { LogFlusher } from './log-flusher.ts';
import { rebuildProducers } from './producer-snapshots.ts';
import { createSegment } from './roll-log.ts';

/**
 * Returns whether anything was cut. Whole batches only; the log then ends at `offset`. Throws
 * DiskError.
 */
export function truncateTo(core: LogCore, flusher: LogFlusher, offset: number): boolean {
  assert(offset >= 0, `${core.name}: truncate to ${offset}`);
  if (offset >= core.logEndOffset) {
    // An epoch that was announced, but in which nothing was written, may be in the way.
    if (core.epochs.truncateFromEnd(core.logEndOffset)) core.areEpochsDirty = true;
    return false;
  }
  core.lowerRecoveryPoint(offset);
  lowerCleanedOffset(core, offset);
  if (core.segments.first.baseOffset > offset) {
    truncateFully(core, flusher, { offset, logStartOffset: offset });
    return true;
  }
  const gone = core.segments.all.filter((segment) => segment.baseOffset > offset);
  core.segments.remove(gone);
  dropFiles(core, gone);
  // Before the cut: else a power failure could bring the later segments back, over a gap.
  if (gone.length > 0) core.disk.syncDirectory(core.path);
  const { nowMs } = core;
  core.withBuffer((buffer) => core.segments.active.truncateTo(offset, { buffer, nowMs }));
  // Before anything is appended: else what was cut off could come back, and new batches follow it.
  core.segments.active.syncNow(true);
  core.tail.clear();
  core.setLogEndOffset(offset);
  if (core.epochs.truncateFromEnd(offset)) core.areEpochsDirty = true;
  core.logStartOffset = Math.min(core.logStartOffset, offset);
  rebuildProducers(core, offset);
  if (core.highWatermark > offset) core.setHighWatermark(offset);
  flusher.truncated();
  return true;
}

export interface EmptyLog {
  /** Where the next batch goes. */
  readonly offset: number;
  /** At most `offset`. */
  readonly logStartOffset: number;
}

/** Empties the log. Throws DiskError. */
export function truncateFully(
  core: LogCore,
  flusher: LogFlusher,
  { offset, logStartOffset }: EmptyLog,
): void {
  core.lowerRecoveryPoint(Math.min(offset, core.segments.first.baseOffset));
  lowerCleanedOffset(core, Math.min(offset, core.segments.first.baseOffset));
  const gone = core.segments.all;
  core.segments.remove(gone);
  dropFiles(core, gone);
  core.disk.syncDirectory(core.path);
  core.segments.add(createSegment(core, offset));
  core.tail.clear();
  core.setLogEndOffset(offset);
  if (core.epochs.clear()) core.areEpochsDirty = true;
  core.snapshots.removeWhere(() => true);
  core.producers.clear(offset);
  core.snapshotOffset = 0;
  core.logStartOffset = logStartOffset;
  core.recoveryPoint = Math.min(core.recoveryPoint, offset);
  core.setHighWatermark(offset);
  takeFirstSnapshot(core);
  flusher.truncated();
}

/** What will be appended from here on is dirty. */
function lowerCleanedOffset(core: LogCore, offset: number): void {
  if (core.cleanedOffset === undefined || core.cleanedOffset <= offset) return;
  // Written at once, where it moves back; a failure has taken the directory offline.
  core.setCleanedOffset(offset).catch(() => undefined);
}

/** So that the next start does not look for producers before the log's beginning. */
function takeFirstSnapshot(core: LogCore): void {
  if (core.producers.endOffset === 0) return;
  core.snapshots.write(core.producers.endOffset, []);
  core.snapshotOffset = core.producers.endOffset;
}
