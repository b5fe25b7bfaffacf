// What must hold of a compacted log at any moment, however often it was cleaned, killed and opened
// again. Weaker than the model, which says what one cleaning makes; but it knows nothing of
// cleanings, so that it holds in the middle of one.
//
//   1  every batch and every record there is was appended so, at its offset, once, in order
//   2  the newest value of every key is there; where that is a tombstone which is gone, after its
//      time, nothing older of its key is there
//   3  what lies above all that was ever cleaned is there wholly
//   4  where anything of a transaction is left, its marker is
//   5  the last batch of each producer is there
//   6  a read_committed consumer sees the committed records that are there, and no others

import assert from 'node:assert/strict';

import type { PartitionLog } from '../../src/index.ts';
import type { DecodedBatch, DecodedRecord } from './decoded-log.ts';
import type { KeyedHistory } from './keyed-history.ts';

export interface CompactedClaim {
  readonly history: KeyedHistory;
  /** From here on no cleaning ever looked: the base offset of a segment, or a log's end. */
  readonly untouchedFrom: number;
  /** Whether a tombstone's time has passed, so that it may be gone. */
  readonly mayBeGone: (tombstone: DecodedRecord) => boolean;
  /** Below it records may be missing for other reasons. */
  readonly startOffset: number;
}

export function checkCompacted(found: readonly DecodedBatch[], claim: CompactedClaim): void {
  checkOrigin(found, claim);
  checkKeys(found, claim);
  checkUntouched(found, claim);
  checkMarkers(found, claim);
}

function checkOrigin(found: readonly DecodedBatch[], { history }: CompactedClaim): void {
  const appended = new Map(history.batches.map((batch) => [batch.baseOffset, batch]));
  let next = 0;
  for (const batch of found) {
    const { baseOffset, records, codec, horizonMs, maxTimestamp, ...header } = batch;
    assert.ok(baseOffset >= next, `the batch at ${baseOffset} follows offset ${next - 1}`);
    next = batch.lastOffset + 1;
    const source = appended.get(baseOffset);
    assert.ok(source !== undefined, `no batch was appended at ${baseOffset}`);
    assert.deepEqual(
      { ...source, ...header },
      source,
      `the batch at ${baseOffset} is not the one that was appended`,
    );
    if (records.length > 0) assert.equal(codec, source.codec, `codec at ${baseOffset}`);
    if (horizonMs !== undefined) assert.ok(maxTimestamp <= source.maxTimestamp);
    const wanted = new Map(source.records.map((record) => [record.offset, record]));
    let last = -1;
    for (const record of records) {
      assert.ok(record.offset > last, `record ${record.offset} follows ${last}`);
      last = record.offset;
      assert.deepEqual(record, wanted.get(record.offset), `the record at ${record.offset}`);
    }
  }
}

function checkKeys(found: readonly DecodedBatch[], claim: CompactedClaim): void {
  const { history, untouchedFrom, mayBeGone, startOffset } = claim;
  const newest = new Map<string, DecodedRecord>();
  for (const batch of history.batches) {
    if (batch.isControl || history.isAborted(batch)) continue;
    for (const record of batch.records) {
      if (record.key !== null && record.offset < untouchedFrom) newest.set(record.key, record);
    }
  }
  const there = new Map<string, number[]>();
  for (const batch of found) {
    if (batch.isControl || history.isAborted(batch)) continue;
    for (const { key, offset } of batch.records) {
      if (key !== null) there.set(key, [...(there.get(key) ?? []), offset]);
    }
  }
  for (const [key, record] of newest) {
    const offsets = there.get(key) ?? [];
    if (record.offset < startOffset || offsets.includes(record.offset)) continue;
    const what = `the newest of ${key} below ${untouchedFrom}, at ${record.offset}`;
    assert.ok(record.value === null && mayBeGone(record), `${what}, is gone`);
    const older = offsets.filter((offset) => offset < record.offset && offset >= startOffset);
    assert.deepEqual(older, [], `${what}, was a tombstone and is gone, but older ones are there`);
  }
}

function checkUntouched(found: readonly DecodedBatch[], claim: CompactedClaim): void {
  const { history, startOffset } = claim;
  const from = Math.max(claim.untouchedFrom, startOffset);
  const isAbove = ({ baseOffset }: DecodedBatch): boolean => baseOffset >= from;
  const wanted = history.batches.filter(isAbove);
  assert.deepEqual(found.filter(isAbove), wanted, `what was never cleaned, from ${from} on`);
}

function checkMarkers(found: readonly DecodedBatch[], claim: CompactedClaim): void {
  const { history, startOffset } = claim;
  const markers = new Set(
    found
      .filter(({ isControl, records }) => isControl && records.length > 0)
      .map(({ baseOffset }) => baseOffset),
  );
  for (const batch of found) {
    const marker = history.transactionOf(batch)?.markerOffset;
    if (marker === undefined || batch.baseOffset < startOffset) continue;
    assert.ok(
      markers.has(marker),
      `the marker at ${marker} is gone, of its transaction ${batch.baseOffset} is left`,
    );
  }
}

/** Where all of the history is durable; else a batch that is lost may have been the last one. */
export function checkLastBatches(found: readonly DecodedBatch[], history: KeyedHistory): void {
  const there = new Set(found.map(({ lastOffset }) => lastOffset));
  for (const [producerId, { lastDataOffset }] of history.producers) {
    if (lastDataOffset < 0) continue;
    assert.ok(there.has(lastDataOffset), `the last batch of producer ${producerId} is gone`);
  }
}

/** The offsets that a consumer would show, by the aborted transactions that a fetch tells it. */
export function checkCommittedView(
  log: PartitionLog,
  found: readonly DecodedBatch[],
  history: KeyedHistory,
): void {
  const stable = log.lastStableOffset;
  const aborted = log
    .abortedTransactions(log.logStartOffset, stable)
    .sort((a, b) => a.firstOffset - b.firstOffset);
  const skipping = new Set<number>();
  const seen: number[] = [];
  const wanted: number[] = [];
  for (const batch of found) {
    if (batch.lastOffset >= stable || batch.baseOffset < log.logStartOffset) continue;
    while ((aborted[0]?.firstOffset ?? Infinity) <= batch.lastOffset) {
      skipping.add(aborted.shift()?.producerId ?? -1);
    }
    const offsets = batch.records.map(({ offset }) => offset);
    if (batch.isControl) {
      if (batch.records[0]?.key?.charCodeAt(3) === 0) skipping.delete(batch.producerId);
      continue;
    }
    if (!history.isAborted(batch)) wanted.push(...offsets);
    if (!batch.isTransactional || !skipping.has(batch.producerId)) seen.push(...offsets);
  }
  assert.deepEqual(seen, wanted, 'what a read_committed consumer sees');
}

/** Producers and open transactions, as the whole history has them. */
export function checkProducersOf(log: PartitionLog, history: KeyedHistory): void {
  const wanted = [...history.producers].map(([id, { epoch, lastSequence, openOffset }]) => {
    return `${id}: epoch ${epoch}, sequence ${lastSequence}, open from ${openOffset}`;
  });
  const found = log.activeProducers().map((known) => {
    const { producerId, producerEpoch, lastSequence, currentTransactionStartOffset } = known;
    const open = `open from ${currentTransactionStartOffset}`;
    return `${producerId}: epoch ${producerEpoch}, sequence ${lastSequence}, ${open}`;
  });
  assert.deepEqual(found.sort(), wanted.sort(), 'the producers');
}
