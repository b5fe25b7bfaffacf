// Records that wait to be sent, in batches per partition: which batch takes a record, which brokers
// have something ready, what goes into the next request, what has waited too long. Pure; the sender
// performs it. Memory is counted here, waited for in memory-budget.ts.

import type { ClusterMetadata } from '../core/cluster-metadata.ts';
import { partitionOf } from '../core/cluster-metadata.ts';
import type { Idempotence } from './idempotence.ts';
import { PartitionQueue } from './partition-queue.ts';
import { ProducerBatch } from './producer-batch.ts';
import type { ProducerConfig } from './producer-options.ts';
import type { ProducerRecord } from './producer-record.ts';
import { NONE } from './sequence-track.ts';

/** What the sender knows when it asks. */
export interface Moment {
  readonly metadata: ClusterMetadata;
  readonly nowMs: number;
  /** Everything goes at once: a flush, a close, or callers that wait for memory. */
  readonly isUrgent: boolean;
  /** Whether nothing is in flight to that broker. */
  readonly isIdle: (nodeId: number) => boolean;
}

/** Which partitions may be written to, where that is not always so. */
export interface DrainGate {
  mayDrain(queue: PartitionQueue): boolean;
}

export interface Readiness {
  readonly nodes: ReadonlySet<number>;
  /** Something that is not ready now may be then; Infinity where nothing waits. */
  readonly nextCheckMs: number;
  /** Topics with batches for partitions without a known leader. */
  readonly leaderless: ReadonlySet<string>;
}

export interface Appended {
  readonly batch: ProducerBatch;
  /** The record's number in the batch. */
  readonly index: number;
  /** The batch, or one before it, is full: the sender has something to do. */
  readonly isReady: boolean;
  readonly isNewBatch: boolean;
}

export class Accumulator {
  readonly #config: ProducerConfig;
  readonly #idempotence: Idempotence | undefined;
  readonly #gate: DrainGate | undefined;
  readonly #queues = new Map<string, PartitionQueue[]>();
  /** Queues that hold a batch: all that a look at readiness must visit. */
  readonly #filled = new Set<PartitionQueue>();
  /** Where the next request of each broker starts, so that no partition starves. */
  readonly #turns = new Map<number, number>();

  constructor(config: ProducerConfig, idempotence: Idempotence | undefined, gate?: DrainGate) {
    this.#config = config;
    this.#idempotence = idempotence;
    this.#gate = gate;
  }

  get isEmpty(): boolean {
    return this.#filled.size === 0;
  }

  queueOf(topic: string, partition: number): PartitionQueue {
    let queues = this.#queues.get(topic);
    if (queues === undefined) {
      queues = [];
      this.#queues.set(topic, queues);
    }
    return (queues[partition] ??= new PartitionQueue(topic, partition));
  }

  /** Queue lengths of a topic by partition; undefined until every partition had a batch. */
  queueLengths(topic: string, partitions: readonly number[]): number[] | undefined {
    const queues = this.#queues.get(topic);
    if (queues === undefined) return undefined;
    const lengths = partitions.map((partition) => queues[partition]?.length);
    return lengths.every((length) => length !== undefined) ? lengths : undefined;
  }

  /**
   * Appends to the open batch; undefined where a new one needs memory first. Then the open one has
   * no room and is closed, so that it waits for no others.
   */
  tryAppend(
    queue: PartitionQueue,
    record: ProducerRecord,
    given: { timestamp: number; bytesMax: number },
  ): Appended | undefined {
    const batch = queue.last;
    if (batch === undefined) return undefined;
    const index = batch.tryAppend(record, given.timestamp, given.bytesMax);
    if (index !== undefined) {
      return { batch, index, isReady: batch.isFull || queue.length > 1, isNewBatch: false };
    }
    batch.close();
    return undefined;
  }

  /** Appends to a new batch, for which `bytesMax` of memory were found. */
  appendToNew(
    queue: PartitionQueue,
    record: ProducerRecord,
    given: { timestamp: number; nowMs: number; bytesMax: number },
  ): Appended {
    const batch = new ProducerBatch(queue, this.#config, given);
    // First of all: a record that cannot be written must leave no empty batch behind.
    const index = batch.append(record, given.timestamp);
    queue.push(batch);
    this.#filled.add(queue);
    return { batch, index, isReady: batch.isFull || queue.length > 1, isNewBatch: true };
  }

  readiness(moment: Moment): Readiness {
    const nodes = new Set<number>();
    const leaderless = new Set<string>();
    let nextCheckMs = Infinity;
    for (const queue of this.#filled) {
      const leader = partitionOf(moment.metadata, queue.topic, queue.partition)?.leader ?? -1;
      if (leader < 0) {
        leaderless.add(queue.topic);
        continue;
      }
      const dueMs = this.#dueMs(queue, leader, moment);
      if (dueMs <= moment.nowMs) nodes.add(leader);
      else nextCheckMs = Math.min(nextCheckMs, dueMs);
    }
    return { nodes, nextCheckMs, leaderless };
  }

  /** Takes what the next request to `nodeId` carries: one batch of each partition, in turn. */
  drain(nodeId: number, moment: Moment): ProducerBatch[] {
    const queues = this.#queuesOf(nodeId, moment);
    const batches: ProducerBatch[] = [];
    if (queues.length === 0) return batches;
    const turn = (this.#turns.get(nodeId) ?? 0) % queues.length;
    let bytes = 0;
    for (let step = 0; step < queues.length; step++) {
      const queue = queues[(turn + step) % queues.length];
      const first = queue?.first;
      if (queue === undefined || first === undefined) continue;
      if (!this.#mayDrain(queue, first, moment)) continue;
      if (bytes + first.estimatedBytes > this.#config.requestBytesMax && batches.length > 0) break;
      bytes += first.estimatedBytes;
      batches.push(this.#take(queue));
    }
    this.#turns.set(nodeId, turn + 1);
    return batches;
  }

  /** Puts a batch back that is to be sent again. */
  putBack(batch: ProducerBatch): void {
    const queue = this.queueOf(batch.queue.topic, batch.queue.partition);
    queue.putBack(batch);
    this.#filled.add(queue);
  }

  /** Takes out the batches whose delivery time is over. */
  takeExpired(nowMs: number): ProducerBatch[] {
    const expired: ProducerBatch[] = [];
    for (const queue of this.#filled) {
      // The oldest stand in front.
      while ((queue.first?.expiresMs ?? Infinity) <= nowMs) expired.push(queue.shift());
      if (queue.length === 0) this.#filled.delete(queue);
    }
    return expired;
  }

  /** Takes out the batches that have no sequence yet, since they were never drained. */
  takeUnsent(): ProducerBatch[] {
    const unsent = this.queued().filter(({ baseSequence }) => baseSequence === NONE);
    for (const batch of unsent) {
      this.queueOf(batch.queue.topic, batch.queue.partition).remove(batch);
    }
    for (const queue of this.#filled) if (queue.length === 0) this.#filled.delete(queue);
    return unsent;
  }

  /** When the next queued batch expires; Infinity where none is queued. */
  nextExpiryMs(): number {
    let next = Infinity;
    for (const queue of this.#filled) next = Math.min(next, queue.first?.expiresMs ?? Infinity);
    return next;
  }

  queued(): ProducerBatch[] {
    return [...this.#filled].flatMap((queue) => [...queue]);
  }

  /** Takes out all batches of those partitions. */
  take(isMeant: (queue: PartitionQueue) => boolean): ProducerBatch[] {
    const batches: ProducerBatch[] = [];
    for (const queue of this.#filled) {
      if (!isMeant(queue)) continue;
      batches.push(...queue);
      queue.clear();
      this.#filled.delete(queue);
    }
    return batches;
  }

  takeAll(): ProducerBatch[] {
    return this.take(() => true);
  }

  #take(queue: PartitionQueue): ProducerBatch {
    const batch = queue.shift();
    if (queue.length === 0) this.#filled.delete(queue);
    batch.close();
    this.#idempotence?.drained(queue.track, batch);
    return batch;
  }

  #queuesOf(nodeId: number, moment: Moment): PartitionQueue[] {
    const queues: PartitionQueue[] = [];
    for (const queue of this.#filled) {
      const leader = partitionOf(moment.metadata, queue.topic, queue.partition)?.leader;
      if (leader !== nodeId) continue;
      if (this.#dueMs(queue, nodeId, moment) <= moment.nowMs) queues.push(queue);
    }
    return queues;
  }

  #mayDrain(queue: PartitionQueue, first: ProducerBatch, moment: Moment): boolean {
    if (this.#isMuted(queue) || this.#backoffEndMs(first, moment) > moment.nowMs) return false;
    return this.#idempotence?.mayDrain(queue.track, first) ?? true;
  }

  /** With one request in flight, a partition waits for its answer: nothing can overtake. */
  #isMuted(queue: PartitionQueue): boolean {
    return this.#config.maxInFlightRequests === 1 && queue.inFlight > 0;
  }

  /** When the first batch may go; Infinity while only an answer can make it so. */
  #dueMs(queue: PartitionQueue, leader: number, moment: Moment): number {
    const first = queue.first;
    if (first === undefined || this.#isMuted(queue)) return Infinity;
    if (this.#gate?.mayDrain(queue) === false) return Infinity;
    if (this.#idempotence?.mayDrain(queue.track, first) === false) return Infinity;
    if (first.attempts > 0) return this.#backoffEndMs(first, moment);
    if (moment.isUrgent || first.isFull || queue.length > 1) return moment.nowMs;
    if (this.#config.sendsWhenIdle && moment.isIdle(leader)) return moment.nowMs;
    return first.createdMs + this.#config.lingerMs;
  }

  /** A retried batch waits, unless its partition has a new leader. */
  #backoffEndMs(batch: ProducerBatch, moment: Moment): number {
    if (batch.attempts === 0) return 0;
    const { topic, partition } = batch.queue;
    const epoch = partitionOf(moment.metadata, topic, partition)?.leaderEpoch;
    return epoch !== undefined && epoch > batch.leaderEpoch ? 0 : batch.retryMs;
  }
}
