// Replays what a coordinator's log holds, batch by batch: plain and transactional records, and the
// markers that end transactions.

import {
  BatchWalk,
  controlTypeOf,
  controlTypes,
  type RecordBatch,
  RecordCursor,
} from '@ottla/protocol';
import type { Shard } from './shard.ts';

export type Replayed = Pick<Shard, 'replay' | 'replayEndTransactionMarker'>;

/**
 * Replays the whole batches of `bytes`, from `startOffset` on; what ends in the middle is left.
 * Calls `afterBatch` with the offset after each, and gives the last of these. Throws what a damaged
 * batch, or a value that the shard does not know, throws.
 */
export function replayLog(
  shard: Replayed,
  bytes: Uint8Array,
  startOffset: number,
  afterBatch: (nextOffset: number) => void,
): number {
  const walk = new BatchWalk(bytes);
  const cursor = new RecordCursor();
  let nextOffset = startOffset;
  while (walk.next()) {
    const { batch } = walk;
    // A read begins with the batch that its offset lies in.
    if (batch.nextOffset <= startOffset) continue;
    cursor.open(batch);
    if (batch.isControl) replayMarkers(shard, batch, cursor);
    else replayRecords(shard, batch, cursor, startOffset);
    ({ nextOffset } = batch);
    afterBatch(nextOffset);
  }
  return nextOffset;
}

function replayRecords(
  shard: Replayed,
  batch: RecordBatch,
  cursor: RecordCursor,
  startOffset: number,
): void {
  const producer = { id: batch.producerId, epoch: batch.producerEpoch };
  while (cursor.next()) {
    const { key, offset } = cursor;
    if (key === null || offset < startOffset) continue;
    // A copy: what the shard keeps of a value must not hold all that was read with it.
    const value = cursor.value === null ? null : new Uint8Array(cursor.value);
    shard.replay(offset, producer, { key, value });
  }
}

function replayMarkers(shard: Replayed, batch: RecordBatch, cursor: RecordCursor): void {
  const producer = { id: batch.producerId, epoch: batch.producerEpoch };
  while (cursor.next()) {
    const type = controlTypeOf(cursor.key);
    const isCommit = type === controlTypes.COMMIT;
    if (isCommit || type === controlTypes.ABORT) {
      shard.replayEndTransactionMarker(producer, isCommit);
    }
  }
}
