// Puts records into batches: chooses the partition, waits for metadata and memory where they are
// lacking, and keeps the order of a topic's records meanwhile. What becomes of the batches is the
// accumulator's and the sender's.

import type { Clock } from '@ottla/base';

import type { ClientCore } from '../core/client-core.ts';
import type { TopicMetadata } from '../core/cluster-metadata.ts';
import { ClientError, ClosedError, RecordTooLargeError } from '../errors.ts';
import type { Accumulator, Appended } from './accumulator.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { PartitionQueue } from './partition-queue.ts';
import { StickyPartitioner } from './partitioner/sticky.ts';
import type { ProducerBatch } from './producer-batch.ts';
import type { ProducerConfig } from './producer-options.ts';
import { BATCH_OVERHEAD_BYTES, recordBytesMax, type ProducerRecord } from './producer-record.ts';

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
}

/** A record in its batch: all that is kept of it while it is on its way. */
export interface Placed {
  readonly batch: ProducerBatch;
  readonly index: number;
  readonly timestamp: number;
}

export interface RecordPlacerParts {
  readonly core: ClientCore;
  readonly config: ProducerConfig;
  readonly accumulator: Accumulator;
  readonly memory: MemoryBudget;
  /** A batch is new or full, or memory is waited for. */
  readonly wake: () => void;
  /** Throws where no record of this transaction may be placed any more. */
  readonly admit?: ((serial: number) => void) | undefined;
  /** A record was placed. */
  readonly enlist?: ((queue: PartitionQueue) => void) | undefined;
}

/** What is remembered of a topic. */
interface TopicState {
  readonly sticky: StickyPartitioner;
  /** Records that wait for metadata or memory; later ones of the topic stand behind them. */
  waiting: number;
  /** The last of them. */
  tail: Promise<unknown>;
}

/** One record on its way into a batch. */
interface Placing {
  readonly record: ProducerRecord;
  readonly signal: AbortSignal | undefined;
  /** Of the transaction that it belongs to; 0 without transactions. */
  readonly serial: number;
}

export class RecordPlacer {
  readonly #parts: RecordPlacerParts;
  readonly #config: ProducerConfig;
  readonly #core: ClientCore;
  readonly #topics = new Map<string, TopicState>();
  #isClosed = false;

  constructor(parts: RecordPlacerParts) {
    this.#parts = parts;
    this.#config = parts.config;
    this.#core = parts.core;
  }

  /**
   * A promise only where the record has to wait: then it keeps its place among those of its topic.
   */
  place(record: ProducerRecord, options: SendOptions, serial: number): Placed | Promise<Placed> {
    const state = this.#stateOf(record.topic);
    const placed = state.waiting === 0 ? this.#placeNow(record, 0, serial) : undefined;
    return placed ?? this.#placeInTurn({ record, signal: options.signal, serial }, state);
  }

  /** Resolves when no record waits any more that waits now. */
  async placedAll(): Promise<void> {
    await Promise.all([...this.#topics.values()].map(({ tail }) => tail));
  }

  /** What still waits is placed no more. */
  close(): void {
    this.#isClosed = true;
  }

  async #placeInTurn(placing: Placing, state: TopicState): Promise<Placed> {
    const before = state.tail;
    // Counted from the call, also for one that stands behind others for all that time.
    const endMs = this.#config.world.clock.monotonicMs() + this.#config.maxBlockMs;
    const mine = before.then(() => this.#placeLater(placing, endMs));
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
  #placeNow(record: ProducerRecord, granted: number, serial: number): Placed | undefined {
    const { accumulator, memory, wake, enlist } = this.#parts;
    const topic = this.#core.metadata.current.topics.get(record.topic);
    if (topic === undefined) return undefined;
    const bytesMax = recordBytesMax(record);
    this.#checkSize(record, bytesMax + BATCH_OVERHEAD_BYTES);
    const { clock } = this.#config.world;
    const timestamp = timestampOf(record, clock);
    const chosen = record.partition ?? this.#config.partitioner(record, topic);
    // A partition that is named and not known (yet).
    if (chosen !== undefined && topic.partitions[chosen] === undefined) return undefined;
    this.#parts.admit?.(serial);
    const partition = chosen ?? this.#stickyPartition(topic);
    const queue = accumulator.queueOf(record.topic, partition);
    let appended = accumulator.tryAppend(queue, record, { timestamp, bytesMax });
    if (appended === undefined) {
      const memoryBytes = this.#memoryFor(bytesMax);
      if (granted === 0 && !memory.tryTake(memoryBytes)) return undefined;
      const given = { timestamp, nowMs: clock.monotonicMs(), bytesMax: memoryBytes };
      appended = accumulator.appendToNew(queue, record, given);
    } else if (granted > 0) memory.release(granted);
    enlist?.(queue);
    if (appended.isNewBatch || appended.isReady) wake();
    if (chosen === undefined) this.#producedSticky(appended, topic);
    return { batch: appended.batch, index: appended.index, timestamp };
  }

  /** Waits for what `#placeNow` lacked, metadata or memory, until `endMs`. */
  async #placeLater({ record, signal, serial }: Placing, endMs: number): Promise<Placed> {
    const { memory, wake } = this.#parts;
    const { world } = this.#config;
    const leftMs = (): number => Math.max(0, endMs - world.clock.monotonicMs());
    const topic = await this.#core.metadata.topic(record.topic, { timeoutMs: leftMs(), signal });
    this.#checkPartition(record, topic);
    const placed = this.#placeNow(record, 0, serial);
    if (placed !== undefined) return placed;
    const memoryBytes = this.#memoryFor(recordBytesMax(record));
    const waitingFor = `${memoryBytes} bytes of bufferMemory to come free`;
    const waiting = memory.take(memoryBytes, { timeoutMs: leftMs(), waitingFor, signal });
    wake();
    await waiting;
    const placedNow = this.#isClosed ? undefined : this.#placeGranted(record, memoryBytes, serial);
    if (placedNow !== undefined) return placedNow;
    memory.release(memoryBytes);
    throw this.#isClosed
      ? new ClosedError('the producer is closed')
      : new ClientError(`${record.topic} vanished from the metadata while a record waited`);
  }

  /** What throws has used none of the memory that was granted. */
  #placeGranted(record: ProducerRecord, granted: number, serial: number): Placed | undefined {
    try {
      return this.#placeNow(record, granted, serial);
    } catch (error) {
      this.#parts.memory.release(granted);
      throw error;
    }
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
    const lengths = this.#parts.accumulator.queueLengths(topic.name, topic.available);
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
