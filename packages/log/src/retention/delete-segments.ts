// Deletes segments: out of the list at once, renamed so that a restart removes them, and removed from the disk after
// `file.delete.delay.ms`, when nobody reads them any more.

import { removeIfThere } from '../files/durable-file.ts';
import type { LogCore } from '../partition/log-core.ts';
import type { LogFlusher } from '../partition/log-flusher.ts';
import { rollTo } from '../partition/roll-log.ts';
import type { Segment } from '../segment/segment.ts';
import type { RetentionReason } from './choose-segments.ts';
import { chooseSegmentsToDelete, retentionReasons } from './choose-segments.ts';

/** Applies retention once. Returns how many segments went. Throws DiskError. */
export function applyRetention(core: LogCore, flusher: LogFlusher, nowMs: number): number {
  let deleted = 0;
  for (const reason of retentionReasons(core.config)) {
    const { logStartOffset, logEndOffset, highWatermark } = core;
    const segments = core.segments.all;
    const state = { segments, logStartOffset, logEndOffset, highWatermark };
    const count = chooseSegmentsToDelete(reason, state, core.config, nowMs);
    if (count > 0) deleteOldest(core, flusher, { count, reason });
    deleted += count;
  }
  return deleted;
}

function deleteOldest(
  core: LogCore,
  flusher: LogFlusher,
  { count, reason }: { count: number; reason: RetentionReason },
): void {
  const gone = core.segments.all.slice(0, count);
  // A log always has a segment: where all go, an empty one follows.
  if (count === core.segments.count) rollTo(core, flusher, core.logEndOffset);
  const first = core.segments.all[count];
  if (first === undefined) return;
  moveLogStart(core, Math.max(core.logStartOffset, first.baseOffset));
  removeSegments(core, gone);
  const log = core.name;
  core.logger.info('deleted old segments', { log, count, reason, newStart: core.logStartOffset });
}

/** Everything below `offset` is no longer part of the log. */
export function moveLogStart(core: LogCore, offset: number): void {
  if (offset <= core.logStartOffset) return;
  core.setLogStartOffset(offset);
  if (core.epochs.truncateFromStart(offset)) core.areEpochsDirty = true;
  core.producers.forgetDecidedBelow(offset);
  core.producers.endOffset = Math.max(core.producers.endOffset, offset);
}

/** Takes segments and their producer snapshots out of the log. Throws DiskError. */
export function removeSegments(core: LogCore, segments: readonly Segment[]): void {
  if (segments.length === 0) return;
  core.segments.remove(segments);
  const snapshots: string[] = [];
  for (const segment of segments) {
    segment.markDeleted();
    const path = core.snapshots.markDeleted(segment.baseOffset);
    if (path !== undefined) snapshots.push(path);
  }
  const remove = (): void => {
    // After a failure, or when the whole directory is gone, there is nothing to be done.
    if (core.isUsable) core.guard('removing segments of', () => removeFiles(core, segments, snapshots));
  };
  core.services.world.timers.after(core.config.fileDeleteDelayMs, remove);
}

function removeFiles(
  core: LogCore,
  segments: readonly Segment[],
  snapshots: readonly string[],
): void {
  for (const segment of segments) segment.removeFiles();
  for (const path of snapshots) removeIfThere(core.disk, path);
}
