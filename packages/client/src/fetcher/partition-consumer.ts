// A consumer of partitions that the application names: no group, no commits. Records come in the
// batches in which they were fetched; what is read ahead waits in memory.

import type { TopicMetadata } from '../core/cluster-metadata.ts';
import type { ClientStats } from '../core/client-stats.ts';
import { ClientCore } from '../core/client-core.ts';
import { waitUntil } from '../core/wait.ts';
import { ClosedError } from '../errors.ts';
import { AssignedPartition, type StartPosition } from './assigned-partition.ts';
import {
  resolveConsumerOptions,
  type ConsumerConfig,
  type ConsumerOptions,
} from './consumer-options.ts';
import { Fetcher } from './fetcher.ts';
import type { ConsumedRecord, FetchedBatch } from './fetched-batch.ts';
import { resetPosition } from './offset-reset.ts';
import { PartitionSet } from './partition-set.ts';
import { partitionStats, type PartitionStats } from './partition-stats.ts';
import { RecordReading, type BatchInHand } from './record-reading.ts';
import type { TopicPartition } from './topic-partition.ts';

export interface Assignment extends TopicPartition {
  /** Default: the reset policy's end of the log. */
  readonly from?: StartPosition | undefined;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
}

export class PartitionConsumer<Key = Uint8Array, Value = Uint8Array>
  implements AsyncIterable<ConsumedRecord<Key, Value>>
{
  readonly #core: ClientCore;
  readonly #config: ConsumerConfig;
  readonly #fetcher: Fetcher;
  readonly #assigned = new PartitionSet();
  /** What was handed out last, for one who reads it record by record. */
  #inHand: BatchInHand | undefined;
  #isClosed = false;

  /**
   * Connects once partitions are assigned. Throws a ConfigError for settings that cannot be used.
   */
  constructor(options: ConsumerOptions<Key, Value>) {
    this.#config = resolveConsumerOptions(options, 'consumer-1');
    this.#core = new ClientCore(this.#config);
    this.#fetcher = new Fetcher(this.#core, this.#config, () => this.#assigned);
  }

  /** Replaces the assignment; a partition that stays keeps its position unless `from` is given. */
  assign(partitions: readonly Assignment[]): void {
    this.#checkOpen();
    const assigned = partitions.map(({ topic, partition, from }) => {
      const kept = this.#assigned.find({ topic, partition });
      if (kept !== undefined && from === undefined) return kept;
      return new AssignedPartition(topic, partition, from ?? this.#defaultStart());
    });
    this.#assigned.replace(assigned);
    this.#core.metadata.retain(new Set(partitions.map(({ topic }) => topic)));
    this.#fetcher.wake();
  }

  get assignment(): readonly TopicPartition[] {
    return this.#assigned.all.map(({ topic, partition }) => ({ topic, partition }));
  }

  seek(where: TopicPartition, to: StartPosition): void {
    this.#assigned.require(where).seek(to);
    this.#fetcher.wake();
  }

  /** The offset of the next record for the application; undefined until it was looked up. */
  position(where: TopicPartition): number | undefined {
    return this.#assigned.require(where).position;
  }

  /** The leader's, as of the last fetch; -1 before it. */
  highWatermark(where: TopicPartition): number {
    return this.#assigned.require(where).highWatermark;
  }

  /** Fetches no more of these, and hands out none of what waits, until `resume`. */
  pause(partitions: readonly TopicPartition[]): void {
    for (const where of partitions) this.#assigned.require(where).isPaused = true;
    // Others may be fetched in their place.
    this.#fetcher.wake();
  }

  resume(partitions: readonly TopicPartition[]): void {
    for (const where of partitions) this.#assigned.require(where).isPaused = false;
    this.#fetcher.wake();
    this.#fetcher.arrivals.announce();
  }

  /** The partitions of a topic; waits until it is known. */
  partitionsFor(topic: string, options: ReadOptions = {}): Promise<TopicMetadata> {
    const { apiTimeoutMs: timeoutMs } = this.#config;
    return this.#core.metadata.topic(topic, { timeoutMs, signal: options.signal });
  }

  /** As `partitionsFor`, for a topic that may be created later: waits until the signal. */
  awaitTopic(topic: string, options: ReadOptions = {}): Promise<TopicMetadata> {
    return this.#core.metadata.topic(topic, { timeoutMs: Infinity, signal: options.signal });
  }

  /** The next batch if one waits: partitions take turns. Throws what ended consuming. */
  poll(): FetchedBatch<Key, Value> | undefined {
    const assigned = this.#assigned.nextWaiting();
    if (assigned !== undefined) {
      const { generation, position: offset = 0, positionEpoch: leaderEpoch } = assigned;
      this.#inHand = { assigned, generation, from: { offset, leaderEpoch } };
      const batch = assigned.take();
      this.#fetcher.wake();
      return batch as FetchedBatch<Key, Value> | undefined; // by its own deserializers
    }
    const failure = this.#fetcher.takeFailure();
    if (failure !== undefined) throw failure;
    this.#checkOpen();
    return undefined;
  }

  /** The next batch, waiting for it; the TimeoutError says for how long. */
  next(
    options: ReadOptions & { readonly timeoutMs?: number } = {},
  ): Promise<FetchedBatch<Key, Value>> {
    const { timeoutMs = Infinity, signal } = options;
    const wait = { timeoutMs, waitingFor: 'records', signal };
    return waitUntil(this.#config.world, this.#fetcher.arrivals, wait, () => this.poll());
  }

  /** Batch by batch, until the signal, `close` (both end the loop) or an error (thrown). */
  async *batches(
    options: ReadOptions = {},
  ): AsyncGenerator<FetchedBatch<Key, Value>, void, undefined> {
    while (!this.#isEnded(options)) {
      try {
        const batch = this.poll() ?? (await this.next(options));
        yield batch;
      } catch (error) {
        if (this.#isEnded(options)) return;
        throw error;
      }
    }
  }

  /** Record by record; `batches` costs less where there are many. */
  async *records(
    options: ReadOptions = {},
  ): AsyncGenerator<ConsumedRecord<Key, Value>, void, undefined> {
    for await (const batch of this.batches(options)) {
      if (this.#inHand !== undefined) yield* this.#recordsOf(batch, this.#inHand, options);
    }
  }

  /** What a loop that is left in the middle has not had is read again, as after a seek in it. */
  *#recordsOf(
    batch: FetchedBatch<Key, Value>,
    inHand: BatchInHand,
    options: ReadOptions,
  ): Generator<ConsumedRecord<Key, Value>, void, undefined> {
    const reading = new RecordReading(inHand);
    let isDone = false;
    try {
      for (const record of batch) {
        reading.take(record);
        yield record;
        if (!reading.isGood || this.#isEnded(options)) return;
      }
      isDone = true;
    } finally {
      if (isDone) reading.finishBatch();
      else {
        reading.leave();
        this.#fetcher.wake();
      }
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<ConsumedRecord<Key, Value>, void, undefined> {
    return this.records();
  }

  stats(): ClientStats & { readonly partitions: readonly PartitionStats[] } {
    const nowMs = this.#config.world.clock.monotonicMs();
    const { current } = this.#core.metadata;
    return { ...this.#core.stats(), partitions: partitionStats(this.#assigned, current, nowMs) };
  }

  /** Ends the sessions and closes the connections. Safe to call again. */
  close(): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#fetcher.stop();
      this.#core.close();
    }
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #isEnded({ signal }: ReadOptions): boolean {
    return this.#isClosed || signal?.aborted === true;
  }

  #defaultStart(): StartPosition {
    const { autoOffsetReset, world } = this.#config;
    return resetPosition(autoOffsetReset, world.clock.wallMs()) ?? { offset: 0 };
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new ClosedError('the consumer is closed');
  }
}
