// Fills the offset map from the dirty part of a log, until it is full. Records of aborted
// transactions do not count: they will not be the newest of their keys.

import { RecordCursor } from '@ottla/protocol';
import type { RecordBatch } from '@ottla/protocol';

import type { Segment } from '../segment/segment.ts';
import type { ChunkReader } from './chunk-reader.ts';
import type { CleanedTransactions } from './cleaned-transactions.ts';
import { isTimeToAsk } from './cleaning-pace.ts';
import type { CleaningPace } from './cleaning-pace.ts';
import { isLargeCompressed, unfold } from './large-batches.ts';
import type { OffsetMap } from './offset-map.ts';

export interface DirtyPart {
  /** Those with dirty offsets, in order. */
  readonly segments: readonly Segment[];
  readonly firstDirtyOffset: number;
  /** All offsets lie below it. */
  readonly endOffset: number;
}

export interface MapBuilding {
  readonly map: OffsetMap;
  readonly reader: ChunkReader;
  readonly pace: CleaningPace;
  readonly transactions: CleanedTransactions;
}

/** The map's latest offset says how far it came. */
export async function buildOffsetMap(part: DirtyPart, building: MapBuilding): Promise<void> {
  const { map, reader, pace } = building;
  const cursor = new RecordCursor();
  for (const [index, segment] of part.segments.entries()) {
    const isWhole = part.firstDirtyOffset <= segment.baseOffset;
    let position = isWhole ? 0 : segment.offsetIndex.positionBefore(part.firstDirtyOffset);
    for (;;) {
      const walk = await reader.read(segment, position);
      if (walk === undefined) break;
      while (walk.next()) {
        if (!(await mapBatch(walk.batch, cursor, part.firstDirtyOffset, building))) return;
        if (pace.isDue) await pace.rest();
      }
      position += walk.position;
    }
    const end = part.segments[index + 1]?.baseOffset ?? part.endOffset;
    map.latestOffset = Math.max(map.latestOffset, end - 1);
  }
}

/** False where the map is full before the batch is in. */
async function mapBatch(
  batch: RecordBatch,
  cursor: RecordCursor,
  firstDirtyOffset: number,
  { map, transactions, pace }: MapBuilding,
): Promise<boolean> {
  const isGone = transactions.meet(batch);
  if (!batch.isControl && !isGone) {
    cursor.open(isLargeCompressed(batch) ? await unfold(batch, pace.offload) : batch);
    while (cursor.next()) {
      const { keyStart, offset } = cursor;
      if (keyStart < 0 || offset < firstDirtyOffset) continue;
      if (map.isFull) return false;
      map.put(cursor.bytes, keyStart, cursor.keyEnd, offset);
      if (isTimeToAsk(cursor.index) && pace.isDue) await pace.rest();
    }
  }
  if (batch.lastOffset >= firstDirtyOffset) {
    map.latestOffset = Math.max(map.latestOffset, batch.lastOffset);
  }
  return true;
}
