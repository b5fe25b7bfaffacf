// Deletes segments: out of the list and renamed, so that a restart removes them, once it is durable
// that the log starts behind them; removed from the disk after `file.delete.delay.ms`, when nobody
// reads them any more.

import { surface } from '../files/surface.ts';
import type { LogCore } from '../partition/log-core.ts';
import type { LogFlusher } from '../partition/log-flusher.ts';
import { rollTo, secureActive } from '../partition/roll-log.ts';
import type { Segment } from '../segment/segment.ts';
import { isDiskFailure } from '../storage-errors.ts';
import type { RetentionReason } from './choose-segments.ts';
import { chooseSegmentsToDelete, hasCandidates, retentionReasons } from './choose-segments.ts';

/** Segments that retention lets go: all that end at or before `newStart`. */
export interface OldSegments {
  /** Where the log starts without them, or starts already. */
  readonly newStart: number;
  readonly reasons: readonly RetentionReason[];
  /** No segment stays. */
  readonly areAll: boolean;
  /** The log's: of one that was cut since, nothing goes. */
  readonly truncationCount: number;
}

/**
 * As `chooseOldSegments` and `dropOldSegments`, at once. Returns how many went. Throws DiskError.
 */
export function deleteOldSegmentsNow(core: LogCore, flusher: LogFlusher, nowMs: number): number {
  const old = findOldSegments(core, nowMs);
  if (old === undefined) return 0;
  if (old.areAll) rollTo(core, flusher, core.logEndOffset);
  if (!firstToStay(core, old).isEntryDurable) core.syncDirectory();
  return drop(core, old, dropOneByOne);
}

/**
 * What retention lets go now; undefined for nothing, as while the log is being cleaned. Where it
 * keeps no segment the log has an empty one more. Rejects with KafkaStorageError.
 */
export async function chooseOldSegments(
  core: LogCore,
  flusher: LogFlusher,
  nowMs: number,
): Promise<OldSegments | undefined> {
  return await whileUsable(core, async () => {
    const old = findOldSegments(core, nowMs);
    if (old?.areAll !== true) return old;
    await secureActive(core);
    const still = findOldSegments(core, nowMs);
    if (still?.areAll === true) rollTo(core, flusher, core.logEndOffset);
    return still;
  });
}

/**
 * They go. That the log starts behind them must be durable: else a power failure could bring some
 * back, with a hole after them. Resolves with how many went. Rejects with KafkaStorageError.
 */
export async function dropOldSegments(core: LogCore, old: OldSegments): Promise<number> {
  const count = await whileUsable(core, async () => {
    if (!mayDrop(core, old)) return 0;
    // Nobody could tell that it is missing: a log may well start with the one after it.
    if (!firstToStay(core, old).isEntryDurable) await core.syncNames();
    return mayDrop(core, old) ? drop(core, old) : 0;
  });
  return count ?? 0;
}

/** Undefined where the log is closed, or fails on account of another one, meanwhile. */
async function whileUsable<Result>(
  core: LogCore,
  operation: () => Promise<Result>,
): Promise<Result | undefined> {
  if (!core.isUsable) return undefined;
  try {
    return await operation();
  } catch (cause) {
    if (!core.isUsable && isDiskFailure(cause)) return undefined;
    throw core.fail('deleting from', cause);
  }
}

function findOldSegments(core: LogCore, nowMs: number): OldSegments | undefined {
  if (!core.isUsable || core.cleaning !== undefined) return undefined;
  const { logStartOffset, logEndOffset, highWatermark, truncationCount, config } = core;
  let segments = core.segments.all;
  if (!hasCandidates({ segments, logStartOffset }, config)) return undefined;
  let newStart = logStartOffset;
  const reasons: RetentionReason[] = [];
  for (const reason of retentionReasons(config)) {
    const state = { segments, logStartOffset: newStart, logEndOffset, highWatermark };
    const count = chooseSegmentsToDelete(reason, state, config, nowMs);
    if (count === 0) continue;
    reasons.push(reason);
    segments = segments.slice(count);
    newStart = Math.max(newStart, segments[0]?.baseOffset ?? logEndOffset);
  }
  if (reasons.length === 0) return undefined;
  return { newStart, reasons, areAll: segments.length === 0, truncationCount };
}

function mayDrop(core: LogCore, { truncationCount }: OldSegments): boolean {
  const isCut = core.truncationCount !== truncationCount;
  return core.isUsable && core.cleaning === undefined && !isCut;
}

/** The active one at the latest. */
function firstToStay({ segments }: LogCore, { newStart }: OldSegments): Segment {
  const { all, active } = segments;
  return all.find((_, index) => (all[index + 1]?.baseOffset ?? Infinity) > newStart) ?? active;
}

function drop(core: LogCore, old: OldSegments, dropAll = dropFiles): number {
  const { baseOffset } = firstToStay(core, old);
  const gone = core.segments.all.filter((segment) => segment.baseOffset < baseOffset);
  const { newStart, reasons } = old;
  moveLogStart(core, newStart);
  if (gone.length === 0) return 0;
  core.segments.remove(gone);
  const fields = { log: core.name, count: gone.length, reasons: reasons.join(), newStart };
  core.logger.info('deleted old segments', fields);
  dropAll(core, gone);
  return gone.length;
}

/**
 * Where no checkpoint tells where the log starts: the oldest first, each durably, so that those
 * which a power failure brings back have no hole after them.
 */
function dropOneByOne(core: LogCore, segments: readonly Segment[]): void {
  for (const segment of segments) {
    dropFiles(core, [segment]);
    core.syncDirectory();
  }
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
