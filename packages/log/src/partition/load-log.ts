// Opens a partition's directory: leftovers of interrupted work are cleared, segments listed, and,
// after anything but a clean shutdown, everything from the recovery point on is read again, cut at
// the first byte that is not a whole batch, and its indexes, epochs and producers rebuilt. Doing it
// twice gives the same. What lies before the recovery point is not touched.

import { readEpochFile, writeEpochFileNow } from '../epoch/epoch-file.ts';
import { LeaderEpochs } from '../epoch/leader-epochs.ts';
import {
  joinPath,
  LEADER_EPOCH_FILE,
  LOG_SUFFIX,
  OFFSET_INDEX_SUFFIX,
  offsetName,
  offsetOfFile,
  SEGMENT_SUFFIXES,
} from '../files/file-names.ts';
import { Segment } from '../segment/segment.ts';
import { CorruptFileError } from '../storage-errors.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import type { LogCore } from './log-core.ts';
import { loadNewest, replayUpTo, takeSnapshot } from './producer-snapshots.ts';
import { recoverSegments } from './recover-segments.ts';
import { createSegment } from './roll-log.ts';

export interface LoadOptions {
  /** From the checkpoints; 0 where they say nothing. */
  readonly logStartOffset: number;
  readonly recoveryPoint: number;
  /** The last owner closed this log in order. */
  readonly wasClean: boolean;
  /** The log was compacted at least once, whatever its config says now. */
  readonly wasCompacted?: boolean;
  /** From the cleaner's checkpoint. */
  readonly cleanedOffset?: number | undefined;
  /**
   * Who wrote the checkpoints may have compacted above them, as Kafka does: no gap is a loss. Once
   * loaded, the recovery point is above all gaps.
   */
  readonly trustsGaps?: boolean;
}

/** `names`: the files in the directory. Throws DiskError, CorruptBatchError. */
export function loadLog(core: LogCore, names: Set<string>, options: LoadOptions): void {
  clearLeftovers(core, names);
  core.logStartOffset = options.logStartOffset;
  core.recoveryPoint = options.recoveryPoint;
  core.cleanedOffset = options.cleanedOffset;
  listSegments(core, names);
  dropBelowStart(core);
  const hasEpochs = loadEpochs(core, names);
  const doubtful = findDoubtful(core, { names, hasEpochs, options });
  const trustedOffset = options.wasClean ? Infinity : options.recoveryPoint;
  const isCompacted = core.config.cleanupPolicy.compact || options.wasCompacted === true;
  const knownGaps = isCompacted ? Math.max(trustedOffset, options.cleanedOffset ?? 0) : 0;
  const gapsUpTo = options.trustsGaps === true ? Infinity : knownGaps;
  const behindGap = recoverSegments(core, { segments: doubtful, trustedOffset, gapsUpTo });
  const hasGaps = isCompacted || behindGap > 0;
  const isRecovered = doubtful.length > 0;
  const end = findEnd(core, options, isRecovered);
  settleOffsets(core, end, options);
  if (behindGap > 0) admitGaps(core, behindGap);
  const [first] = doubtful;
  if (first !== undefined && !hasGaps) coverRebuilt(core, first);
  settleProducers(core, { isClean: options.wasClean && !isRecovered, isRecovered });
  if (first !== undefined && hasGaps) syncRebuilt(core, first);
}

function listSegments(core: LogCore, names: ReadonlySet<string>): void {
  for (const name of [...names].sort()) {
    const suffix = SEGMENT_SUFFIXES.find((candidate) => name.endsWith(candidate));
    const baseOffset = suffix === undefined ? undefined : offsetOfFile(name, suffix);
    if (baseOffset === undefined) continue;
    if (suffix === LOG_SUFFIX) {
      core.segments.add(existingSegment(core, baseOffset, names));
    } else if (!names.has(offsetName(baseOffset) + LOG_SUFFIX)) {
      core.logger.warn('removing an index without its log', { log: core.name, name });
      core.disk.remove(joinPath(core.path, name));
    }
  }
}

/**
 * Deleted before, but a power failure may have brought them back, with others missing after them.
 */
function dropBelowStart(core: LogCore): void {
  const { all } = core.segments;
  const gone = all.filter(
    (_, index) => (all[index + 1]?.baseOffset ?? Infinity) <= core.logStartOffset,
  );
  core.segments.remove(gone);
  // Before those below it go, the first one's name must be durable (roll-log.ts).
  if (gone.length > 0) core.syncDirectory();
  for (const segment of gone) {
    segment.markDeleted();
    segment.removeFiles();
  }
}

function existingSegment(
  core: LogCore,
  baseOffset: number,
  names: ReadonlySet<string>,
): Segment {
  const { nowMs, path: directory } = core;
  const { openFiles } = core.services;
  const options = { openFiles, directory, baseOffset, nowMs, rollJitterMs: 0, names };
  return Segment.existing(core.disk, options);
}

/** False where the file is damaged or gone: then all segments have to tell. */
function loadEpochs(core: LogCore, names: ReadonlySet<string>): boolean {
  try {
    const isThere = names.has(LEADER_EPOCH_FILE);
    const entries = isThere ? readEpochFile(core.disk, core.path) : undefined;
    if (entries !== undefined) core.epochs = new LeaderEpochs(entries);
    else core.areEpochsDirty = core.segments.sizeBytes > 0;
    core.epochsInFile = core.areEpochsDirty ? undefined : (entries ?? []);
    return !core.areEpochsDirty;
  } catch (error) {
    if (!(error instanceof CorruptFileError)) throw error;
    core.logger.warn('rebuilding the leader epochs', { log: core.name, reason: error.message });
    core.areEpochsDirty = true;
    core.epochsInFile = undefined;
    return false;
  }
}

/** The segments from the first one on that has to be read again. */
function findDoubtful(
  core: LogCore,
  {
    names,
    hasEpochs,
    options,
  }: { names: ReadonlySet<string>; hasEpochs: boolean; options: LoadOptions },
): Segment[] {
  const all = core.segments.all;
  if (!hasEpochs) return [...all];
  const unflushed = options.wasClean
    ? Infinity
    : (core.segments.floor(options.recoveryPoint)?.baseOffset ?? 0);
  const first = all.findIndex(
    (segment) => segment.baseOffset >= unflushed || isIndexBroken(core, segment, names),
  );
  return first < 0 ? [] : all.slice(first);
}

function isIndexBroken(core: LogCore, segment: Segment, names: ReadonlySet<string>): boolean {
  const log = core.name;
  if (!names.has(offsetName(segment.baseOffset) + OFFSET_INDEX_SUFFIX)) {
    core.logger.warn('a segment has no offset index', { log, baseOffset: segment.baseOffset });
    return true;
  }
  try {
    segment.transactionIndex.check();
    return false;
  } catch (error) {
    if (!(error instanceof CorruptFileError)) throw error;
    core.logger.warn('a transaction index is damaged', { log, reason: error.message });
    return true;
  }
}

/** The log end offset; makes the first segment of an empty log. */
function findEnd(core: LogCore, { logStartOffset }: LoadOptions, isRecovered: boolean): number {
  if (core.segments.count > 0) {
    const { active } = core.segments;
    const end = isRecovered
      ? core.producers.endOffset
      : core.withBuffer((buffer) => active.nextOffset(buffer));
    if (end >= logStartOffset) return end;
    const log = core.name;
    core.logger.warn('the log ends before its start and begins anew', { log, end, logStartOffset });
    for (const segment of core.segments.all) {
      segment.markDeleted();
      segment.removeFiles();
    }
    core.segments.remove(core.segments.all);
    if (core.epochs.clear()) core.areEpochsDirty = true;
    core.snapshots.removeWhere(() => true);
  }
  core.segments.add(createSegment(core, logStartOffset));
  return logStartOffset;
}

function settleOffsets(core: LogCore, end: number, options: LoadOptions): void {
  core.logEndOffset = end;
  core.writtenOffset = end;
  core.recoveryPoint = options.wasClean ? end : Math.min(options.recoveryPoint, end);
  core.logStartOffset = Math.max(options.logStartOffset, core.segments.first.baseOffset);
  core.highWatermark = core.logStartOffset;
  const isCut = core.epochs.truncateFromEnd(end);
  if (core.epochs.truncateFromStart(core.logStartOffset) || isCut) core.areEpochsDirty = true;
}

/** The checkpoints that are ours from now on must tell of them, whatever the config says then. */
function admitGaps(core: LogCore, behindGap: number): void {
  core.cleanedOffset ??= 0;
  core.recoveryPoint = Math.max(core.recoveryPoint, Math.min(behindGap, core.logEndOffset));
}

/**
 * Indexes that were rebuilt below the recovery point are not durable: the next flush takes them.
 */
function coverRebuilt(core: LogCore, first: Segment): void {
  const covered = core.segments.floor(core.recoveryPoint);
  if (covered === undefined || first.baseOffset >= covered.baseOffset) return;
  core.recoveryPoint = first.baseOffset;
}

/**
 * The same for a log with gaps, whose recovery point must not go back: above it a gap would be a
 * loss.
 */
function syncRebuilt(core: LogCore, first: Segment): void {
  const covered = core.segments.floor(core.recoveryPoint);
  if (covered === undefined || first.baseOffset >= covered.baseOffset) return;
  for (const segment of core.segments.between(first.baseOffset, covered.baseOffset)) {
    segment.syncNow(true);
  }
  writeEpochFileNow(core.disk, core.path, core.epochs.entries);
  core.areEpochsDirty = false;
  core.epochsInFile = [...core.epochs.entries];
  core.snapshots.syncNow();
  core.syncDirectory();
}

function settleProducers(
  core: LogCore,
  { isClean, isRecovered }: { isClean: boolean; isRecovered: boolean },
): void {
  const { snapshots, logEndOffset: end } = core;
  const bases = core.segments.all.map(({ baseOffset }) => baseOffset);
  snapshots.removeWhere((offset) => offset > end);
  snapshots.removeStray(bases);
  if (isClean && snapshots.offsets.length === 0) {
    // A log from before producer ids: nobody is known, and need not be looked for at each start.
    core.producers.clear(end);
    // Where nothing is, nobody looks.
    const wanted = [...bases.slice(-2), end].filter((offset) => offset > 0);
    for (const offset of wanted) snapshots.write(offset, []);
    core.snapshotOffset = end;
    return;
  }
  // Recovery has come across all that producers did, unless it ended with an empty log.
  if (!isRecovered || core.producers.endOffset !== end) {
    loadNewest(core, end);
    replayUpTo(core, end);
    core.producers.endOffset = end;
  }
  // A log that has changed takes one when it is closed: to find none after a clean end would mean
  // that nobody is known.
  if (!core.isChanged) takeSnapshot(core);
}
