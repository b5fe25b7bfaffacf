// Applies a batch that is in the log, or is being appended, to the producer state, without any
// check.

import type { RecordBatch } from '@ottla/protocol';
import { RecordCursor } from '@ottla/protocol';

import type { CompletedTransaction, ProducerState } from './producer-state.ts';

export interface EndTransactionMarker {
  readonly isAbort: boolean;
  readonly coordinatorEpoch: number;
  readonly timestamp: number;
}

export interface EndedTransaction extends CompletedTransaction {
  readonly isAborted: boolean;
}

const ABORT = 0;
const COMMIT = 1;

/** The marker that a whole control batch holds; undefined where it holds another or none. */
export function readMarker(batch: RecordBatch): EndTransactionMarker | undefined {
  const cursor = new RecordCursor().open(batch);
  if (!cursor.next()) return undefined;
  const { key, value } = cursor;
  if (key === null || key.length < 4 || value === null || value.length < 6) return undefined;
  const type = Buffer.from(key.buffer, key.byteOffset, key.length).readInt16BE(2);
  if (type !== ABORT && type !== COMMIT) return undefined;
  const coordinatorEpoch = Buffer.from(value.buffer, value.byteOffset, value.length).readInt32BE(2);
  return { isAbort: type === ABORT, coordinatorEpoch, timestamp: cursor.timestamp };
}

/** Returns the transaction that the batch ends, which the caller then completes. */
export function replayBatch(
  state: ProducerState,
  batch: RecordBatch,
): EndedTransaction | undefined {
  if (!batch.hasProducerId) return undefined;
  const { producerId, producerEpoch: epoch, baseOffset, lastOffset } = batch;
  if (batch.isControl) {
    const marker = readMarker(batch);
    if (marker === undefined) return undefined;
    const { coordinatorEpoch, timestamp } = marker;
    const applied = { producerId, epoch, coordinatorEpoch, offset: baseOffset, timestamp };
    const completed = state.addMarker(applied);
    return completed === undefined ? undefined : { ...completed, isAborted: marker.isAbort };
  }
  const { lastSequence, maxTimestamp, isTransactional } = batch;
  state.addData({
    producerId,
    epoch,
    lastSequence,
    baseOffset,
    lastOffset,
    maxTimestamp,
    isTransactional,
  });
  return undefined;
}
