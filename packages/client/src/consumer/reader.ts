// How the application reads: it waits, standing still, until there is a batch; meanwhile partitions
// may change hands. To ask for the next says that the one before is finished.

import { waitUntil } from '../core/wait.ts';
import { ClientError, WakeupError } from '../errors.ts';
import type { ConsumedRecord, FetchedBatch } from '../fetcher/fetched-batch.ts';
import type { ReadOptions } from '../fetcher/partition-consumer.ts';
import type { RecordReading } from '../fetcher/record-reading.ts';
import { Delivery } from './delivery.ts';
import { Processor, type ProcessOptions, type RecordHandler } from './processing/processor.ts';
import type { BegunHandler, RunningHandler } from './processing/running-handlers.ts';
import type { ReaderParts } from './reader-parts.ts';

export interface NextOptions extends ReadOptions {
  /** Default: as long as it takes. */
  readonly timeoutMs?: number | undefined;
}

/** `Key` and `Value` are what the fetcher's deserializers give. */
export class Reader<Key, Value> {
  readonly delivery = new Delivery();
  readonly #parts: ReaderParts;
  #failure: Error | undefined;
  #refusal: Error | undefined;
  #isReading = false;
  #isWakeupWanted = false;
  #askedMs: number | undefined;
  #processor: Processor<Key, Value> | undefined;
  batchesRead = 0;
  bytesRead = 0;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  async next(options: NextOptions = {}): Promise<FetchedBatch<Key, Value>> {
    const { fetcher, partitions } = this.#parts;
    this.#checkUnused();
    this.delivery.finish();
    const batch = await this.standStill(options, () => {
      const assigned = partitions.nextWaiting();
      return assigned === undefined ? undefined : this.delivery.hand(assigned);
    });
    this.countBatch(batch);
    fetcher.wake();
    return batch as FetchedBatch<Key, Value>; // by this consumer's own deserializers
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

  async process(
    handler: RecordHandler<Key, Value>,
    options: ProcessOptions<Key, Value>,
  ): Promise<void> {
    this.#checkUnused();
    const processor = new Processor(this.#parts, this, handler, options);
    this.delivery.finish();
    this.#processor = processor;
    try {
      await processor.run();
    } finally {
      this.#processor = undefined;
    }
  }

  wakeup(): void {
    this.#isWakeupWanted = true;
    this.#parts.fetcher.arrivals.announce();
  }

  get handlersRunning(): number {
    return this.#processor?.running ?? 0;
  }

  /** Of `process`: the handler that has run for longest. */
  get oldestHandler(): RunningHandler | undefined {
    const oldest = this.#processor?.oldest;
    if (oldest === undefined) return undefined;
    const { topic, partition, offset } = oldest.record;
    const ms = this.#parts.world.clock.monotonicMs() - oldest.sinceMs;
    return { topic, partition, offset, ms };
  }

  /**
   * Since the last ask for records, or since the oldest handler began; undefined while the
   * application waits, and before it did.
   */
  get sinceAskMs(): number | undefined {
    if (this.#isReading || this.#askedMs === undefined) return undefined;
    return this.#parts.world.clock.monotonicMs() - this.#askedMs;
  }

  countBatch(batch: FetchedBatch<unknown, unknown>): void {
    this.batchesRead += 1;
    this.bytesRead += batch.bytesFetched;
    const { instruments, groupId } = this.#parts;
    instruments?.received(batch.topic, groupId, batch.countRecords());
  }

  /** The application works on records from now on, or since the oldest of its handlers began. */
  appLeft(oldest?: BegunHandler): void {
    const { world, member } = this.#parts;
    const sinceMs = oldest?.sinceMs ?? world.clock.monotonicMs();
    this.#askedMs = sinceMs;
    member()?.appLeft(sinceMs, oldest?.record);
  }

  get isWakeupWanted(): boolean {
    return this.#isWakeupWanted;
  }

  /** Told to the application when it has read what there is. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#parts.fetcher.arrivals.announce();
  }

  /** Why a topic cannot be had by the newest metadata: told like a failure, unless it is over. */
  refused(error: Error | undefined): void {
    this.#refusal = error;
    if (error !== undefined) this.#parts.fetcher.arrivals.announce();
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
        if (!this.#mustStand(options)) this.appLeft();
        else if (!(await this.#mayGoOn(options))) return;
        if (!reading.isGood) return;
      }
      isDone = true;
    } finally {
      if (isDone) reading.finishBatch();
      else {
        reading.leave();
        // What was read ahead is gone, and nothing may be under way that would bring it again.
        this.#parts.fetcher.wake();
      }
    }
  }

  /** Between two records, and looked at after each of them: no promise where nothing is due. */
  #mustStand(options: ReadOptions): boolean {
    if (this.#isWakeupWanted || this.isEnded(options)) return true;
    return this.#parts.member()?.isPollDue === true;
  }

  /** Hands over what is due. False: the loop is to end. */
  async #mayGoOn(options: ReadOptions): Promise<boolean> {
    const stand = (): Promise<true> => this.standStill(options, () => true);
    return (await this.#unlessEnded(options, stand)) ?? false;
  }

  /** Waits until `read` gives something; whatever the group needs from here is done first. */
  async standStill<T>(options: NextOptions, read: () => T | undefined): Promise<T> {
    const { world, fetcher, member, check } = this.#parts;
    const { timeoutMs = Infinity, signal } = options;
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
      this.appLeft();
    }
  }

  #checkUnused(): void {
    if (!this.#isReading && this.#processor === undefined) return;
    throw new ClientError('the consumer is being read already, one at a time');
  }

  #throwIfWoken(): void {
    if (!this.#isWakeupWanted) return;
    this.#isWakeupWanted = false;
    throw new WakeupError('the consumer was woken up');
  }

  #throwFailure(): undefined {
    const failure = this.#failure ?? this.#parts.fetcher.takeFailure() ?? this.#refusal;
    if (failure === undefined) return undefined;
    this.#failure = undefined;
    // What of a topic is assigned may have failed with the same.
    if (failure.message === this.#refusal?.message) this.#refusal = undefined;
    this.#parts.failureTold();
    throw failure;
  }

  async #unlessEnded<T>(options: ReadOptions, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return this.isEnded(options) ? undefined : await ask();
    } catch (error) {
      if (this.isEnded(options)) return undefined;
      throw error;
    }
  }

  /** Closed, or told to end. */
  isEnded({ signal }: ReadOptions): boolean {
    return this.#parts.isClosed() || signal?.aborted === true;
  }
}
