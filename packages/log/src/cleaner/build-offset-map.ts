// Fills the offset map from the dirty part of a log, until it is full. Records of aborted
// transactions do not count: they will not be the newest of their keys.

import { BatchWalk } from '@ottla/protocol';

import type { Segment } from '../segment/segment.ts';
import type { ChunkReader } from './chunk-reader.ts';
import type { CleanedTransactions } from './cleaned-transactions.ts';
import type { CleaningPace } from './cleaning-pace.ts';
import { mapChunkJob } from './jobs/map-chunk.ts';
import { OffsetMap } from './offset-map.ts';
import type { OffsetMapMemory } from './offset-map.ts';

export interface DirtyPart {
  /** Those with dirty offsets, in order. */
  readonly segments: readonly Segment[];
  readonly firstDirtyOffset: number;
  /** All offsets lie below it. */
  readonly endOffset: number;
}

export interface MapBuilding {
  readonly map: OffsetMapMemory;
  readonly reader: ChunkReader;
  readonly pace: CleaningPace;
  readonly transactions: CleanedTransactions;
}

/** The map's latest offset says how far it came. */
export async function buildOffsetMap(part: DirtyPart, building: MapBuilding): Promise<void> {
  const map = new OffsetMap(building.map);
  for (const [index, segment] of part.segments.entries()) {
    if (!(await mapSegment(segment, part.firstDirtyOffset, building))) return;
    const end = part.segments[index + 1]?.baseOffset ?? part.endOffset;
    map.latestOffset = Math.max(map.latestOffset, end - 1);
  }
}

/** False where the map is full before all of it is in. */
async function mapSegment(
  segment: Segment,
  firstDirtyOffset: number,
  building: MapBuilding,
): Promise<boolean> {
  const { reader } = building;
  const isWhole = firstDirtyOffset <= segment.baseOffset;
  let position = isWhole ? 0 : segment.offsetIndex.positionBefore(firstDirtyOffset);
  for (;;) {
    const read = await reader.read(segment, position);
    if (read === undefined) return true;
    const met = await meetBatches(read, building);
    if (!(await mapMet(met, firstDirtyOffset, building))) return false;
    position += met.chunk.length;
  }
}

async function mapMet(
  { chunk, isGone }: MetBatches,
  firstDirtyOffset: number,
  { map, pace }: MapBuilding,
): Promise<boolean> {
  let [start, first] = [0, 0];
  while (start < chunk.length) {
    const rest = { chunk: chunk.subarray(start), isGone: isGone.subarray(first) };
    const mapped = await pace.work(mapChunkJob, { ...rest, firstDirtyOffset, map });
    if (mapped.isFull) return false;
    start += mapped.bytes;
    first += mapped.batches;
  }
  return true;
}

interface MetBatches {
  /** The whole batches of what was read. */
  readonly chunk: Uint8Array;
  /** 1 where a batch's records do not count. */
  readonly isGone: Uint8Array;
}

async function meetBatches(
  read: Uint8Array,
  { transactions, pace }: MapBuilding,
): Promise<MetBatches> {
  const walk = new BatchWalk(read);
  const isGone: number[] = [];
  while (walk.next()) {
    isGone.push(transactions.meet(walk.batch) ? 1 : 0);
    if (pace.isDue) await pace.rest();
  }
  return { chunk: read.subarray(0, walk.position), isGone: Uint8Array.from(isGone) };
}
