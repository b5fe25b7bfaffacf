// A batch of one partition whose records are handled several at a time: which of them may begin
// now, and up to where all is finished. Without I/O.

import type { Place } from '../../fetcher/assigned-partition.ts';
import type { ConsumedRecord, FetchedBatch } from '../../fetcher/fetched-batch.ts';
import type { InHand } from '../delivery.ts';

/** What stays in order: the records of a partition, or those of a key within it. */
export type ProcessOrder = 'partition' | 'key';

/** A record that was begun, or waits for one of its key. */
interface Begun {
  /** Where consuming goes on once this and all before it are finished. */
  readonly next: Place;
  isFinished: boolean;
}

export class PartitionWork<Key, Value> {
  readonly inHand: InHand;
  readonly #records: Iterator<ConsumedRecord<Key, Value>>;
  readonly #order: ProcessOrder;
  readonly #end: Place;
  /** Most records that are begun or wait for their key. */
  readonly #outstandingMax: number;
  /** In the order of their offsets, from the first that is not finished. */
  readonly #outstanding: Begun[] = [];
  readonly #byRecord = new Map<ConsumedRecord<Key, Value>, Begun>();
  /** Of each key that is being handled, those that wait behind it. */
  readonly #lanes = new Map<string, ConsumedRecord<Key, Value>[]>();
  /** Whose key is free again. */
  readonly #free: ConsumedRecord<Key, Value>[] = [];
  #isExhausted = false;
  /** Records that `next` gave and that are not finished. */
  #running = 0;

  constructor(
    batch: FetchedBatch<Key, Value>,
    inHand: InHand,
    options: { readonly order: ProcessOrder; readonly outstandingMax: number },
  ) {
    this.inHand = inHand;
    this.#records = batch[Symbol.iterator]();
    this.#order = options.order;
    this.#outstandingMax = options.order === 'partition' ? 1 : options.outstandingMax;
    this.#end = { offset: batch.nextOffset, leaderEpoch: batch.lastLeaderEpoch };
    // The application is where all is finished, not where the batch ends.
    this.#moveTo(inHand.from);
  }

  /** False once the partition was sought or taken away: nothing of this counts any more. */
  get isGood(): boolean {
    return this.inHand.assigned.generation === this.inHand.generation;
  }

  get isFinished(): boolean {
    return this.#isExhausted && this.#outstanding.length === 0;
  }

  /**
   * Nothing of it will begin and nothing runs: not before that may the partition's next records
   * begin, wherever it was sought to.
   */
  get isOver(): boolean {
    return this.#running === 0 && (this.isFinished || !this.isGood);
  }

  /** Whether `next` might give a record. */
  get mayGive(): boolean {
    if (!this.isGood || this.inHand.assigned.isPaused) return false;
    return this.#free.length > 0 || this.#hasMore;
  }

  /** The next record that may be handled now. Throws a CorruptBatchError. */
  next(): ConsumedRecord<Key, Value> | undefined {
    const record = this.mayGive ? (this.#free.shift() ?? this.#nextOfBatch()) : undefined;
    if (record !== undefined) this.#running += 1;
    return record;
  }

  get #hasMore(): boolean {
    return !this.#isExhausted && this.#outstanding.length < this.#outstandingMax;
  }

  #nextOfBatch(): ConsumedRecord<Key, Value> | undefined {
    while (this.#hasMore) {
      const { done, value: record } = this.#records.next();
      if (done === true) {
        this.#isExhausted = true;
        this.#advance();
        break;
      }
      this.#begin(record);
      if (this.#takeLane(record)) return record;
    }
    return undefined;
  }

  /** The record is handled: what waited for its key may begin, and what is finished may grow. */
  finished(record: ConsumedRecord<Key, Value>): void {
    const begun = this.#byRecord.get(record);
    if (begun === undefined) return;
    this.#running -= 1;
    begun.isFinished = true;
    this.#byRecord.delete(record);
    this.#freeLane(record);
    if (this.isGood) this.#advance();
  }

  /** Left before its end: what is not finished will be fetched again. */
  leave(): void {
    if (!this.isGood) return;
    const { assigned, from } = this.inHand;
    assigned.seek({ ...from });
    this.inHand.generation = assigned.generation;
  }

  #begin(record: ConsumedRecord<Key, Value>): void {
    const next = { offset: record.offset + 1, leaderEpoch: record.leaderEpoch };
    const begun = { next, isFinished: false };
    this.#outstanding.push(begun);
    this.#byRecord.set(record, begun);
  }

  /** False where another of its key is being handled: it waits. */
  #takeLane(record: ConsumedRecord<Key, Value>): boolean {
    const lane = this.#laneOf(record);
    if (lane === undefined) return true;
    const waiting = this.#lanes.get(lane);
    if (waiting === undefined) this.#lanes.set(lane, []);
    else waiting.push(record);
    return waiting === undefined;
  }

  #freeLane(record: ConsumedRecord<Key, Value>): void {
    const lane = this.#laneOf(record);
    if (lane === undefined) return;
    const next = this.#lanes.get(lane)?.shift();
    if (next === undefined) this.#lanes.delete(lane);
    else this.#free.push(next);
  }

  /** Undefined where the record needs no order: in `partition`, only one is begun at a time. */
  #laneOf({ keyBytes }: ConsumedRecord<Key, Value>): string | undefined {
    if (this.#order === 'partition' || keyBytes === null) return undefined;
    const { buffer, byteOffset, byteLength } = keyBytes;
    return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
  }

  #advance(): void {
    let place: Place | undefined;
    while (this.#outstanding[0]?.isFinished === true) place = this.#outstanding.shift()?.next;
    if (this.isFinished) place = this.inHand.assigned.placeAfter(this.#end);
    if (place !== undefined) this.#moveTo(place);
  }

  #moveTo(place: Place): void {
    this.inHand.from = place;
    this.inHand.assigned.moveTo(place);
  }
}
