// What one fetch brought of one partition, decoded record by record as it is read. The bytes stay
// valid for as long as any record of them is held.

import {
  BatchWalk,
  LOG_APPEND_TIME,
  RecordCursor,
  RecordView,
  type RecordBatch,
} from '@ottla/protocol';

import { CorruptBatchError } from '../errors.ts';
import { DeserializationError, type Deserializer } from '../serde/serde.ts';
import { AbortedTransactions, type AbortedTransaction } from './aborted-transactions.ts';

export interface FetchedSource {
  readonly topic: string;
  readonly partition: number;
  readonly records: Uint8Array;
  /** Records before this one were not asked for. */
  readonly fetchOffset: number;
  readonly highWatermark: number;
  readonly logStartOffset: number;
  /** Set where aborted transactions are to be left out. */
  readonly aborted: readonly AbortedTransaction[] | undefined;
  readonly checksCrcs: boolean;
  readonly deserializers: Deserializers;
}

/** What makes key and value of a record; undefined leaves them as bytes. */
export interface Deserializers {
  readonly key: Deserializer<unknown> | undefined;
  readonly value: Deserializer<unknown> | undefined;
}

/**
 * A record with where it came from. Key, value and headers are views, decoded when asked for: with
 * a deserializer once, and again where that threw.
 */
export class ConsumedRecord<Key = Uint8Array, Value = Uint8Array> extends RecordView {
  readonly #batch: FetchedBatch<Key, Value>;
  #key: Key | null | undefined;
  #value: Value | null | undefined;
  readonly isLogAppendTime: boolean;
  /** -1 where the batch carries none. */
  readonly leaderEpoch: number;

  constructor(cursor: RecordCursor, batch: FetchedBatch<Key, Value>, stored: RecordBatch) {
    super(cursor);
    this.#batch = batch;
    this.isLogAppendTime = stored.timestampType === LOG_APPEND_TIME;
    this.leaderEpoch = stored.partitionLeaderEpoch;
  }

  get topic(): string {
    return this.#batch.topic;
  }

  get partition(): number {
    return this.#batch.partition;
  }

  /** Null for none. Throws a DeserializationError. */
  get key(): Key | null {
    const { key: deserializer } = this.#batch.deserializers;
    if (deserializer === undefined) return this.keyBytes as Key | null; // `Key` is bytes then
    this.#key ??= this.#read<Key>(deserializer, 'key', this.keyBytes);
    return this.#key;
  }

  /** Null for none (a tombstone). Throws a DeserializationError. */
  get value(): Value | null {
    const { value: deserializer } = this.#batch.deserializers;
    if (deserializer === undefined) return this.valueBytes as Value | null; // as with `key`
    this.#value ??= this.#read<Value>(deserializer, 'value', this.valueBytes);
    return this.#value;
  }

  #read<T>(
    deserializer: Deserializer<unknown>,
    part: 'key' | 'value',
    bytes: Uint8Array | null,
  ): T | null {
    if (bytes === null) return null;
    const { topic } = this;
    try {
      return deserializer.deserialize(bytes, { topic, part }) as T; // what the option made of it
    } catch (error) {
      throw new DeserializationError(this, part, error);
    }
  }
}

export class FetchedBatch<Key = Uint8Array, Value = Uint8Array>
  implements Iterable<ConsumedRecord<Key, Value>>
{
  readonly topic: string;
  readonly partition: number;
  readonly highWatermark: number;
  readonly logStartOffset: number;
  readonly bytesFetched: number;
  /** The offset after everything in here, also after what is filtered out. */
  readonly nextOffset: number;
  /** Of the last batch; -1 for none. */
  readonly lastLeaderEpoch: number;
  readonly #source: FetchedSource;

  /** Throws a CorruptBatchError where the bytes do not even hold batch headers. */
  constructor(source: FetchedSource) {
    this.#source = source;
    this.topic = source.topic;
    this.partition = source.partition;
    this.highWatermark = source.highWatermark;
    this.logStartOffset = source.logStartOffset;
    this.bytesFetched = source.records.length;
    const end = this.#scan();
    this.nextOffset = end.nextOffset;
    this.lastLeaderEpoch = end.leaderEpoch;
  }

  /** Where the fetch that brought it began. */
  get fetchOffset(): number {
    return this.#source.fetchOffset;
  }

  get deserializers(): Deserializers {
    return this.#source.deserializers;
  }

  /** About how many records it holds for the application, without decoding them. */
  countRecords(): number {
    let count = 0;
    for (const { baseOffset, recordCount } of this.#visible()) {
      count += Math.max(1, recordCount - Math.max(0, this.#source.fetchOffset - baseOffset));
    }
    return count;
  }

  /** Whether there is no record for the application, only markers and aborted ones. */
  get isEmpty(): boolean {
    for (const _ of this.#visible()) return false;
    return true;
  }

  /** Throws a CorruptBatchError, in front of the first record of the batch that is damaged. */
  *[Symbol.iterator](): Generator<ConsumedRecord<Key, Value>, void, undefined> {
    const cursor = new RecordCursor();
    for (const batch of this.#visible()) {
      this.#open(cursor, batch);
      while (this.#next(cursor, batch)) {
        if (cursor.offset < this.#source.fetchOffset) continue;
        yield new ConsumedRecord<Key, Value>(cursor, this, batch);
      }
    }
  }

  #scan(): { nextOffset: number; leaderEpoch: number } {
    const walk = new BatchWalk(this.#source.records);
    let nextOffset = this.#source.fetchOffset;
    let leaderEpoch = -1;
    try {
      while (walk.next()) {
        nextOffset = walk.batch.nextOffset;
        leaderEpoch = walk.batch.partitionLeaderEpoch;
      }
    } catch (error) {
      throw this.#corrupt(nextOffset, error);
    }
    return { nextOffset, leaderEpoch };
  }

  *#visible(): Generator<RecordBatch, void, undefined> {
    const { records, aborted, fetchOffset } = this.#source;
    const transactions = aborted === undefined ? undefined : new AbortedTransactions(aborted);
    const walk = new BatchWalk(records);
    while (walk.next()) {
      const { batch } = walk;
      const isAborted = transactions?.isAborted(batch) ?? false;
      if (isAborted || batch.isControl || batch.lastOffset < fetchOffset) continue;
      yield batch;
    }
  }

  #open(cursor: RecordCursor, batch: RecordBatch): void {
    if (this.#source.checksCrcs && !batch.isCrcValid()) {
      const found = `the checksum says ${batch.crc}, the bytes give ${batch.computeCrc()}`;
      throw this.#corrupt(batch.baseOffset, new Error(found));
    }
    try {
      cursor.open(batch);
    } catch (error) {
      throw this.#corrupt(batch.baseOffset, error);
    }
  }

  #next(cursor: RecordCursor, batch: RecordBatch): boolean {
    try {
      return cursor.next();
    } catch (error) {
      throw this.#corrupt(batch.baseOffset, error);
    }
  }

  #corrupt(offset: number, cause: unknown): CorruptBatchError {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new CorruptBatchError(
      `the batch at offset ${offset} of ${this.topic}-${this.partition} is damaged: ${reason}`,
      { cause },
    );
  }
}
