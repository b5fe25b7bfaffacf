// The producer that applications use: records in, their offsets out; its surface, and how its parts
// are put together. Records come into batches by record-placer.ts, batches to brokers by sender.ts.

import { assert } from '@ottla/base';
import type { Uuid } from '@ottla/protocol';

import type { OffsetToCommit } from '../consumer/commits/offsets.ts';
import { ClientCore } from '../core/client-core.ts';
import type { TopicMetadata } from '../core/cluster-metadata.ts';
import { waitFor } from '../core/wait.ts';
import { ClosedError } from '../errors.ts';
import type { SendSpan } from '../observe/instruments.ts';
import { serialized, type Serializer } from '../serde/serde.ts';
import { clientMetrics } from '../telemetry/client-metrics.ts';
import { TelemetryPusher, type InstanceIdOptions } from '../telemetry/telemetry-pusher.ts';
import { Accumulator } from './accumulator.ts';
import { Deliveries } from './deliveries.ts';
import { Idempotence } from './idempotence.ts';
import { LookAhead } from './look-ahead.ts';
import { MemoryBudget } from './memory-budget.ts';
import type { ProducerBatch } from './producer-batch.ts';
import {
  resolveProducerOptions,
  type ProducerConfig,
  type ProducerOptions,
} from './producer-options.ts';
import type { ProducerRecord, RecordBytes, RecordMetadata } from './producer-record.ts';
import type { ProducerStats } from './producer-stats.ts';
import { RecordPlacer, type Placed, type SendOptions } from './record-placer.ts';
import { Sender } from './sender.ts';
import { TransactionStateError } from './transactions/transaction-errors.ts';
import { TransactionMachine } from './transactions/transaction-machine.ts';
import type { TransactionGroup } from './transactions/transaction-requests.ts';
import { runTransaction, type TransactionWork } from './transactions/transaction-scope.ts';
import { Transactions, type TransactionOptions } from './transactions/transactions.ts';

export type { SendOptions } from './record-placer.ts';

/**
 * Of those that `sendBatch` is given: how many it looks at while it waits for metadata or memory.
 * Of lazy ones so many more are in memory at once.
 */
const LOOK_AHEAD_RECORDS = 500;

/** Keys and values are what the serializers take; bytes or text without one. */
export class Producer<Key = RecordBytes, Value = RecordBytes> {
  readonly #core: ClientCore;
  readonly #config: ProducerConfig;
  readonly #keySerializer: Serializer<Key> | undefined;
  readonly #valueSerializer: Serializer<Value> | undefined;
  readonly #accumulator: Accumulator;
  readonly #memory: MemoryBudget;
  readonly #sender: Sender;
  readonly #deliveries: Deliveries;
  readonly #telemetry: TelemetryPusher;
  readonly #placer: RecordPlacer;
  /** Undefined without `transactionalId`. */
  readonly #transactions: Transactions | undefined;
  /** Once it is set no more records are taken; those that were are still delivered. */
  #closing: Promise<void> | undefined;

  /**
   * Connects when the first record is sent. Throws a ConfigError for settings that cannot be used.
   */
  constructor(options: ProducerOptions<Key, Value>) {
    const config = resolveProducerOptions(options, 'producer-1');
    this.#keySerializer = options.keySerializer;
    this.#valueSerializer = options.valueSerializer;
    this.#config = config;
    this.#core = new ClientCore(config);
    const { transactionalId: id } = config;
    const machine = id === undefined ? undefined : new TransactionMachine(id);
    const isTransactional = machine !== undefined;
    const idempotence = config.isIdempotent ? new Idempotence({ isTransactional }) : undefined;
    this.#accumulator = new Accumulator(config, idempotence, machine);
    this.#memory = new MemoryBudget(config.world, config.bufferBytes);
    this.#deliveries = new Deliveries(config.clientId);
    this.#telemetry = new TelemetryPusher({
      core: this.#core,
      collect: () => clientMetrics('producer', this.#core.stats()),
      resource: () => (id === undefined ? [] : [['transactional_id', id]]),
    });
    this.#sender = new Sender({
      core: this.#core,
      config,
      accumulator: this.#accumulator,
      memory: this.#memory,
      deliveries: this.#deliveries,
      idempotence,
      transaction: machine,
    });
    const transactions = machine && idempotence && this.#createTransactions(machine, idempotence);
    this.#transactions = transactions;
    this.#placer = new RecordPlacer({
      core: this.#core,
      config,
      accumulator: this.#accumulator,
      memory: this.#memory,
      wake: () => this.#sender.wake(),
      ...(transactions && {
        admit: (serial) => transactions.admit(serial),
        enlist: (queue) => transactions.enlist(queue),
      }),
    });
  }

  /** What is buffered and not yet delivered, in bytes of memory. */
  get bufferedBytes(): number {
    return this.#memory.usedBytes;
  }

  /**
   * Sends one record; resolves once the broker has it as `acks` demands. The signal ends waiting
   * for metadata and memory; a record that is in a batch is sent all the same. With a
   * `transactionalId` only between `beginTransaction` and its end; whatever it rejects with then
   * leaves the transaction to be aborted.
   */
  send(record: ProducerRecord<Key, Value>, options: SendOptions = {}): Promise<RecordMetadata> {
    const { instruments } = this.#config;
    if (instruments === undefined) return this.#send(record, options, undefined);
    const span = instruments.send(new Map([[record.topic, 1]]), [record.key, record.value]);
    return span.around(async () => {
      const metadata = await this.#send(record, options, span);
      span.placed(metadata);
      return metadata;
    });
  }

  async #send(
    record: ProducerRecord<Key, Value>,
    options: SendOptions,
    span: SendSpan | undefined,
  ): Promise<RecordMetadata> {
    const placed = this.#place(record, options, span);
    const { batch, index, timestamp } = placed instanceof Promise ? await placed : placed;
    const { report } = batch;
    await report.settled;
    return metadataOf({ batch, index, timestamp });
  }

  /**
   * Sends many records with one promise per batch, not per record. Resolves with their number once
   * all are delivered; rejects with the first error, after every record's fate is known. Nothing is
   * sent from one on that cannot even be put into a batch.
   */
  async sendBatch(
    records: Iterable<ProducerRecord<Key, Value>>,
    options: SendOptions = {},
  ): Promise<{ readonly recordCount: number }> {
    const { instruments } = this.#config;
    if (instruments === undefined) return this.#sendBatch(records, options, undefined);
    const all = [...records];
    if (all.length === 0) return { recordCount: 0 };
    const span = instruments.send(countByTopic(all), undefined);
    return span.around(() => this.#sendBatch(all, options, span));
  }

  async #sendBatch(
    records: Iterable<ProducerRecord<Key, Value>>,
    options: SendOptions,
    span: SendSpan | undefined,
  ): Promise<{ readonly recordCount: number }> {
    const runs = new Map<ProducerBatch, { first: number; last: number }>();
    let recordCount = 0;
    let refusal: { readonly error: unknown } | undefined;
    try {
      const inTurn = new LookAhead(records, LOOK_AHEAD_RECORDS);
      for (const record of inTurn) {
        const placing = this.#place(record, options, span);
        // Of what comes next new topics are asked for at once, not one after the other.
        if (placing instanceof Promise) this.#placer.expect(inTurn.ahead());
        const { batch, index } = placing instanceof Promise ? await placing : placing;
        recordCount += 1;
        const run = runs.get(batch);
        if (run === undefined) runs.set(batch, { first: index, last: index });
        else run.last = index;
      }
    } catch (error) {
      // What was taken before it is on its way all the same.
      refusal = { error };
    }
    for (const { report } of runs.keys()) await report.settled;
    for (const [{ report }, { first, last }] of runs) {
      const error = report.errorAmong(first, last);
      if (error !== undefined) throw error;
    }
    if (refusal !== undefined) throw refusal.error;
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
   * Gets a producer id for the `transactionalId`, once, before the first transaction. Ends what an
   * earlier producer with this id left open, and fences it: it can do no more.
   *
   * Rejects with an UnsupportedVersionError where the brokers serve no transactions, with a
   * TransactionFatalError for example without permission, and with a TimeoutError after
   * `maxBlockMs`: then call it again.
   */
  async initTransactions(options?: TransactionOptions): Promise<void> {
    await this.#transactional('initTransactions').initialize(options);
  }

  /**
   * What is sent from now on is one transaction, until its commit or abort. Throws a
   * TransactionStateError where another one is open.
   */
  beginTransaction(): void {
    this.#transactional('beginTransaction').begin();
  }

  /**
   * Sends offsets that are committed for a consumer's group with the transaction, or not at all.
   * `group` is what `consumer.membership` tells; the consumer itself must not commit. Rejects with
   * a TransactionAbortableError where the consumer is not that member of its group any more.
   */
  async sendOffsetsToTransaction(
    offsets: readonly OffsetToCommit[],
    group: TransactionGroup,
    options?: TransactionOptions,
  ): Promise<void> {
    await this.#transactional('sendOffsetsToTransaction').sendOffsets(offsets, group, options);
  }

  /**
   * Waits until all that was sent is written, then makes it visible, all at once.
   *
   * Rejects with a TransactionAbortableError where something was not written: then abort. With an
   * ApplicationRecoverableError (ProducerFencedError is one) or a TransactionFatalError: close the
   * producer. With a TimeoutError after `maxBlockMs`: the outcome is not known, and the commit goes
   * on; call it again to learn it, nothing else can be done before.
   */
  async commitTransaction(options?: TransactionOptions): Promise<void> {
    await this.#transactional('commitTransaction').commit(options);
  }

  /**
   * Gives up the transaction: nothing of it will be seen by those who read committed records. What
   * was not sent yet fails with a TransactionAbortedError. Errors are as those of the commit.
   */
  async abortTransaction(options?: TransactionOptions): Promise<void> {
    await this.#transactional('abortTransaction').abort(options);
  }

  /**
   * Does `work` in a transaction: commits when it returns, and returns the same; aborts when it
   * throws, and throws the same. Initializes with the first call. One at a time.
   *
   * After an ApplicationRecoverableError (ProducerFencedError is one) or a TransactionFatalError
   * close the producer; what `work` threw is their cause. A TimeoutError of the commit leaves its
   * outcome unknown, as `commitTransaction` does. After every other error the transaction is
   * aborted and the next one may begin.
   */
  async transaction<Result>(
    work: TransactionWork<Key, Value, Result>,
    options: TransactionOptions = {},
  ): Promise<Result> {
    const transactions = this.#transactional('transaction');
    const { logger } = this.#config;
    return runTransaction({ sender: this, transactions, options, logger }, work);
  }

  /**
   * Delivers what is buffered for at most `timeoutMs` (default: until the delivery timeout), fails
   * the rest and closes the connections; a transaction that is open is aborted. Called again it
   * waits for the same end.
   */
  close(options: { readonly timeoutMs?: number } = {}): Promise<void> {
    this.#closing ??= this.#close(options.timeoutMs ?? this.#config.deliveryTimeoutMs);
    return this.#closing;
  }

  async #close(timeoutMs: number): Promise<void> {
    const transactions = this.#transactions;
    if (timeoutMs > 0) {
      if (transactions === undefined) await this.#settle(timeoutMs).catch(() => undefined);
      else await transactions.close(timeoutMs);
    }
    await this.#telemetry.stop();
    this.#placer.close();
    transactions?.stop();
    const reason = 'the producer was closed before the record was delivered';
    this.#sender.failAll(new ClosedError(reason));
    this.#sender.stop();
    this.#core.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * The id by which the cluster knows this client where it takes metrics (KIP-714), and which it
   * tells beside them; asks for it where it has none yet. Rejects with a ClientError where
   * `enableMetricsPush` is false, an UnsupportedVersionError where the brokers take no metrics.
   */
  async clientInstanceId(options?: InstanceIdOptions): Promise<Uuid> {
    if (this.#closing !== undefined) throw new ClosedError('the producer is closed');
    return this.#telemetry.clientInstanceId(options);
  }

  /** What it does and has done, as of now. */
  stats(): ProducerStats {
    const { recordsDelivered, recordsFailed, batchesDelivered, batchesFailed, retries } =
      this.#deliveries;
    return {
      ...this.#core.stats(),
      bufferedBytes: this.bufferedBytes,
      batchesUndelivered: this.#sender.undelivered().length,
      recordsDelivered,
      recordsFailed,
      batchesDelivered,
      batchesFailed,
      retries,
    };
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
    await this.#placer.placedAll();
    this.#sender.wake();
    await this.#batchesSettled();
  }

  async #batchesSettled(): Promise<void> {
    await Promise.all(this.#sender.undelivered().map(({ report }) => report.settled));
  }

  #createTransactions(machine: TransactionMachine, idempotence: Idempotence): Transactions {
    const { transactionTimeoutMs, maxBlockMs } = this.#config;
    return new Transactions({
      core: this.#core,
      transactionTimeoutMs,
      maxBlockMs,
      machine,
      idempotence,
      wake: () => this.#sender.wake(),
      settled: async (committed) => {
        if (!committed) return this.#batchesSettled();
        const relax = this.#sender.urge();
        await this.#settled();
        relax();
      },
    });
  }

  #transactional(call: string): Transactions {
    if (this.#closing !== undefined) throw new ClosedError('the producer is closed');
    if (this.#transactions !== undefined) return this.#transactions;
    throw new TransactionStateError(`${call} needs a producer with a transactionalId`);
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

  /** A promise only where the record has to wait for metadata or memory. */
  #place(
    record: ProducerRecord<Key, Value>,
    options: SendOptions,
    span: SendSpan | undefined,
  ): Placed | Promise<Placed> {
    if (this.#closing !== undefined) throw new ClosedError('the producer is closed');
    this.#telemetry.start();
    const place = (serial: number): Placed | Promise<Placed> => {
      const plain = this.#serialized(record);
      return this.#placer.place(span === undefined ? plain : span.carry(plain), options, serial);
    };
    const transactions = this.#transactions;
    return transactions === undefined ? place(0) : transactions.guard(place);
  }
}

function countByTopic(records: readonly { readonly topic: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { topic } of records) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
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
