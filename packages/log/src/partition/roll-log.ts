// Starts a new segment when the active one is full: seals the old one, takes a producer snapshot at
// the new base, and has the old one flushed in the background, which moves the recovery point.

import type { RecordBatch } from '@ottla/protocol';

import { chooseRoll } from '../segment/roll.ts';
import { Segment } from '../segment/segment.ts';
import type { LogCore } from './log-core.ts';
import type { LogFlusher } from './log-flusher.ts';
import { takeSnapshot } from './producer-snapshots.ts';

/** The segment that `batch`, whose offsets are assigned, goes to; a new one where need be. */
export function segmentFor(core: LogCore, flusher: LogFlusher, batch: RecordBatch): Segment {
  const { active } = core.segments;
  const { config } = core;
  const incoming = {
    sizeBytes: batch.sizeBytes,
    maxTimestamp: batch.maxTimestamp,
    lastOffset: batch.lastOffset,
    nowMs: core.nowMs,
  };
  const state = {
    baseOffset: active.baseOffset,
    sizeBytes: active.sizeBytes,
    createdMs: active.createdMs,
    firstTimestamp: firstTimestampOf(core, active),
    rollJitterMs: active.rollJitterMs,
    isOffsetIndexFull: active.offsetIndex.isFull(config.segmentIndexBytes),
    isTimeIndexFull: active.timeIndex.isFull(config.segmentIndexBytes),
  };
  const reason = chooseRoll(state, incoming, config);
  if (reason === undefined) return active;
  return rollTo(core, flusher, Math.max(batch.baseOffset, core.logEndOffset));
}

/** Makes a segment that begins at `baseOffset` the active one. Throws DiskError. */
export function rollTo(core: LogCore, flusher: LogFlusher, baseOffset: number): Segment {
  const old = core.segments.active;
  // An empty segment of that name will do, whatever the reason was.
  if (old.sizeBytes === 0 && old.baseOffset === baseOffset) return old;
  old.seal();
  old.persistIndexes();
  // Below the recovery point nothing is looked at again: its indexes must be durable before a
  // segment begins there.
  if (core.recoveryPoint >= baseOffset && !old.isSecured) {
    old.syncNow(true);
    // The index files may have been made just now: their names count as much as their content.
    core.syncDirectory();
  }
  // A power failure that takes a name and leaves a later one leaves a gap: a restart sees it and
  // takes what follows for lost, of which nothing was durable, since a flush makes names durable
  // too. But before the first segment nobody could see one: the log may well start with the second.
  if (!old.isEntryDurable && old === core.segments.first) core.syncDirectory();
  const segment = createSegment(core, baseOffset);
  core.segments.add(segment);
  core.producers.endOffset = baseOffset;
  takeSnapshot(core);
  flusher.request(baseOffset);
  return segment;
}

/**
 * Does ahead, on the thread pool, what rolling the active segment now would wait for. Rejects with
 * DiskError.
 */
export async function secureActive(core: LogCore): Promise<void> {
  const { active } = core.segments;
  const { logEndOffset, truncationCount } = core;
  const { sizeBytes } = active;
  if (core.recoveryPoint < logEndOffset) {
    if (!active.isEntryDurable) await core.syncNames();
    return;
  }
  active.seal();
  await active.sync(true);
  if (!core.isUsable) return;
  await core.syncNames();
  if (truncationCount === core.truncationCount) active.securedBytes = sizeBytes;
}

/** An empty segment, not yet part of the log. Throws DiskError. */
export function createSegment(core: LogCore, baseOffset: number): Segment {
  const { segmentJitterMs, segmentMs } = core.config;
  const jitterMs = Math.min(segmentJitterMs, segmentMs);
  core.isChanged = true;
  core.lacksIndexFiles = true;
  return Segment.create(core.disk, {
    openFiles: core.services.openFiles,
    directory: core.path,
    baseOffset,
    nowMs: core.nowMs,
    rollJitterMs: jitterMs > 0 ? core.services.world.random.float() * jitterMs : 0,
  });
}

function firstTimestampOf(core: LogCore, segment: Segment): number {
  if (segment.sizeBytes === 0) return -1;
  return segment.knownFirstTimestamp ?? core.withBuffer((buffer) => segment.firstTimestamp(buffer));
}
