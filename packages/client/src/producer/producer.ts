// The producer that applications use: records in, their offsets out. It chooses the partition and
// waits for metadata and memory; batching and sending are the accumulator's and the sender's.

import { assert, type Clock } from '@ottla/base';

import { ClientCore } from '../core/client-core.ts';
import type { TopicMetadata } from '../core/cluster-metadata.ts';
import { waitFor } from '../core/wait.ts';
import { ClientError, ClosedError, RecordTooLargeError } from '../errors.ts';
import { serialized, type Serializer } from '../serde/serde.ts';
import { Accumulator, type Appended } from './accumulator.ts';
import { Idempotence } from './idempotence.ts';
import { MemoryBudget } from './memory-budget.ts';
import { StickyPartitioner } from './partitioner/sticky.ts';
import type { ProducerBatch } from './producer-batch.ts';
import {
  resolveProducerOptions,
  type ProducerConfig,
  type ProducerOptions,
} from './producer-options.ts';
import {
  BATCH_OVERHEAD_BYTES,
  recordBytesMax,
  type ProducerRecord,
  type RecordBytes,
  type RecordMetadata,
} from './producer-record.ts';
import { Sender } from './sender.ts';

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
}

/** A record in its batch: all that is kept of it while it is on its way. */
interface Placed {
  readonly batch: ProducerBatch;
  readonly index: number;
  readonly timestamp: number;
}

/** What the producer remembers of a topic. */
interface TopicState {
  readonly sticky: StickyPartitioner;
  /** Sends that wait for metadata or memory; later ones of the topic stand behind them. */
  waiting: number;
  /** The last of them. */
  tail: Promise<unknown>;
}

/** Keys and values are what the serializers take; bytes or text without one. */
export class Producer<Key = RecordBytes, Value = RecordBytes> {
  readonly #core: ClientCore;
  readonly #config: ProducerConfig;
  readonly #keySerializer: Serializer<Key> | undefined;
  readonly #valueSerializer: Serializer<Value> | undefined;
  readonly #accumulator: Accumulator;
  readonly #memory: MemoryBudget;
  readonly #sender: Sender;
  readonly #topics = new Map<string, TopicState>();
  /** No more records are taken; those that were are still delivered. */
  #isClosing = false;
  #isClosed = false;

  /**
   * Connects when the first record is sent. Throws a ConfigError for settings that cannot be used.
   */
  constructor(options: ProducerOptions<Key, Value>) {
    const config = resolveProducerOptions(options, 'producer-1');
    this.#keySerializer = options.keySerializer;
    this.#valueSerializer = options.valueSerializer;
    this.#config = config;
    this.#core = new ClientCore(config);
    const idempotence = config.isIdempotent ? new Idempotence() : undefined;
    this.#accumulator = new Accumulator(config, idempotence);
    this.#memory = new MemoryBudget(config.world, config.bufferBytes);
    this.#sender = new Sender({
      core: this.#core,
      config,
      accumulator: this.#accumulator,
      memory: this.#memory,
      idempotence,
    });
  }

  /** What is buffered and not yet delivered, in bytes of memory. */
  get bufferedBytes(): number {
    return this.#memory.usedBytes;
  }

  /**
   * Sends one record; resolves once the broker has it as `acks` demands. The signal ends waiting
   * for metadata and memory; a record that is in a batch is sent all the same.
   */
  async send(
    record: ProducerRecord<Key, Value>,
    options: SendOptions = {},
  ): Promise<RecordMetadata> {
    const placed = this.#place(this.#serialized(record), options);
    const { batch, index, timestamp } = placed instanceof Promise ? await placed : placed;
    const { report } = batch;
    await report.settled;
    return metadataOf({ batch, index, timestamp });
  }

  /**
   * Sends many records with one promise per batch, not per record. Resolves with their number once
   * all are delivered; rejects with the first error, after every record's fate is known.
   */
  async sendBatch(
    records: Iterable<ProducerRecord<Key, Value>>,
    options: SendOptions = {},
  ): Promise<{ readonly recordCount: number }> {
    const runs = new Map<ProducerBatch, { first: number; last: number }>();
    let recordCount = 0;
    for (const record of records) {
      const placing = this.#place(this.#serialized(record), options);
      const { batch, index } = placing instanceof Promise ? await placing : placing;
      recordCount += 1;
      const run = runs.get(batch);
      if (run === undefined) runs.set(batch, { first: index, last: index });
      else run.last = index;
    }
    for (const { report } of runs.keys()) await report.settled;
    for (const [{ report }, { first, last }] of runs) {
      const error = report.errorAmong(first, last);
      if (error !== undefined) throw error;
    }
    return { recordCount };
  }

  /** Resolves once everything sent so far is delivered or has failed; does not linger for it. */
  async flush(options: SendOptions = {}): Promise<void> {
    await this.#settle(this.#config.deliveryTimeoutMs + this.#config.maxBlockMs, options.signal);
  }

  /** The partitions of a topic, for those who choose one themselves. */
  async partitionsFor(topic: string, options: SendOptions = {}): Promise<TopicMetadata> {
    const { maxBlockMs: timeoutMs } = this.#config;
    return this.#core.metadata.topic(topic, { timeoutMs, signal: options.signal });
  }

  /**
   * Delivers what is buffered for at most `timeoutMs` (default: until the delivery timeout), fails
   * the rest and closes the connections. Safe to call again.
   */
  async close(options: { readonly timeoutMs?: number } = {}): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    const { timeoutMs = this.#config.deliveryTimeoutMs } = options;
    if (timeoutMs > 0) await this.#settle(timeoutMs).catch(() => undefined);
    this.#isClosed = true;
    const reason = 'the producer was closed before the record was delivered';
    this.#sender.failAll(new ClosedError(reason));
    this.#sender.stop();
    this.#core.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #settle(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    const relax = this.#sender.urge();
    try {
      const wait = { timeoutMs, waitingFor: 'all records to be delivered', signal };
      await waitFor<void>(this.#config.world, wait, ({ resolve }) => {
        void this.#settled().then(resolve);
        return undefined;
      });
    } finally {
      relax();
    }
  }

  /** Everything sent so far, also what still waits for metadata or memory. */
  async #settled(): Promise<void> {
    await Promise.all([...this.#topics.values()].map(({ tail }) => tail));
    this.#sender.wake();
    await Promise.all(this.#sender.undelivered().map(({ report }) => report.settled));
  }

  /** Throws a SerializationError. */
  #serialized(record: ProducerRecord<Key, Value>): ProducerRecord {
    const keySerializer = this.#keySerializer;
    const valueSerializer = this.#valueSerializer;
    // Without one, `Key` and `Value` are bytes or text, which is looked at when they are measured.
    const plain = record as ProducerRecord;
    if (keySerializer === undefined && valueSerializer === undefined) return plain;
    const { topic, key, value } = record;
    const of = { key: { topic, part: 'key' }, value: { topic, part: 'value' } } as const;
    return {
      ...plain,
      ...(keySerializer && { key: serialized(keySerializer, key, of.key) }),
      ...(valueSerializer && { value: serialized(valueSerializer, value, of.value) }),
    };
  }

  /**
   * A promise only where the record has to wait: then it keeps its place among those of its topic.
   */
  #place(record: ProducerRecord, options: SendOptions): Placed | Promise<Placed> {
    if (this.#isClosing) throw new ClosedError('the producer is closed');
    const state = this.#stateOf(record.topic);
    const placed = state.waiting === 0 ? this.#placeNow(record, 0) : undefined;
    return placed ?? this.#placeInTurn(record, options, state);
  }

  async #placeInTurn(
    record: ProducerRecord,
    options: SendOptions,
    state: TopicState,
  ): Promise<Placed> {
    const before = state.tail;
    // Counted from the call, also for one that stands behind others for all that time.
    const endMs = this.#config.world.clock.monotonicMs() + this.#config.maxBlockMs;
    const mine = before.then(() => this.#placeLater(record, options, endMs));
    state.waiting += 1;
    state.tail = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      state.waiting -= 1;
    }
  }

  /**
   * The common case: the topic is known, and its open batch has room or there is memory for a new
   * one. `granted`: bytes of memory that were waited for and are the caller's already.
   */
  #placeNow(record: ProducerRecord, granted: number): Placed | undefined {
    const topic = this.#core.metadata.current.topics.get(record.topic);
    if (topic === undefined) return undefined;
    const bytesMax = recordBytesMax(record);
    this.#checkSize(record, bytesMax + BATCH_OVERHEAD_BYTES);
    const { clock } = this.#config.world;
    const timestamp = timestampOf(record, clock);
    const chosen = record.partition ?? this.#config.partitioner(record, topic);
    // A partition that is named and not known (yet).
    if (chosen !== undefined && topic.partitions[chosen] === undefined) return undefined;
    const partition = chosen ?? this.#stickyPartition(topic);
    const queue = this.#accumulator.queueOf(record.topic, partition);
    let appended = this.#accumulator.tryAppend(queue, record, { timestamp, bytesMax });
    if (appended === undefined) {
      const memoryBytes = this.#memoryFor(bytesMax);
      if (granted === 0 && !this.#memory.tryTake(memoryBytes)) return undefined;
      const given = { timestamp, nowMs: clock.monotonicMs(), bytesMax: memoryBytes };
      appended = this.#accumulator.appendToNew(queue, record, given);
    } else if (granted > 0) this.#memory.release(granted);
    if (appended.isNewBatch || appended.isReady) this.#sender.wake();
    if (chosen === undefined) this.#producedSticky(appended, topic);
    return { batch: appended.batch, index: appended.index, timestamp };
  }

  /** Waits for what `#placeNow` lacked, metadata or memory, until `endMs`. */
  async #placeLater(
    record: ProducerRecord,
    options: SendOptions,
    endMs: number,
  ): Promise<Placed> {
    const { world } = this.#config;
    const { signal } = options;
    const leftMs = (): number => Math.max(0, endMs - world.clock.monotonicMs());
    const topic = await this.#core.metadata.topic(record.topic, { timeoutMs: leftMs(), signal });
    this.#checkPartition(record, topic);
    const placed = this.#placeNow(record, 0);
    if (placed !== undefined) return placed;
    const memoryBytes = this.#memoryFor(recordBytesMax(record));
    const waitingFor = `${memoryBytes} bytes of bufferMemory to come free`;
    const waiting = this.#memory.take(memoryBytes, { timeoutMs: leftMs(), waitingFor, signal });
    this.#sender.wake();
    await waiting;
    const placedNow = this.#isClosed ? undefined : this.#placeNow(record, memoryBytes);
    if (placedNow !== undefined) return placedNow;
    this.#memory.release(memoryBytes);
    throw this.#isClosed
      ? new ClosedError('the producer is closed')
      : new ClientError(`${record.topic} vanished from the metadata while a record waited`);
  }

  #memoryFor(bytesMax: number): number {
    const { batchBytes, bufferBytes } = this.#config;
    return Math.min(Math.max(batchBytes, bytesMax + BATCH_OVERHEAD_BYTES), bufferBytes);
  }

  #checkSize(record: ProducerRecord, bytesMax: number): void {
    const { requestBytesMax, bufferBytes } = this.#config;
    if (bytesMax > requestBytesMax) {
      throw new RecordTooLargeError(
        `a record of ${bytesMax} bytes for ${record.topic} is larger than maxRequestSize, ` +
          `${requestBytesMax}`,
      );
    }
    if (bytesMax > bufferBytes) {
      throw new RecordTooLargeError(
        `a record of ${bytesMax} bytes for ${record.topic} is larger than bufferMemory, ` +
          `${bufferBytes}`,
      );
    }
  }

  #checkPartition(record: ProducerRecord, topic: TopicMetadata): void {
    const { partition } = record;
    if (partition === undefined || topic.partitions[partition] !== undefined) return;
    throw new ClientError(
      `partition ${partition} of ${record.topic} does not exist: ` +
        `the topic has ${topic.partitions.length} partitions`,
    );
  }

  #stickyPartition(topic: TopicMetadata): number {
    const { sticky } = this.#stateOf(topic.name);
    return sticky.current({ partitionCount: topic.partitions.length, available: topic.available });
  }

  #stateOf(topic: string): TopicState {
    let state = this.#topics.get(topic);
    if (state === undefined) {
      const sticky = new StickyPartitioner(this.#config.world.random, this.#config.batchBytes);
      state = { sticky, waiting: 0, tail: Promise.resolve() };
      this.#topics.set(topic, state);
    }
    return state;
  }

  #producedSticky(appended: Appended, topic: TopicMetadata): void {
    const { sticky } = this.#stateOf(topic.name);
    if (appended.isReady && this.#config.isAdaptive) this.#weigh(sticky, topic);
    const choices = { partitionCount: topic.partitions.length, available: topic.available };
    sticky.produced(appended.batch.bytesOfLast, appended.isReady, choices);
  }

  #weigh(sticky: StickyPartitioner, topic: TopicMetadata): void {
    const lengths = this.#accumulator.queueLengths(topic.name, topic.available);
    sticky.updateLoads(
      lengths === undefined
        ? undefined
        : {
            partitions: topic.available,
            queueLengths: lengths,
            partitionCount: topic.partitions.length,
          },
    );
  }
}

function timestampOf(record: ProducerRecord, clock: Clock): number {
  const { timestamp } = record;
  if (timestamp === undefined) return clock.wallMs();
  if (Number.isSafeInteger(timestamp) && timestamp >= 0) return timestamp;
  throw new ClientError(
    `Invalid timestamp: ${timestamp}. Timestamp should always be non-negative or null.`,
  );
}

function metadataOf({ batch, index, timestamp }: Placed): RecordMetadata {
  assert(batch.report.isSettled, 'a record was asked for its offset before it was delivered');
  const outcome = batch.report.outcomeOf(index);
  if (outcome instanceof Error) throw outcome;
  const { topic, partition } = batch.queue;
  const { offset, logAppendTimeMs } = outcome;
  return {
    topic,
    partition,
    offset,
    timestamp: logAppendTimeMs >= 0 ? logAppendTimeMs : timestamp,
  };
}
