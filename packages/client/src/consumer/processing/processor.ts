// Handles records several at a time, in order within each partition or key. Partitions change hands
// only while no handler runs: before that, those that run are waited for.

import { waitUntil } from '../../core/wait.ts';
import { ConfigError } from '../../errors.ts';
import type { ConsumedRecord, FetchedBatch } from '../../fetcher/fetched-batch.ts';
import type { AssignedPartition } from '../../fetcher/assigned-partition.ts';
import type { ReadOptions } from '../../fetcher/partition-consumer.ts';
import type { Delivery } from '../delivery.ts';
import type { ReaderParts } from '../reader-parts.ts';
import { PartitionWork, type ProcessOrder } from './partition-work.ts';
import { RunningHandlers, type BegunHandler } from './running-handlers.ts';

export interface HandlerContext {
  /** Aborted once processing is to end: nothing new begins, and what runs is waited for. */
  readonly signal: AbortSignal;
}

/** A record is finished when what this returns has resolved. */
export type RecordHandler<Key, Value> = (
  record: ConsumedRecord<Key, Value>,
  context: HandlerContext,
) => unknown;

export interface ProcessOptions<Key, Value> extends ReadOptions {
  /** Handlers that run at once. Default 10. */
  readonly concurrency?: number | undefined;
  /**
   * What stays in order: records of a partition (default: as many at once as there are partitions),
   * or only those of one key; records without key then have no order.
   */
  readonly order?: ProcessOrder | undefined;
  /**
   * What becomes of a record whose handler failed: `skip` counts it as finished, `stop` (the
   * default) ends processing with that error once all that runs has ended. May send the record
   * elsewhere before it answers.
   */
  readonly onError?:
    | ((
        error: unknown,
        record: ConsumedRecord<Key, Value>,
      ) => 'skip' | 'stop' | Promise<'skip' | 'stop'>)
    | undefined;
}

/** The consumer's reader, which stands still for the group. */
export interface Standing {
  readonly delivery: Delivery;
  readonly isWakeupWanted: boolean;
  isEnded(options: ReadOptions): boolean;
  /** The application has work from now on, or since the oldest of its handlers began. */
  appLeft(oldest?: BegunHandler): void;
  countBatch(batch: FetchedBatch<unknown, unknown>): void;
  standStill<T>(options: ReadOptions, read: () => T | undefined): Promise<T>;
}

interface Next<Key, Value> {
  readonly work: PartitionWork<Key, Value>;
  readonly record: ConsumedRecord<Key, Value>;
}

const CONCURRENCY = 10;
/** Records of a partition that are looked ahead for keys that are free, for each handler. */
const AHEAD_PER_HANDLER = 16;

export class Processor<Key, Value> {
  readonly #parts: ReaderParts;
  readonly #reader: Standing;
  readonly #handler: RecordHandler<Key, Value>;
  readonly #options: ProcessOptions<Key, Value>;
  readonly #concurrency: number;
  readonly #order: ProcessOrder;
  readonly #ending = new AbortController();
  readonly #works = new Map<AssignedPartition, PartitionWork<Key, Value>>();
  readonly #handlers = new RunningHandlers();
  #failure: { readonly error: unknown } | undefined;

  /** Throws a ConfigError. */
  constructor(
    parts: ReaderParts,
    reader: Standing,
    handler: RecordHandler<Key, Value>,
    options: ProcessOptions<Key, Value>,
  ) {
    const { concurrency = CONCURRENCY, order = 'partition' } = options;
    if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
      throw new ConfigError(`concurrency must be a whole number from 1, got ${concurrency}`);
    }
    if (order !== 'partition' && order !== 'key') {
      throw new ConfigError(`order must be partition or key, got ${String(order)}`);
    }
    this.#parts = parts;
    this.#reader = reader;
    this.#handler = handler;
    this.#options = options;
    this.#concurrency = concurrency;
    this.#order = order;
  }

  /** Until the signal, `close` or a failure; resolves or rejects when no handler runs any more. */
  async run(): Promise<void> {
    const { signal } = this.#options;
    const told = (): void => this.#parts.fetcher.arrivals.announce();
    signal?.addEventListener('abort', told);
    try {
      while (!this.#isEnding) await this.#round();
    } catch (error) {
      this.#fail(error);
    }
    this.#ending.abort();
    await this.#untilIdle();
    this.#reader.appLeft();
    signal?.removeEventListener('abort', told);
    for (const work of this.#works.values()) work.leave();
    // What was read ahead is gone, and nothing may be under way that would bring it again.
    this.#parts.fetcher.wake();
    this.#reader.delivery.finish();
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Handlers that run. */
  get running(): number {
    return this.#handlers.count;
  }

  /** The handler that has run for longest. */
  get oldest(): BegunHandler | undefined {
    return this.#handlers.oldest;
  }

  get #isEnding(): boolean {
    return this.#failure !== undefined || this.#reader.isEnded(this.#options);
  }

  /** The group needs the application to stand still. */
  get #mustStand(): boolean {
    return this.#parts.member()?.isPollDue === true || this.#reader.isWakeupWanted;
  }

  async #round(): Promise<void> {
    if (this.#mustStand) await this.#untilIdle();
    if (this.running === 0) await this.#stand();
    this.#dropFinished();
    this.#beginWhatMay();
    if (this.running > 0) await this.#untilSomethingIsToDo();
  }

  /** While nothing runs: whatever the group needs, until there is something to handle. */
  async #stand(): Promise<void> {
    const hasWork = (): true | undefined => {
      const ready = [...this.#works.values()].some((work) => !work.inHand.assigned.isPaused);
      return ready || this.#hasWaiting ? true : undefined;
    };
    try {
      await this.#reader.standStill(this.#options, hasWork);
    } catch (error) {
      if (!this.#reader.isEnded(this.#options)) throw error;
    }
  }

  #dropFinished(): void {
    for (const [assigned, work] of this.#works) {
      if (!work.isOver) continue;
      this.#works.delete(assigned);
      this.#reader.delivery.drop(work.inHand);
    }
  }

  #beginWhatMay(): void {
    let hasBegun = false;
    while (this.running < this.#concurrency && !this.#isEnding && !this.#mustStand) {
      const next = this.#nextRecord();
      if (next === undefined) break;
      hasBegun = true;
      this.#begin(next);
    }
    this.#parts.fetcher.wake();
    if (hasBegun) this.#tellOldest();
  }

  #nextRecord(): Next<Key, Value> | undefined {
    for (const work of this.#works.values()) {
      const record = work.next();
      if (record !== undefined) return { work, record };
    }
    for (;;) {
      const assigned = this.#nextPartition();
      const work = assigned && this.#take(assigned);
      if (work === undefined) return undefined;
      const record = work.next();
      if (record !== undefined) return { work, record };
      this.#dropFinished();
    }
  }

  #nextPartition(): AssignedPartition | undefined {
    if (this.#works.size >= this.#concurrency) return undefined;
    return this.#parts.partitions.nextWaiting((assigned) => !this.#works.has(assigned));
  }

  /** Whether a partition of which nothing is in hand could give something. */
  get #hasWaiting(): boolean {
    if (this.#works.size >= this.#concurrency) return false;
    return this.#parts.partitions.all.some(
      (each) => each.hasWaiting && !each.isPaused && !this.#works.has(each),
    );
  }

  #take(assigned: AssignedPartition): PartitionWork<Key, Value> | undefined {
    const handed = this.#reader.delivery.handToProcess(assigned);
    if (handed === undefined) return undefined;
    this.#reader.countBatch(handed.batch);
    const outstandingMax = this.#concurrency * AHEAD_PER_HANDLER;
    // The fetcher's deserializers are this consumer's.
    const batch = handed.batch as FetchedBatch<Key, Value>;
    const work = new PartitionWork(batch, handed.inHand, { order: this.#order, outstandingMax });
    this.#works.set(assigned, work);
    return work;
  }

  #begin(next: Next<Key, Value>): void {
    const { record } = next;
    this.#handlers.began(record, this.#parts.world.clock.monotonicMs());
    void this.#handle(next).finally(() => {
      this.#handlers.ended(record);
      this.#tellOldest();
      this.#parts.fetcher.arrivals.announce();
    });
  }

  /** The poll interval holds for each record: others that begin do not excuse one that hangs. */
  #tellOldest(): void {
    const { oldest } = this;
    if (oldest !== undefined) this.#reader.appLeft(oldest);
  }

  async #handle({ work, record }: Next<Key, Value>): Promise<void> {
    try {
      await this.#call(record);
      work.finished(record);
    } catch (error) {
      if (await this.#mayPass(error, record)) work.finished(record);
    }
  }

  #call(record: ConsumedRecord<Key, Value>): unknown {
    const { instruments, groupId } = this.#parts;
    const handle = (): unknown => this.#handler(record, { signal: this.#ending.signal });
    return instruments === undefined ? handle() : instruments.process(record, groupId, handle);
  }

  async #mayPass(error: unknown, record: ConsumedRecord<Key, Value>): Promise<boolean> {
    try {
      if ((await this.#options.onError?.(error, record)) === 'skip') return true;
      this.#fail(error);
    } catch (failure) {
      this.#fail(failure);
    }
    return false;
  }

  /** The first failure is the one that is told. */
  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#ending.abort();
  }

  #untilIdle(): Promise<true> {
    return this.#until(() => this.running === 0);
  }

  #untilSomethingIsToDo(): Promise<true> {
    const before = this.running;
    return this.#until(() => {
      if (this.running < before || this.#isEnding || this.#mustStand) return true;
      return this.running < this.#concurrency && (this.#hasWaiting || this.#hasBegun);
    });
  }

  /** Whether what is in hand might give something: a partition was resumed. */
  get #hasBegun(): boolean {
    return [...this.#works.values()].some((work) => work.mayGive);
  }

  #until(isSo: () => boolean): Promise<true> {
    const { world, fetcher } = this.#parts;
    const wait = { timeoutMs: Infinity, waitingFor: 'handlers' };
    return waitUntil(world, fetcher.arrivals, wait, () => (isSo() ? true : undefined));
  }
}
