// One cleaning of one log: the offset map of its dirty part, then every segment below what the map
// covers, group by group. Kafka's Cleaner. What may be cleaned was decided before
// (cleanable-range.ts).

import type { LogCore } from '../partition/log-core.ts';
import type { Segment } from '../segment/segment.ts';
import { buildOffsetMap } from './build-offset-map.ts';
import { ChunkReader } from './chunk-reader.ts';
import type { CleanableRange } from './cleanable-range.ts';
import { CleanedTransactions } from './cleaned-transactions.ts';
import type { CleanerMemory } from './cleaner-memory.ts';
import type { CleaningPace } from './cleaning-pace.ts';
import { abortedFrom, GroupCleaner } from './clean-group.ts';
import { SegmentGrouping } from './group-segments.ts';
import { clearMapJob } from './jobs/map-chunk.ts';
import { OffsetMap } from './offset-map.ts';
import type { OffsetMapMemory } from './offset-map.ts';
import { replaceSegments } from './replace-segments.ts';

export interface CleaningLimits {
  /** log.cleaner.dedupe.buffer.size */
  readonly dedupeBufferBytes: number;
  /** log.cleaner.io.buffer.load.factor */
  readonly loadFactor: number;
  /** log.cleaner.io.buffer.size */
  readonly ioBufferBytes: number;
}

/** What a cleaning works with. */
export interface CleaningTools {
  readonly limits: CleaningLimits;
  readonly pace: CleaningPace;
  readonly memory: CleanerMemory;
}

export interface CleaningResult {
  /** All below is clean now. */
  readonly cleanedOffset: number;
  readonly keys: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** Rejects with DiskError, CorruptBatchError and the like, CleaningAborted. */
export async function cleanLog(
  core: LogCore,
  range: CleanableRange,
  tools: CleaningTools,
): Promise<CleaningResult> {
  const reader = new ChunkReader(tools.pace, tools.memory, tools.limits.ioBufferBytes);
  try {
    return await cleanRange(core, range, { ...tools, reader });
  } finally {
    reader.close();
  }
}

interface ReadingTools extends CleaningTools {
  readonly reader: ChunkReader;
}

async function cleanRange(
  core: LogCore,
  range: CleanableRange,
  tools: ReadingTools,
): Promise<CleaningResult> {
  const { pace, reader } = tools;
  const { nowMs } = core;
  const map = await mapDirtyPart(core, range, tools);
  const { count, latestOffset } = new OffsetMap(map);
  const cleanedOffset = Math.max(range.firstDirtyOffset, latestOffset + 1);
  const readStats = { bytesRead: 0, bytesWritten: 0 };
  const times = { nowMs, deleteRetentionMs: core.config.deleteRetentionMs };
  const legacyHorizonMs = legacyHorizonOf(core, range.firstDirtyOffset);
  const cleaner = new GroupCleaner(core, { reader, pace, map, times, legacyHorizonMs, readStats });
  const { firstUncleanableOffset } = range;
  const part = { endOffset: cleanedOffset, firstUncleanableOffset };
  for await (const group of groupsBelow(core, part, pace)) {
    // Once the swap has begun, the new files may be the only ones: a restart finishes it.
    await replaceSegments(core, group, await cleanOrDiscard(cleaner, group, pace));
    pace.check();
  }
  return { cleanedOffset, keys: count, ...readStats };
}

async function cleanOrDiscard(
  cleaner: GroupCleaner,
  group: readonly Segment[],
  pace: CleaningPace,
): Promise<readonly Segment[]> {
  try {
    const cleaned = await cleaner.clean(group);
    pace.check();
    return cleaned;
  } catch (error) {
    await cleaner.discard();
    throw error;
  }
}

async function mapDirtyPart(
  core: LogCore,
  { firstDirtyOffset, firstUncleanableOffset: endOffset }: CleanableRange,
  { limits, pace, memory, reader }: ReadingTools,
): Promise<OffsetMapMemory> {
  const options = {
    bytesMax: limits.dedupeBufferBytes,
    loadFactor: limits.loadFactor,
    keysExpected: endOffset - firstDirtyOffset,
  };
  const secret = core.services.world.random.bytes(16);
  const { memory: map, isUsed } = memory.mapOf(options, secret);
  if (isUsed) await pace.work(clearMapJob, map);
  const segments = core.segments.between(firstDirtyOffset, endOffset);
  const transactions = new CleanedTransactions();
  const [first] = segments;
  // None whose marker lies before: it is not met, and what its producer wrote then would go too.
  const dirty = { from: firstDirtyOffset, end: endOffset };
  if (first !== undefined) transactions.add(abortedFrom(core, first, dirty));
  const part = { segments, firstDirtyOffset, endOffset };
  await buildOffsetMap(part, { map, reader, pace, transactions });
  return map;
}

/** Before it, tombstones of old formats may go: they have no horizon of their own. */
function legacyHorizonOf(core: LogCore, firstDirtyOffset: number): number {
  const clean = core.segments.all.findLast(({ baseOffset }) => baseOffset < firstDirtyOffset);
  if (clean === undefined) return 0;
  const modifiedMs = core.disk.stat(clean.file.path)?.modifiedMs ?? 0;
  return modifiedMs - core.config.deleteRetentionMs;
}

/** Each segment is looked at once, and the loop is left in between. */
async function* groupsBelow(
  core: LogCore,
  { endOffset, firstUncleanableOffset }: { endOffset: number; firstUncleanableOffset: number },
  pace: CleaningPace,
): AsyncGenerator<readonly Segment[]> {
  // They are all sealed: their index files have all entries, and need not be loaded.
  const sizeOf = ({ path }: { path: string }): number => core.disk.stat(path)?.sizeBytes ?? 0;
  const segments = core.segments.between(0, endOffset);
  const grouping = new SegmentGrouping<Segment>(core.config);
  for (const [index, segment] of segments.entries()) {
    const { baseOffset, sizeBytes } = segment;
    const full = grouping.add(segment, {
      baseOffset,
      // The next base offset bounds the last offset without a look into the file.
      endOffset: segments[index + 1]?.baseOffset ?? firstUncleanableOffset,
      sizeBytes,
      offsetIndexBytes: sizeOf(segment.offsetIndex.file),
      timeIndexBytes: sizeOf(segment.timeIndex.file),
    });
    if (full !== undefined) yield full;
    if (pace.isDue) await pace.rest();
  }
  const last = grouping.takeRest();
  if (last.length > 0) yield last;
}
