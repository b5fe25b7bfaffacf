// Reads segments again after a kill or a power failure: every batch is checked, and what follows from the batches
// (indexes, leader epochs, producers) is built anew. At the first bytes that are not a whole, sound batch the
// log ends; segments after that go.

import { CorruptBatchError } from '@ottla/protocol';
import type { RecordBatch } from '@ottla/protocol';

import { replayBatch } from '../producer/replay-batch.ts';
import { RELATIVE_OFFSET_MAX } from '../segment/offset-index.ts';
import type { Segment } from '../segment/segment.ts';
import type { BatchScanner } from '../segment/batch-scanner.ts';
import { CorruptFileError } from '../storage-errors.ts';
import type { LogCore } from './log-core.ts';
import { loadNewest, replayUpTo, takeSnapshot } from './producer-snapshots.ts';

/**
 * `segments` are the last ones of the log, in order. All below `trustedOffset` is known to have been
 * durable: damage there is reported, never cut off. Throws DiskError, CorruptFileError.
 */
export function recoverSegments(
  core: LogCore,
  segments: readonly Segment[],
  trustedOffset: number,
): void {
  const first = segments[0];
  if (first === undefined) return;
  core.isChanged = true;
  // Snapshots after this point belong to a history that may not be the one that is left.
  core.snapshots.removeWhere((offset) => offset > first.baseOffset);
  loadNewest(core, first.baseOffset);
  if (core.producers.endOffset < first.baseOffset) replayUpTo(core, first.baseOffset);
  core.producers.endOffset = first.baseOffset;
  for (const [index, segment] of segments.entries()) {
    const cutBytes = recoverSegment(core, segment, trustedOffset);
    if (cutBytes === 0) continue;
    const later = segments.slice(index + 1);
    const fields = { log: core.name, cutBytes, laterSegments: later.length };
    core.logger.warn('the log ended in the middle of a batch and was cut', fields);
    dropSegments(core, later);
    return;
  }
}

/** Returns how many bytes had to be cut off. */
function recoverSegment(core: LogCore, segment: Segment, trustedOffset: number): number {
  const fileBytes = segment.sizeBytes;
  core.producers.endOffset = Math.max(core.producers.endOffset, segment.baseOffset);
  takeSnapshot(core);
  segment.resetIndexes();
  core.withBuffer((buffer) => {
    const scanner = segment.scan(buffer, { start: 0 });
    let nextOffset = segment.baseOffset;
    while (moveToSound(core, scanner, { segment, nextOffset })) {
      nextOffset = scanner.batch.nextOffset;
      takeBatch(core, segment, scanner.batch);
    }
  });
  const validBytes = segment.sizeBytes;
  if (validBytes < fileBytes) {
    const { endOffset } = core.producers;
    if (endOffset < trustedOffset) {
      const durable = trustedOffset === Infinity ? 'all of it' : `all below ${trustedOffset}`;
      const problem = `no sound batch at byte ${validBytes}, where offset ${endOffset} should be`;
      throw new CorruptFileError(segment.file.path, `${problem}; ${durable} was durable once`);
    }
    segment.cutFile(validBytes);
  }
  segment.seal();
  segment.persistIndexes();
  return fileBytes - validBytes;
}

/** False where the segment's sound batches end. */
function moveToSound(
  core: LogCore,
  scanner: BatchScanner,
  { segment, nextOffset }: { segment: Segment; nextOffset: number },
): boolean {
  try {
    if (!scanner.next()) return false;
  } catch (error) {
    if (!(error instanceof CorruptBatchError)) throw error;
    core.logger.warn('found what is no batch', { path: segment.file.path, reason: error.message });
    return false;
  }
  const batch = scanner.load();
  const isInRange =
    batch.lastOffset >= nextOffset &&
    batch.lastOffset >= batch.baseOffset &&
    batch.lastOffset - segment.baseOffset <= RELATIVE_OFFSET_MAX;
  if (isInRange && batch.isCrcValid()) return true;
  const { position } = scanner;
  core.logger.warn('found a damaged batch', { path: segment.file.path, position });
  return false;
}

function takeBatch(core: LogCore, segment: Segment, batch: RecordBatch): void {
  segment.place(batch, core.config.indexIntervalBytes);
  const { partitionLeaderEpoch: epoch, baseOffset } = batch;
  if (epoch >= 0 && epoch > (core.epochs.latest?.epoch ?? -1)) {
    core.epochs.assign(epoch, baseOffset);
    core.areEpochsDirty = true;
  }
  const completed = replayBatch(core.producers, batch);
  if (completed !== undefined) {
    if (completed.isAborted) {
      const lastStableOffset = core.producers.stableOffsetAfter(completed);
      segment.transactionIndex.append({ ...completed, lastStableOffset });
    }
    core.producers.complete(completed);
  }
  core.producers.endOffset = batch.nextOffset;
}

function dropSegments(core: LogCore, segments: readonly Segment[]): void {
  core.segments.remove(segments);
  for (const segment of segments) {
    segment.markDeleted();
    segment.removeFiles();
  }
  core.snapshots.removeWhere((offset) => offset > core.producers.endOffset);
}
