// How the application reads: it waits, standing still, until there is a batch; meanwhile partitions
// may change hands. To ask for the next says that the one before is finished.

import type { World } from '@ottla/base';

import { waitUntil } from '../core/wait.ts';
import { ClientError, WakeupError } from '../errors.ts';
import type { ConsumedRecord, FetchedBatch } from '../fetcher/fetched-batch.ts';
import type { Fetcher } from '../fetcher/fetcher.ts';
import type { ReadOptions } from '../fetcher/partition-consumer.ts';
import type { PartitionSet } from '../fetcher/partition-set.ts';
import { Delivery, type RecordReading } from './delivery.ts';
import type { ClassicMember } from './membership/classic/classic-member.ts';

export interface NextOptions extends ReadOptions {
  /** Default: as long as it takes. */
  readonly timeoutMs?: number | undefined;
}

export interface ReaderParts {
  readonly world: World;
  readonly fetcher: Fetcher;
  readonly partitions: PartitionSet;
  readonly member: () => ClassicMember | undefined;
  readonly isClosed: () => boolean;
  /** Throws where there is nothing to read for good. */
  readonly check: () => void;
  /** The application was told of a failure; what had failed may be tried again. */
  readonly failureTold: () => void;
}

/** Longer than any process lives: for waits that only an event or a signal ends. */
const FOREVER_MS = 0x7fffffff;

/** `Key` and `Value` are what the fetcher's deserializers give. */
export class Reader<Key, Value> {
  readonly delivery = new Delivery();
  readonly #parts: ReaderParts;
  #failure: Error | undefined;
  #isReading = false;
  #isWakeupWanted = false;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  async next(options: NextOptions = {}): Promise<FetchedBatch<Key, Value>> {
    const { fetcher, partitions } = this.#parts;
    if (!this.#isReading) this.delivery.finish();
    const batch = await this.#standStill(options, () => {
      const assigned = partitions.nextWaiting();
      return assigned === undefined ? undefined : this.delivery.hand(assigned);
    });
    fetcher.wake();
    return batch as FetchedBatch<Key, Value>;
  }

  async *batches(
    options: ReadOptions = {},
  ): AsyncGenerator<FetchedBatch<Key, Value>, void, undefined> {
    for (;;) {
      const batch = await this.#unlessEnded(options, () => this.next(options));
      if (batch === undefined) return;
      yield batch;
    }
  }

  async *records(
    options: ReadOptions = {},
  ): AsyncGenerator<ConsumedRecord<Key, Value>, void, undefined> {
    for await (const batch of this.batches(options)) {
      const reading = this.delivery.openBatch();
      if (reading !== undefined) yield* this.#recordsOf(batch, reading, options);
    }
  }

  wakeup(): void {
    this.#isWakeupWanted = true;
    this.#parts.fetcher.arrivals.announce();
  }

  /** Told to the application when it has read what there is. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#parts.fetcher.arrivals.announce();
  }

  async *#recordsOf(
    batch: FetchedBatch<Key, Value>,
    reading: RecordReading,
    options: ReadOptions,
  ): AsyncGenerator<ConsumedRecord<Key, Value>, void, undefined> {
    let isDone = false;
    try {
      for (const record of batch) {
        reading.take(record);
        yield record;
        reading.finishRecord();
        if (!(await this.#mayGoOn(options)) || !reading.isGood) return;
      }
      isDone = true;
    } finally {
      if (isDone) reading.finishBatch();
      else reading.leave();
    }
  }

  /** Between two records of a batch: hands over what is due. False: the loop is to end. */
  async #mayGoOn(options: ReadOptions): Promise<boolean> {
    if (this.#isEnded(options)) return false;
    const member = this.#parts.member();
    if (member?.isPollDue === true || this.#isWakeupWanted) {
      const stand = (): Promise<true> => this.#standStill(options, () => true);
      return (await this.#unlessEnded(options, stand)) ?? false;
    }
    member?.appLeft();
    return true;
  }

  /** Waits until `read` gives something; whatever the group needs from here is done first. */
  async #standStill<T>(options: NextOptions, read: () => T | undefined): Promise<T> {
    if (this.#isReading) throw new ClientError('the consumer is being read already, one at a time');
    const { world, fetcher, member, check } = this.#parts;
    const { timeoutMs = FOREVER_MS, signal } = options;
    const wait = { timeoutMs, waitingFor: 'records', signal };
    this.#isReading = true;
    try {
      return await waitUntil(world, fetcher.arrivals, wait, () => {
        check();
        this.#throwIfWoken();
        return member()?.poll() === true ? undefined : (read() ?? this.#throwFailure());
      });
    } finally {
      this.#isReading = false;
      member()?.appLeft();
    }
  }

  #throwIfWoken(): void {
    if (!this.#isWakeupWanted) return;
    this.#isWakeupWanted = false;
    throw new WakeupError('the consumer was woken up');
  }

  #throwFailure(): undefined {
    const failure = this.#failure ?? this.#parts.fetcher.failure;
    this.#failure = undefined;
    if (failure === undefined) return undefined;
    this.#parts.failureTold();
    throw failure;
  }

  async #unlessEnded<T>(options: ReadOptions, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return this.#isEnded(options) ? undefined : await ask();
    } catch (error) {
      if (this.#isEnded(options)) return undefined;
      throw error;
    }
  }

  #isEnded({ signal }: ReadOptions): boolean {
    return this.#parts.isClosed() || signal?.aborted === true;
  }
}
