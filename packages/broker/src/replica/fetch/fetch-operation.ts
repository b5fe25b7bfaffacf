// One fetch, from its first read to its answer: satisfied at once, or when enough has come, or
// when its time is up. While it waits it holds nothing but its place at each partition.

import {
  isCold,
  KafkaStorageError,
  resolve,
  resolveNow,
  type ResolvedRead,
} from '@ottla/log';
import { errors } from '@ottla/protocol';
import type { Lease, Waiting } from '../../handlers/handler.ts';
import { Partition, type ReadWaiter } from '../partition.ts';
import { PendingRequest } from '../purgatory/request-purgatory.ts';
import type { ReplicaSet } from '../replica-set.ts';
import type { FetchedPartition } from '../session/fetched-partition.ts';
import { compactRead, isScattered } from './compact-read.ts';
import { FetchRound } from './fetch-round.ts';
import { findWanted, type PartitionRead, type Reader } from './partition-read.ts';
import type { ResponseMemory } from './response-memory.ts';

export interface FetchParameters extends Reader {
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
}

/** Who asked. */
export interface FetchReceiver {
  /** The results hold their bytes until `lease` is released. Once. */
  fetched(results: readonly PartitionRead[], lease: Lease): void;
  /** Nobody waits for the results. In place of `fetched`. */
  abandoned(): void;
  /** A bug kept the results from being read. In place of `fetched`. */
  failed(error: unknown): void;
}

export interface FetchOptions {
  readonly replicas: ReplicaSet;
  readonly memory: ResponseMemory;
  readonly parameters: FetchParameters;
  /** In the order in which they are read. All are known to the metadata. */
  readonly wanted: readonly FetchedPartition[];
  readonly receiver: FetchReceiver;
}

export class FetchOperation extends PendingRequest implements ReadWaiter, Waiting {
  readonly timeoutMs: number;
  readonly #options: FetchOptions;
  readonly #replicas: ReplicaSet;
  #watched: Partition[] = [];
  #wakeSeen = -1;
  #isDone = false;
  /** A round waits for the disk; what happened since, to be seen to at its end. */
  #isReading = false;
  #waitedForDisk = false;
  #movedMeanwhile = false;
  #expiredMeanwhile = false;

  constructor(options: FetchOptions) {
    super();
    this.#options = options;
    this.#replicas = options.replicas;
    this.timeoutMs = options.parameters.maxWaitMs;
  }

  override get operation(): 'Fetch' {
    return 'Fetch';
  }

  override get isDone(): boolean {
    return this.#isDone;
  }

  start(): void {
    const { wanted, parameters } = this.#options;
    this.#read(true, (results) => {
      if (parameters.maxWaitMs <= 0 || wanted.length === 0 || this.#isSatisfied(results)) {
        this.#answer(results);
        return;
      }
      releaseAll(results);
      this.#watch();
      this.#replicas.purgatory.add(this);
      // Of what came while the disk was asked nobody has told it.
      if (this.#waitedForDisk) this.#look();
    });
  }

  partitionMoved(): void {
    const { wakeCount } = this.#replicas;
    if (this.#isDone || this.#wakeSeen === wakeCount) return;
    this.#wakeSeen = wakeCount;
    if (this.#isReading) this.#movedMeanwhile = true;
    else this.#look();
  }

  override expire(): void {
    if (this.#isDone) return;
    if (this.#isReading) this.#expiredMeanwhile = true;
    else this.#read(false, (results) => this.#answer(results));
  }

  /** The client is gone. A read that is under way still comes to its end. */
  abandon(): void {
    if (this.#isDone) return;
    this.#leave();
    this.#options.receiver.abandoned();
  }

  #look(): void {
    this.#read(false, (results) => {
      if (this.#expiredMeanwhile || this.#isSatisfied(results)) return this.#answer(results);
      releaseAll(results);
      if (this.#movedMeanwhile) this.#look();
    });
  }

  /** Gives what was read to `then`: at once, or when the disk has told where cold places lie. */
  #read(isFirst: boolean, then: (results: readonly PartitionRead[]) => void): void {
    this.#movedMeanwhile = false;
    const { parameters, wanted, memory } = this.#options;
    const { hosted, clock } = this.#replicas;
    const limits = {
      nowMs: clock.wallMs(),
      maxBytes: memory.allow(parameters.maxBytes),
      tellsPosition: isFirst,
    };
    const round = new FetchRound({ hosted, reader: parameters, wanted, limits });
    round.run();
    if (round.isOver) return then(round.results);
    this.#isReading = this.#waitedForDisk = true;
    this.#readOn(round, then).catch((error: unknown) => this.#fail(error));
  }

  async #readOn(
    round: FetchRound,
    then: (results: readonly PartitionRead[]) => void,
  ): Promise<void> {
    try {
      while (!round.isOver && !this.#isDone) await round.runOn();
    } catch (error) {
      releaseAll(round.results);
      throw error;
    }
    this.#isReading = false;
    if (this.#isDone) releaseAll(round.results);
    else then(round.results);
  }

  #fail(error: unknown): void {
    if (this.#isDone) return;
    this.#leave();
    this.#options.receiver.failed(error);
  }

  /** Whether there is something that the client should not wait longer for. */
  #isSatisfied(results: readonly PartitionRead[]): boolean {
    const { minBytes, maxBytes } = this.#options.parameters;
    // Under memory pressure a response brings less than its client would wait for.
    const enoughBytes = Math.min(minBytes, Math.max(1, this.#options.memory.allow(maxBytes)));
    let bytes = 0;
    for (const { error, plan, divergingEpoch, sizeBytes } of results) {
      if (error !== errors.NONE || divergingEpoch !== undefined) return true;
      // The read ended with an older segment: there is more, and no reason to wait for it.
      if (plan?.pieces.at(-1)?.kind === 'file' && isCold(plan)) return true;
      bytes += sizeBytes;
    }
    return bytes >= enoughBytes;
  }

  #watch(): void {
    const { hosted } = this.#replicas;
    for (const each of this.#options.wanted) {
      const partition = findWanted(hosted, each);
      if (!(partition instanceof Partition)) continue;
      partition.readWaiters.add(this);
      this.#watched.push(partition);
    }
  }

  #leave(): void {
    this.#isDone = true;
    for (const partition of this.#watched) partition.readWaiters.delete(this);
    this.#watched = [];
    this.#replicas.purgatory.remove(this);
  }

  #answer(results: readonly PartitionRead[]): void {
    this.#leave();
    if (results.some(({ plan }) => plan !== undefined && isCold(plan))) {
      this.#answerFromDisk(results).catch((error: unknown) => {
        this.#options.receiver.failed(error);
      });
      return;
    }
    const resolved: ResolvedRead[] = [];
    for (const result of results) {
      const bytes = this.#resolveNow(result);
      if (bytes !== undefined) resolved.push(bytes);
    }
    this.#send(results, resolved);
  }

  /** Cold bytes are read on the thread pool, one range after the other. */
  async #answerFromDisk(results: readonly PartitionRead[]): Promise<void> {
    const resolved: ResolvedRead[] = [];
    for (const result of results) {
      const { plan } = result;
      if (plan === undefined) continue;
      try {
        const bytes = await resolve(this.#replicas.logServices, plan);
        take(result, bytes);
        resolved.push(bytes);
      } catch (error) {
        refuse(result, error);
      }
    }
    this.#send(results, resolved);
  }

  #resolveNow(result: PartitionRead): ResolvedRead | undefined {
    const { plan } = result;
    if (plan === undefined) return undefined;
    const { logServices } = this.#replicas;
    try {
      const bytes = isScattered(plan)
        ? compactRead(logServices.readPool, plan)
        : resolveNow(logServices, plan);
      take(result, bytes);
      return bytes;
    } catch (error) {
      refuse(result, error);
      return undefined;
    }
  }

  #send(results: readonly PartitionRead[], resolved: readonly ResolvedRead[]): void {
    const sizeBytes = resolved.reduce((sum, each) => sum + each.sizeBytes, 0);
    this.#options.receiver.fetched(results, this.#options.memory.hold(sizeBytes, resolved));
  }
}

function releaseAll(results: readonly PartitionRead[]): void {
  for (const result of results) result.release();
}

/** The plan has become bytes, which hold its leases from now on. */
function take(result: PartitionRead, { chunks, sizeBytes }: ResolvedRead): void {
  result.plan = undefined;
  result.chunks = chunks;
  result.sizeBytes = sizeBytes;
}

/** A disk that fails has taken its log offline by now; anything else is a bug. */
function refuse(result: PartitionRead, error: unknown): void {
  if (!(error instanceof KafkaStorageError)) {
    if (result.counters !== undefined) result.counters.failedFetchRequests += 1;
    throw error;
  }
  result.plan = undefined;
  result.fail(errors.KAFKA_STORAGE_ERROR);
}
