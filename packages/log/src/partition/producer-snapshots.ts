// The producer state of a log and its snapshots: taken when a segment begins and when the log
// closes; loaded from the newest one, with the batches after it replayed.

import type { RecordBatch } from '@ottla/protocol';

import { replayBatch } from '../producer/replay-batch.ts';
import { isExpired } from '../producer/producer-state.ts';
import type { LogCore } from './log-core.ts';

/** Writes a snapshot at the state's end, unless the newest one is of there. Throws DiskError. */
export function takeSnapshot(core: LogCore): void {
  const { producers, snapshots } = core;
  if (producers.endOffset <= core.snapshotOffset) return;
  snapshots.write(producers.endOffset, producers.entries.values());
  core.snapshotOffset = producers.endOffset;
}

/**
 * Brings the state to `offset`, where a batch begins, forgetting everything from there on. Throws
 * DiskError, CorruptBatchError.
 */
export function rebuildProducers(core: LogCore, offset: number): void {
  const { producers, snapshots, logStartOffset } = core;
  snapshots.removeWhere((at) => at > offset || at <= logStartOffset);
  if (producers.endOffset === offset) {
    producers.forgetDecidedBelow(logStartOffset);
    core.snapshotOffset = snapshots.offsets.at(-1) ?? logStartOffset;
    return;
  }
  const wereNone = producers.isEmpty && producers.endOffset >= offset;
  loadNewest(core, offset);
  // Where nobody had written with a producer id before the cut, nobody had before that either.
  if (!wereNone) replayUpTo(core, offset);
  producers.endOffset = offset;
  takeSnapshot(core);
}

/** Loads the newest snapshot not above `offset`; starts from nothing where there is none. */
export function loadNewest(core: LogCore, offset: number): void {
  const found = core.snapshots.readNewest(offset);
  // What lies before the log start is not replayed: transactions that were open in an older one
  // would stay so, though their markers came before the log start (crash state 424, compacted).
  const newest = (found?.offset ?? -1) < core.logStartOffset ? undefined : found;
  const start = newest?.offset ?? core.logStartOffset;
  const expirationMs = core.config.producerIdExpirationMs;
  const { nowMs } = core;
  const entries = newest?.entries.filter((entry) => !isExpired(entry, nowMs, expirationMs)) ?? [];
  core.producers.load(entries, start);
  core.snapshotOffset = start;
}

/** Replays the batches from the state's end up to `offset`, with snapshots at the last segments. */
export function replayUpTo(core: LogCore, offset: number): void {
  const { producers, segments } = core;
  if (producers.endOffset >= offset) return;
  const lastTwo = segments.all.slice(-2).map(({ baseOffset }) => baseOffset);
  for (const segment of segments.between(producers.endOffset, offset)) {
    const from = Math.max(segment.baseOffset, producers.endOffset, core.logStartOffset);
    producers.endOffset = from;
    if (lastTwo.includes(segment.baseOffset)) takeSnapshot(core);
    core.withBuffer((buffer) => {
      const start = segment.positionOf(from, buffer)?.position;
      if (start === undefined) return;
      const scanner = segment.scan(buffer, { start });
      while (scanner.next() && scanner.batch.lastOffset < offset) {
        // A marker's content counts, of all other batches the header is enough.
        const batch = scanner.batch.isControl ? scanner.load() : scanner.batch;
        replay(core, batch);
      }
    });
  }
}

/** What a follower, and recovery, make of a batch: the state follows, nothing is checked. */
function replay(core: LogCore, batch: RecordBatch): void {
  const completed = replayBatch(core.producers, batch);
  if (completed !== undefined) core.producers.complete(completed);
  core.producers.endOffset = batch.nextOffset;
}
