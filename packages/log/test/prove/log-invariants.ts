// What a log says of itself, compared with what its batches say, read one after the other without
// any index.

import assert from 'node:assert/strict';

import { batchesIn, RecordCursor } from '@ottla/protocol';
import type { RecordBatch } from '@ottla/protocol';

import type { LogServices, PartitionLog } from '../../src/index.ts';
import { planOf, readBytes } from '../simulated-log.ts';
import { resolveNow } from '../../src/index.ts';

interface Producer {
  epoch: number;
  lastSequence: number;
  transactionStart: number;
}

/**
 * Throws where indexes, leader epochs, producers or aborted transactions are not what the batches
 * make of them. Below `deletedTo`, where records were deleted once and may be back, nobody knows
 * the epochs.
 */
export function checkAgainstBatches(log: PartitionLog, services: LogServices, deletedTo = 0): void {
  const batches = [...batchesIn(readBytes({ log, services }))].map((batch) => batch.clone());
  checkOffsets(log, batches);
  checkLookUps(log, services, batches);
  checkEpochs(log, batches, deletedTo);
  checkTimes(log, batches);
  // What retention removed may have been part of a producer's story.
  if (deletedTo === 0) checkProducers(log, batches);
}

/** As `checkAgainstBatches`, of a compacted log: it has gaps, and batches without records. */
export function checkIndexes(log: PartitionLog, services: LogServices, deletedTo = 0): void {
  const batches = [...batchesIn(readBytes({ log, services }))].map((batch) => batch.clone());
  checkLookUps(log, services, batches);
  checkEpochs(log, batches, deletedTo);
  checkTimes(log, batches);
}

function checkOffsets(log: PartitionLog, batches: readonly RecordBatch[]): void {
  const end = batches.at(-1)?.nextOffset ?? log.logStartOffset;
  assert.equal(log.logEndOffset, end, 'the log end offset');
  assert.ok(log.logStartOffset <= log.highWatermark, 'start above high watermark');
  assert.ok(log.highWatermark <= log.writtenOffset, 'high watermark above what is written');
  assert.ok(log.flushedOffset <= log.writtenOffset, 'more flushed than written');
}

function checkLookUps(
  log: PartitionLog,
  services: LogServices,
  batches: readonly RecordBatch[],
): void {
  let next = log.logStartOffset;
  for (const { nextOffset, lastOffset } of batches) {
    // Where compaction left a gap, reads in it find what follows.
    const offset = next;
    next = nextOffset;
    const resolved = resolveNow(services, planOf(log, offset, { maxBytes: 1 }));
    const [found] = [...batchesIn(Buffer.concat(resolved.chunks))];
    assert.equal(found?.lastOffset, lastOffset, `a read at ${offset} finds another batch`);
    resolved.release();
  }
}

function checkEpochs(log: PartitionLog, batches: readonly RecordBatch[], deletedTo: number): void {
  for (const batch of batches) {
    const offset = Math.max(batch.baseOffset, log.logStartOffset);
    if (offset < deletedTo) continue;
    const epoch = log.epochForOffset(offset);
    assert.equal(epoch, batch.partitionLeaderEpoch, `the leader epoch at ${offset}`);
  }
}

function checkTimes(log: PartitionLog, batches: readonly RecordBatch[]): void {
  const times = new Map<number, number>();
  for (const batch of batches) {
    const cursor = new RecordCursor().open(batch);
    while (cursor.next()) {
      if (cursor.offset >= log.logStartOffset) times.set(cursor.offset, cursor.timestamp);
    }
  }
  for (const target of [0, 1_200, 1_500, 1_999, 5_000]) {
    const first = [...times].find(([, timestamp]) => timestamp >= target)?.[0];
    assert.equal(log.offsetForTimestamp(target)?.offset, first, `the first offset at ${target} ms`);
  }
}

function checkProducers(log: PartitionLog, batches: readonly RecordBatch[]): void {
  const producers = new Map<number, Producer>();
  const aborted: { producerId: number; firstOffset: number }[] = [];
  for (const batch of batches) {
    if (!batch.hasProducerId) continue;
    const { producerId, producerEpoch: epoch, lastSequence, isTransactional } = batch;
    const known = producers.get(producerId) ?? { epoch, lastSequence: -1, transactionStart: -1 };
    producers.set(producerId, known);
    if (batch.isControl) {
      const cursor = new RecordCursor().open(batch);
      const isAbort = cursor.next() && cursor.key?.[3] === 0;
      if (isAbort && known.transactionStart >= 0) {
        aborted.push({ producerId, firstOffset: known.transactionStart });
      }
      known.transactionStart = -1;
      continue;
    }
    known.lastSequence = lastSequence;
    if (isTransactional && known.transactionStart < 0) known.transactionStart = batch.baseOffset;
  }
  const wanted = [...producers].map(([id, { lastSequence, transactionStart }]) => {
    return `${id}: ${lastSequence} ${transactionStart}`;
  });
  const found = log.activeProducers().map((known) => {
    return `${known.producerId}: ${known.lastSequence} ${known.currentTransactionStartOffset}`;
  });
  assert.deepEqual(found.sort(), wanted.sort(), 'the producers');
  assert.deepEqual(log.abortedTransactions(0, log.logEndOffset), aborted, 'aborted transactions');
}
