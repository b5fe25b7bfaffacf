// Puts the keys of a stretch of a log into the offset map. A job for a worker, which shares the
// stretch and the map with whoever asks.

import type { OffloadJob } from '@ottla/base';
import { BatchWalk, RecordCursor, ScratchMemory } from '@ottla/protocol';
import type { RecordBatch } from '@ottla/protocol';

import { OffsetMap } from '../offset-map.ts';
import type { OffsetMapMemory } from '../offset-map.ts';
import { EXPANDED_BYTES_PER_JOB } from './job-size.ts';

export interface Mapping {
  /** Whole batches. */
  readonly chunk: Uint8Array;
  /** By the batch's index: 1 where its records do not count. */
  readonly isGone: Uint8Array;
  /** Records below are not of the part that is mapped. */
  readonly firstDirtyOffset: number;
  readonly map: OffsetMapMemory;
}

export interface Mapped {
  /** The map is full, before the batch that would be next is in. */
  readonly isFull: boolean;
  /** How many batches were met, and bytes of the chunk: the rest is another job. */
  readonly batches: number;
  readonly bytes: number;
}

/** Throws CompressionError and InvalidRecordError. */
export function mapChunk({ chunk, isGone, firstDirtyOffset, map: memory }: Mapping): Mapped {
  const map = new OffsetMap(memory);
  const walk = new BatchWalk(chunk);
  const cursor = new RecordCursor(new ScratchMemory());
  let batches = 0;
  for (let expanded = 0; expanded < EXPANDED_BYTES_PER_JOB && walk.next(); batches++) {
    const { batch } = walk;
    if (!batch.isControl && isGone[batches] !== 1) {
      cursor.open(batch);
      if (!mapBatch(cursor, firstDirtyOffset, map)) {
        return { isFull: true, batches, bytes: batch.start };
      }
      expanded += cursor.recordsBytes;
    }
    if (batch.lastOffset >= firstDirtyOffset) noteEnd(map, batch);
  }
  return { isFull: false, batches, bytes: walk.position };
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

export const mapChunkJob: OffloadJob<Mapping, Mapped> = {
  module: import.meta.url,
  name: 'mapChunk',
  run: mapChunk,
};

export const clearMapJob: OffloadJob<OffsetMapMemory, void> = {
  module: import.meta.url,
  name: 'clearMap',
  run: clearMap,
};
