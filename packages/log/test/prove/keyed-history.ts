// All that was ever appended to a log, as it was appended, and what follows from it: how each
// transaction ended, and what is known of each producer. The truth that compaction is held to.

import type { ProducerDescription } from '../../src/partition/describe-log.ts';
import type { DecodedBatch } from './decoded-log.ts';

export interface Transaction {
  readonly producerId: number;
  readonly firstOffset: number;
  /** The marker's; undefined while it is open. */
  readonly markerOffset: number | undefined;
  readonly isAborted: boolean;
}

export interface HistoricProducer {
  readonly epoch: number;
  readonly lastSequence: number;
  /** -1 where the present epoch has written none. */
  readonly lastDataOffset: number;
  /** First offset of its open transaction; -1 for none. */
  readonly openOffset: number;
}

const ABORT = 0;

export class KeyedHistory {
  /** In order, without gaps. */
  readonly batches: DecodedBatch[] = [];
  readonly producers = new Map<number, HistoricProducer>();
  #transactions: Transaction[] = [];

  get end(): number {
    return (this.batches.at(-1)?.lastOffset ?? -1) + 1;
  }

  add(batch: DecodedBatch): void {
    this.batches.push(batch);
    const { producerId, producerEpoch: epoch } = batch;
    if (producerId < 0) return;
    const known = this.producers.get(producerId);
    const isSame = known?.epoch === epoch;
    const openOffset = known?.openOffset ?? -1;
    const kept = {
      epoch,
      lastSequence: isSame ? known.lastSequence : -1,
      lastDataOffset: isSame ? known.lastDataOffset : -1,
    };
    if (batch.isControl) {
      this.#end(batch);
      this.producers.set(producerId, { ...kept, openOffset: -1 });
      return;
    }
    const opens = batch.isTransactional && openOffset < 0;
    if (opens) this.#begin(batch);
    this.producers.set(producerId, {
      epoch,
      lastSequence: batch.baseSequence + batch.lastOffset - batch.baseOffset,
      lastDataOffset: batch.lastOffset,
      openOffset: opens ? batch.baseOffset : openOffset,
    });
  }

  /** What a log knows of its producers, where that is less. */
  adopt(known: readonly ProducerDescription[]): void {
    const byId = new Map(known.map((producer) => [producer.producerId, producer]));
    for (const [producerId, producer] of this.producers) {
      const found = byId.get(producerId);
      if (found === undefined) this.producers.delete(producerId);
      else this.producers.set(producerId, { ...producer, lastSequence: found.lastSequence });
    }
  }

  /** The history up to `offset`, where a batch ends. */
  upTo(offset: number): KeyedHistory {
    const part = new KeyedHistory();
    for (const batch of this.batches) if (batch.lastOffset < offset) part.add(batch);
    return part;
  }

  /** The transaction that a data batch belongs to. */
  transactionOf(batch: DecodedBatch): Transaction | undefined {
    if (!batch.isTransactional || batch.isControl) return undefined;
    return this.#transactions.find(
      ({ producerId, firstOffset, markerOffset = Infinity }) =>
        producerId === batch.producerId &&
        firstOffset <= batch.baseOffset &&
        markerOffset > batch.baseOffset,
    );
  }

  isAborted(batch: DecodedBatch): boolean {
    return this.transactionOf(batch)?.isAborted === true;
  }

  /** Whether the marker at `markerOffset` decides of the batch. */
  isDecidedBy(batch: DecodedBatch, markerOffset: number): boolean {
    return this.transactionOf(batch)?.markerOffset === markerOffset;
  }

  #begin({ producerId, baseOffset: firstOffset }: DecodedBatch): void {
    const open = { producerId, firstOffset, markerOffset: undefined, isAborted: false };
    this.#transactions.push(open);
  }

  #end({ producerId, baseOffset, records }: DecodedBatch): void {
    const isAborted = records[0]?.key?.charCodeAt(3) === ABORT;
    this.#transactions = this.#transactions.map((one) => {
      const isIt = one.producerId === producerId && one.markerOffset === undefined;
      return isIt ? { ...one, markerOffset: baseOffset, isAborted } : one;
    });
  }
}
