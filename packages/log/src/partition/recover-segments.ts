// Reads segments again after a kill or a power failure: every batch is checked, and what follows
// from the batches (indexes, leader epochs, producers) is built anew. At the first bytes that are
// not a whole, sound batch the log ends; segments after that go.

import { CorruptBatchError } from '@ottla/protocol';
import type { RecordBatch } from '@ottla/protocol';

import { replayBatch } from '../producer/replay-batch.ts';
import { OFFSET_ENTRY_BYTES, RELATIVE_OFFSET_MAX } from '../segment/offset-index.ts';
import type { Segment } from '../segment/segment.ts';
import type { BatchScanner } from '../segment/batch-scanner.ts';
import { CorruptFileError } from '../storage-errors.ts';
import type { LogCore } from './log-core.ts';
import { loadNewest, replayUpTo, takeSnapshot } from './producer-snapshots.ts';

export interface Recovery {
  /** The last ones of the log, in order. */
  readonly segments: readonly Segment[];
  /** All below is known to have been durable: damage there is reported, never cut off. */
  readonly trustedOffset: number;
  /**
   * Segments that begin here or below may follow a gap: the log is, or was, compacted, which the
   * cleaner does below the recovery point only, Kafka's above it too. 0 where it was not.
   */
  readonly gapsUpTo: number;
}

/**
 * Returns the base offset of the last segment that follows a gap, 0 for none. Throws DiskError,
 * CorruptFileError.
 */
export function recoverSegments(
  core: LogCore,
  { segments, trustedOffset, gapsUpTo }: Recovery,
): number {
  const first = segments[0];
  if (first === undefined) return 0;
  core.lacksIndexFiles = true;
  // What is known beyond this point may be of a history that is not the one that is left.
  if (core.snapshots.forgetWhere((offset) => offset > first.baseOffset)) core.isChanged = true;
  if (core.epochs.truncateFromEnd(first.baseOffset)) core.areEpochsDirty = true;
  loadNewest(core, first.baseOffset);
  if (core.producers.endOffset < first.baseOffset) replayUpTo(core, first.baseOffset);
  core.producers.endOffset = first.baseOffset;
  let behindGap = 0;
  for (const [index, segment] of segments.entries()) {
    const cutBytes = recoverSegment(core, segment, trustedOffset);
    const next = segments[index + 1];
    if (cutBytes === 0 && (next === undefined || isNext(core, next, gapsUpTo))) {
      if (next !== undefined && next.baseOffset > core.producers.endOffset) {
        behindGap = next.baseOffset;
      }
      continue;
    }
    const later = segments.slice(index + 1);
    const fields = { log: core.name, cutBytes, laterSegments: later.length };
    core.logger.warn('the log has lost its end and was cut', fields);
    dropSegments(core, later);
    core.isChanged = true;
    break;
  }
  return behindGap;
}

/**
 * Whether `next` goes on where `segment` ends. A power failure can take the end of one and leave
 * the next, or bring back one that was removed. Compaction makes gaps of its own, and whole
 * segments empty, but only where all was durable.
 */
function isNext(core: LogCore, next: Segment, gapsUpTo: number): boolean {
  const { endOffset } = core.producers;
  if (next.baseOffset <= endOffset) return next.baseOffset === endOffset;
  return next.baseOffset <= gapsUpTo || wasOpenInKafka(core);
}

/**
 * Kafka gives the newest segment's index the size that it may come to have, and we never do: it
 * has had the log since our checkpoints were written, and was killed before it wrote any.
 */
function wasOpenInKafka({ config, disk, segments }: LogCore): boolean {
  const bytesMax = config.segmentIndexBytes - (config.segmentIndexBytes % OFFSET_ENTRY_BYTES);
  return disk.stat(segments.active.offsetIndex.file.path)?.sizeBytes === bytesMax;
}

/** Returns how many bytes had to be cut off. */
function recoverSegment(core: LogCore, segment: Segment, trustedOffset: number): number {
  const fileBytes = segment.sizeBytes;
  core.producers.endOffset = Math.max(core.producers.endOffset, segment.baseOffset);
  takeSnapshot(core);
  segment.isEntryDurable = false;
  // An empty log with empty indexes is as it was: thousands of those need no sync at the end.
  if (fileBytes > 0 || segment.hasIndexEntries) core.isChanged = true;
  segment.resetIndexes();
  let trustedBytes = 0;
  core.withBuffer((buffer) => {
    const scanner = segment.scan(buffer, { start: 0 });
    let nextOffset = segment.baseOffset;
    let previousEpoch = core.epochs.epochForOffset(segment.baseOffset - 1) ?? -1;
    while (moveToSound(core, scanner, { segment, nextOffset, previousEpoch })) {
      nextOffset = scanner.batch.nextOffset;
      previousEpoch = Math.max(previousEpoch, scanner.batch.partitionLeaderEpoch);
      takeBatch(core, segment, scanner.batch);
      if (nextOffset <= trustedOffset) trustedBytes = segment.sizeBytes;
    }
  });
  const validBytes = segment.sizeBytes;
  segment.distrustFrom(trustedBytes);
  if (validBytes < fileBytes) {
    const { endOffset } = core.producers;
    if (endOffset < trustedOffset) {
      const durable = trustedOffset === Infinity ? 'all of it' : `all below ${trustedOffset}`;
      const problem = `no sound batch at byte ${validBytes}, where offset ${endOffset} should be`;
      throw new CorruptFileError(segment.file.path, `${problem}; ${durable} was durable once`);
    }
    segment.cutFile(validBytes);
    // Before anything is appended: else old bytes could come back under the start of a new batch,
    // where its leader epoch stands, which no checksum covers (crash state 38558).
    segment.file.syncNow();
  }
  // The active segment goes on without: its indexes are written when it is sealed or closed.
  if (segment !== core.segments.active) {
    segment.seal();
    segment.persistIndexes();
  }
  return fileBytes - validBytes;
}

interface RecoveryPlace {
  readonly segment: Segment;
  readonly nextOffset: number;
  /** Leader epoch of the batch before, -1 for none. */
  readonly previousEpoch: number;
}

/** False where the segment's sound batches end. */
function moveToSound(
  core: LogCore,
  scanner: BatchScanner,
  { segment, nextOffset, previousEpoch }: RecoveryPlace,
): boolean {
  try {
    if (!scanner.next()) return false;
  } catch (error) {
    if (!(error instanceof CorruptBatchError)) throw error;
    core.logger.warn('found what is no batch', { path: segment.file.path, reason: error.message });
    return false;
  }
  const batch = scanner.load();
  const { partitionLeaderEpoch: epoch } = batch;
  // No checksum covers the base offset: a batch whose first sector was lost begins at 0. The
  // entries of old formats know their last offset only.
  const lowest = batch.magic < 2 ? batch.lastOffset : batch.baseOffset;
  const isInRange =
    lowest >= nextOffset &&
    batch.lastOffset >= batch.baseOffset &&
    batch.lastOffset - segment.baseOffset <= RELATIVE_OFFSET_MAX;
  // An epoch that goes back is what a truncation, lost in a power failure, leaves behind new
  // batches.
  const isCurrent = batch.magic < 2 || epoch >= previousEpoch;
  if (isInRange && isCurrent && batch.isCrcValid()) return true;
  const { position } = scanner;
  core.logger.warn('found a damaged batch', { path: segment.file.path, position });
  return false;
}

function takeBatch(core: LogCore, segment: Segment, batch: RecordBatch): void {
  segment.place(batch, core.config.indexIntervalBytes);
  const { partitionLeaderEpoch: epoch, baseOffset } = batch;
  if (epoch >= 0 && core.epochs.assign(epoch, baseOffset)) core.areEpochsDirty = true;
  core.producers.endOffset = batch.nextOffset;
  // Deleted records: who wrote nothing else was forgotten with them (crash state 110318).
  if (batch.nextOffset <= core.logStartOffset) return;
  const completed = replayBatch(core.producers, batch);
  if (completed !== undefined) {
    if (completed.isAborted) {
      const lastStableOffset = core.producers.stableOffsetAfter(completed);
      segment.transactionIndex.append({ ...completed, lastStableOffset });
    }
    core.producers.complete(completed);
  }
}

function dropSegments(core: LogCore, segments: readonly Segment[]): void {
  core.segments.remove(segments);
  for (const segment of segments) {
    segment.markDeleted();
    segment.removeFiles();
  }
  // Else another power failure could bring them back, behind what is appended from now on.
  if (segments.length > 0) core.disk.syncDirectory(core.path);
  core.snapshots.removeWhere((offset) => offset > core.producers.endOffset);
}
