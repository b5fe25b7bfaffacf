// Puts the keys of a stretch of a log into the offset map. A job for a worker, which shares the
// stretch and the map with whoever asks.

import type { OffloadJob } from '@ottla/base';
import { BatchWalk, RecordCursor } from '@ottla/protocol';
import type { RecordBatch } from '@ottla/protocol';

import { OffsetMap } from '../offset-map.ts';
import type { OffsetMapMemory } from '../offset-map.ts';

export interface Mapping {
  /** Whole batches. */
  readonly chunk: Uint8Array;
  /** By the batch's index: 1 where its records do not count. */
  readonly isGone: Uint8Array;
  /** Records below are not of the part that is mapped. */
  readonly firstDirtyOffset: number;
  readonly map: OffsetMapMemory;
}

/**
 * False where the map is full before all batches are in. Throws CompressionError and
 * InvalidRecordError.
 */
export function mapChunk({ chunk, isGone, firstDirtyOffset, map: memory }: Mapping): boolean {
  const map = new OffsetMap(memory);
  const walk = new BatchWalk(chunk);
  const cursor = new RecordCursor();
  for (let index = 0; walk.next(); index++) {
    const { batch } = walk;
    const counts = !batch.isControl && isGone[index] !== 1;
    if (counts && !mapBatch(cursor.open(batch), firstDirtyOffset, map)) return false;
    if (batch.lastOffset >= firstDirtyOffset) noteEnd(map, batch);
  }
  return true;
}

function mapBatch(cursor: RecordCursor, firstDirtyOffset: number, map: OffsetMap): boolean {
  while (cursor.next()) {
    const { keyStart, offset } = cursor;
    if (keyStart < 0 || offset < firstDirtyOffset) continue;
    if (map.isFull) return false;
    map.put(cursor.bytes, keyStart, cursor.keyEnd, offset);
  }
  return true;
}

function noteEnd(map: OffsetMap, batch: RecordBatch): void {
  map.latestOffset = Math.max(map.latestOffset, batch.lastOffset);
}

/** Of memory that an earlier cleaning has used. */
export function clearMap(memory: OffsetMapMemory): void {
  new OffsetMap(memory).clear();
}

export const mapChunkJob: OffloadJob<Mapping, boolean> = {
  module: import.meta.url,
  name: 'mapChunk',
  run: mapChunk,
};

export const clearMapJob: OffloadJob<OffsetMapMemory, void> = {
  module: import.meta.url,
  name: 'clearMap',
  run: clearMap,
};
