// Deletes segments: out of the list at once, renamed so that a restart removes them, and removed
// from the disk after `file.delete.delay.ms`, when nobody reads them any more.

import { surface } from '../files/surface.ts';
import type { LogCore } from '../partition/log-core.ts';
import type { LogFlusher } from '../partition/log-flusher.ts';
import { rollTo } from '../partition/roll-log.ts';
import type { Segment } from '../segment/segment.ts';
import { isDiskFailure } from '../storage-errors.ts';
import type { RetentionReason } from './choose-segments.ts';
import { chooseSegmentsToDelete, hasCandidates, retentionReasons } from './choose-segments.ts';

/**
 * Takes the segments that retention lets go out of the log. Their files are to be dropped once the
 * new log start offset is durable: else a power failure could bring some back, with a hole after
 * them. Throws DiskError.
 */
export function detachOldSegments(core: LogCore, flusher: LogFlusher, nowMs: number): Segment[] {
  const { logStartOffset, segments } = core;
  if (!hasCandidates({ segments: segments.all, logStartOffset }, core.config)) return [];
  return retentionReasons(core.config).flatMap((reason) => {
    const { logStartOffset, logEndOffset, highWatermark } = core;
    const segments = core.segments.all;
    const state = { segments, logStartOffset, logEndOffset, highWatermark };
    const count = chooseSegmentsToDelete(reason, state, core.config, nowMs);
    return count === 0 ? [] : detachOldest(core, flusher, { count, reason });
  });
}

function detachOldest(
  core: LogCore,
  flusher: LogFlusher,
  { count, reason }: { count: number; reason: RetentionReason },
): Segment[] {
  const gone = core.segments.all.slice(0, count);
  // A log always has a segment: where all go, an empty one follows.
  if (count === core.segments.count) rollTo(core, flusher, core.logEndOffset);
  const first = core.segments.all[count];
  if (first === undefined) return [];
  moveLogStart(core, first.baseOffset);
  core.segments.remove(gone);
  const log = core.name;
  core.logger.info('deleted old segments', { log, count, reason, newStart: core.logStartOffset });
  return gone;
}

/** Everything below `offset` is no longer part of the log. */
export function moveLogStart(core: LogCore, offset: number): void {
  if (offset <= core.logStartOffset) return;
  core.setLogStartOffset(offset);
  if (core.epochs.truncateFromStart(offset)) core.areEpochsDirty = true;
  core.producers.forgetDecidedBelow(offset);
  core.producers.endOffset = Math.max(core.producers.endOffset, offset);
}

/**
 * Renames the files of segments that are out of the log, and their producer snapshots, so that a
 * restart removes them; removes them after a while. Throws DiskError.
 */
export function dropFiles(core: LogCore, segments: readonly Segment[]): void {
  if (segments.length === 0) return;
  const snapshots: string[] = [];
  for (const segment of segments) {
    segment.markDeleted();
    const path = core.snapshots.markDeleted(segment.baseOffset);
    if (path !== undefined) snapshots.push(path);
  }
  removeLater(core, segments, snapshots);
}

/** Removes files that are marked as deleted, after `file.delete.delay.ms`. */
export function removeLater(
  core: LogCore,
  segments: readonly Segment[],
  snapshots: readonly string[] = [],
): void {
  const { timers } = core.services.world;
  timers.after(core.config.fileDeleteDelayMs, () => {
    removeFiles(core, segments, snapshots).catch((bug: unknown) => surface(timers, bug));
  });
}

/** One after the other: nobody waits for it. Rejects for bugs only. */
async function removeFiles(
  core: LogCore,
  segments: readonly Segment[],
  snapshots: readonly string[],
): Promise<void> {
  try {
    for (const segment of segments) {
      // After a failure, or when the whole directory is gone, there is nothing to be done.
      if (core.isUsable) await segment.removeFilesAsync();
    }
    for (const path of snapshots) if (core.isUsable) await core.disk.removeAsync(path);
  } catch (error) {
    if (core.isUsable || !isDiskFailure(error)) core.fail('removing segments of', error);
  }
}
