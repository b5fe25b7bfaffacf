// Puts records into batches: chooses the partition, waits for metadata and memory where they are
// lacking, and keeps the order of a topic's records meanwhile. What becomes of the batches is the
// accumulator's and the sender's.

import type { Clock } from '@ottla/base';

import type { ClientCore } from '../core/client-core.ts';
import type { TopicMetadata } from '../core/cluster-metadata.ts';
import { waitFor, waitUntil } from '../core/wait.ts';
import { ClientError, ClosedError, RecordTooLargeError } from '../errors.ts';
import type { Accumulator, Appended } from './accumulator.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { PartitionQueue } from './partition-queue.ts';
import { StickyPartitioner, type PartitionLoads } from './partitioner/sticky.ts';
import type { BatchQueue, ProducerBatch } from './producer-batch.ts';
import type { ProducerConfig } from './producer-options.ts';
import { BATCH_OVERHEAD_BYTES, recordBytesMax, type ProducerRecord } from './producer-record.ts';

/** Longer names no broker takes: their records are refused in their turn. */
const TOPIC_NAME_LENGTH_MAX = 249;

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
  readonly enlist?: ((queue: BatchQueue) => void) | undefined;
}

/** What is remembered of a topic. */
interface TopicState {
  readonly sticky: StickyPartitioner;
  /** Records that wait for metadata or memory; later ones of the topic stand behind them. */
  waiting: number;
  /** The last of them. */
  tail: Promise<unknown>;
}

/** A record, with the most bytes that it can take in a batch. */
interface Sized {
  readonly record: ProducerRecord;
  readonly timestamp: number;
  readonly bytesMax: number;
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

  /** These will be placed soon: topics that are new are asked for in one request. */
  expect(records: Iterable<{ readonly topic: string } | null | undefined>): void {
    for (const record of records) {
      const topic = record?.topic;
      // Callers without types may give anything, of which nobody can be asked.
      const isName = typeof topic === 'string' && topic.length <= TOPIC_NAME_LENGTH_MAX;
      if (isName) this.#core.metadata.want(topic);
    }
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
    const { signal } = placing;
    // Counted from the call, also for one that stands behind others for all that time.
    const endMs = this.#config.world.clock.monotonicMs() + this.#config.maxBlockMs;
    const turn = signal === undefined ? before : this.#turnAfter(before, placing);
    const mine = turn.then(() => this.#placeLater(placing, endMs));
    const ended = mine.catch(() => undefined);
    state.waiting += 1;
    // One that leaves early does not let those behind it past those before it.
    state.tail = signal === undefined ? ended : before.then(() => ended);
    try {
      return await mine;
    } finally {
      state.waiting -= 1;
    }
  }

  /** Until those before it are done, or the signal ends the wait. */
  #turnAfter(before: Promise<unknown>, { record, signal }: Placing): Promise<void> {
    const { world, maxBlockMs: timeoutMs } = this.#config;
    const waitingFor = `records before it for topic ${record.topic}`;
    return waitFor<void>(world, { timeoutMs, waitingFor, signal }, ({ resolve }) => {
      void before.then(() => resolve());
      return undefined;
    });
  }

  /**
   * The common case: the topic is known, and its open batch has room or there is memory for a new
   * one. `granted`: bytes of memory that were waited for and are the caller's already.
   */
  #placeNow(record: ProducerRecord, granted: number, serial: number): Placed | undefined {
    // Later nobody would send it, or fail it.
    if (this.#isClosed) throw new ClosedError('the producer is closed');
    const topic = this.#core.metadata.current.topics.get(record.topic);
    if (topic === undefined) return undefined;
    const bytesMax = recordBytesMax(record);
    this.#checkSize(record, bytesMax + BATCH_OVERHEAD_BYTES);
    const timestamp = timestampOf(record, this.#config.world.clock);
    const chosen = record.partition ?? this.#config.partitioner(record, topic);
    // A partition that is named and not known (yet).
    if (chosen !== undefined && topic.partitions[chosen] === undefined) return undefined;
    this.#parts.admit?.(serial);
    const sized = { record, timestamp, bytesMax };
    const appended =
      chosen === undefined
        ? this.#appendSticky(topic, sized, granted)
        : this.#append(this.#parts.accumulator.queueOf(record.topic, chosen), sized, granted);
    if (appended === undefined) return undefined;
    this.#parts.enlist?.(appended.batch.queue);
    // For each batch, not for each record.
    if (appended.isNewBatch) this.#core.metadata.used(record.topic);
    if (appended.isNewBatch || appended.isReady) this.#parts.wake();
    return { batch: appended.batch, index: appended.index, timestamp };
  }

  /** To the partition of the moment, from which it moves on as KIP-794 says. */
  #appendSticky(topic: TopicMetadata, sized: Sized, granted: number): Appended | undefined {
    const { accumulator, wake } = this.#parts;
    const { sticky } = this.#stateOf(topic.name);
    let queue = accumulator.queueOf(topic.name, sticky.current(topic));
    const open = this.#appendToOpen(queue, sized, granted);
    // Before a new batch is begun: a small one would be left behind. The full one may go.
    if (open === undefined && sticky.isDone(true)) {
      queue = accumulator.queueOf(topic.name, this.#moveOn(sticky, topic));
      wake();
    }
    const appended = open ?? this.#append(queue, sized, granted);
    if (appended === undefined) return undefined;
    const { bytesOfLast, isFull } = appended.batch;
    if (sticky.produced(bytesOfLast, isFull)) this.#moveOn(sticky, topic);
    return appended;
  }

  /** Undefined where there is no memory for a new batch that it needs. */
  #append(queue: PartitionQueue, sized: Sized, granted: number): Appended | undefined {
    const open = this.#appendToOpen(queue, sized, granted);
    if (open !== undefined) return open;
    const { accumulator, memory } = this.#parts;
    const { record, timestamp, bytesMax } = sized;
    const memoryBytes = this.#memoryFor(bytesMax);
    if (granted === 0 && !memory.tryTake(memoryBytes)) return undefined;
    const nowMs = this.#config.world.clock.monotonicMs();
    try {
      return accumulator.appendToNew(queue, record, { timestamp, nowMs, bytesMax: memoryBytes });
    } catch (error) {
      if (granted === 0) memory.release(memoryBytes);
      throw error;
    }
  }

  /** Undefined where the open batch has no room, or has no memory to grow. */
  #appendToOpen(queue: PartitionQueue, sized: Sized, granted: number): Appended | undefined {
    const { accumulator, memory } = this.#parts;
    const { last } = queue;
    if (last?.hasRoomFor(sized.bytesMax)) {
      const lackingBytes = last.memoryLackingFor(sized.bytesMax);
      if (lackingBytes > 0 && !memory.tryTake(lackingBytes)) return undefined;
      last.memoryBytes += lackingBytes;
    }
    const appended = accumulator.tryAppend(queue, sized.record, sized);
    if (appended !== undefined && granted > 0) memory.release(granted);
    return appended;
  }

  /** Waits for what `#placeNow` lacked, metadata or memory, until `endMs`. */
  async #placeLater(placing: Placing, endMs: number): Promise<Placed> {
    const { record, signal, serial } = placing;
    const { memory, wake } = this.#parts;
    const { world } = this.#config;
    const leftMs = (): number => Math.max(0, endMs - world.clock.monotonicMs());
    for (;;) {
      await this.#untilKnown(placing, leftMs);
      const placed = this.#placeNow(record, 0, serial);
      if (placed !== undefined) return placed;
      const memoryBytes = this.#memoryFor(recordBytesMax(record));
      const waitingFor = `${memoryBytes} bytes of bufferMemory to come free`;
      const waiting = memory.take(memoryBytes, { timeoutMs: leftMs(), waitingFor, signal });
      wake();
      await waiting;
      const placedNow = this.#placeGranted(record, memoryBytes, serial);
      if (placedNow !== undefined) return placedNow;
    }
  }

  /**
   * Undefined where the topic has vanished from the metadata, perhaps for a moment. Memory that is
   * not used is given back.
   */
  #placeGranted(record: ProducerRecord, granted: number, serial: number): Placed | undefined {
    const { topic } = record;
    let placed: Placed | undefined;
    try {
      placed = this.#placeNow(record, granted, serial);
      if (placed === undefined && this.#core.metadata.current.topics.has(topic)) {
        throw new ClientError(`a partition of ${topic} vanished while a record waited for memory`);
      }
      return placed;
    } finally {
      if (placed === undefined) this.#parts.memory.release(granted);
    }
  }

  /** Until there is metadata of the topic, and of the partition that the record names. */
  async #untilKnown({ record, signal }: Placing, leftMs: () => number): Promise<void> {
    const { metadata } = this.#core;
    const { topic: name } = record;
    const topic = await metadata.topic(name, { timeoutMs: leftMs(), signal });
    const partition = record.partition ?? undefined;
    if (partition === undefined || topic.partitions[partition] !== undefined) return;
    // It may have been added since: a broker is asked once more.
    metadata.requestRefresh();
    const waitingFor = `metadata of partition ${partition} of topic ${name}`;
    const wait = { timeoutMs: leftMs(), waitingFor, signal };
    await waitUntil(this.#config.world, metadata.changes, wait, () => {
      if (this.#isClosed) throw new ClosedError('the producer is closed');
      const told = metadata.current.topics.get(name);
      if (told === undefined || told === topic) return undefined;
      checkPartition(partition, told);
      return told;
    });
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

  #stateOf(topic: string): TopicState {
    let state = this.#topics.get(topic);
    if (state === undefined) {
      const sticky = new StickyPartitioner(this.#config.world.random, this.#config.batchBytes);
      state = { sticky, waiting: 0, tail: Promise.resolve() };
      this.#topics.set(topic, state);
    }
    return state;
  }

  /** Returns the next partition; prefers short queues where the producer is adaptive. */
  #moveOn(sticky: StickyPartitioner, topic: TopicMetadata): number {
    return sticky.moveOn(topic, this.#config.isAdaptive ? this.#loadsOf(topic) : undefined);
  }

  #loadsOf({ name, available, partitions }: TopicMetadata): PartitionLoads | undefined {
    const queueLengths = this.#parts.accumulator.queueLengths(name, available);
    const partitionCount = partitions.length;
    return queueLengths && { partitions: available, queueLengths, partitionCount };
  }
}

function checkPartition(partition: number, { name, partitions }: TopicMetadata): void {
  if (partitions[partition] !== undefined) return;
  const those = `the topic has ${partitions.length} partitions`;
  throw new ClientError(`partition ${partition} of ${name} does not exist: ${those}`);
}

function timestampOf(record: ProducerRecord, clock: Clock): number {
  const { timestamp } = record;
  if (timestamp === undefined) return clock.wallMs();
  if (Number.isSafeInteger(timestamp) && timestamp >= 0) return timestamp;
  throw new ClientError(
    `Invalid timestamp: ${timestamp}. Timestamp should always be non-negative or null.`,
  );
}
