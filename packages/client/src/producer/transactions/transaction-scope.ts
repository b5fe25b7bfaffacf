// `producer.transaction(work)`: begins a transaction, lets the application work in it, commits when
// the work returns and aborts when it throws. What was sent and not awaited is awaited here, and so
// not forgotten.

import type { Logger } from '@ottla/base';

import type { OffsetToCommit } from '../../consumer/commits/offsets.ts';
import type { ProducerRecord, RecordMetadata } from '../producer-record.ts';
import type { SendOptions } from '../record-placer.ts';
import {
  ApplicationRecoverableError,
  ProducerFencedError,
  TransactionFatalError,
  TransactionStateError,
} from './transaction-errors.ts';
import type { TransactionGroup } from './transaction-requests.ts';
import type { TransactionOptions, Transactions } from './transactions.ts';

/** What can be done in a transaction. Nothing needs to be awaited: the commit waits for all. */
export interface Transaction<Key, Value> {
  /** As `Producer.send`. Resolves when the record is written, which says nothing of the commit. */
  send(record: ProducerRecord<Key, Value>, options?: SendOptions): Promise<RecordMetadata>;
  /** As `Producer.sendBatch`. */
  sendBatch(
    records: Iterable<ProducerRecord<Key, Value>>,
    options?: SendOptions,
  ): Promise<{ readonly recordCount: number }>;
  /** As `Producer.sendOffsetsToTransaction`: committed with the records, or not at all. */
  sendOffsets(offsets: readonly OffsetToCommit[], group: TransactionGroup): Promise<void>;
}

/** What is sent in the scope goes here. */
export interface ScopedSender<Key, Value>
  extends Pick<Transaction<Key, Value>, 'send' | 'sendBatch'> {}

export type TransactionWork<Key, Value, Result> = (
  transaction: Transaction<Key, Value>,
) => Result | Promise<Result>;

export interface ScopeParts<Key, Value> {
  readonly sender: ScopedSender<Key, Value>;
  readonly transactions: Transactions;
  readonly options: TransactionOptions;
  readonly logger: Logger;
}

export async function runTransaction<Key, Value, Result>(
  parts: ScopeParts<Key, Value>,
  work: TransactionWork<Key, Value, Result>,
): Promise<Result> {
  const { transactions, options } = parts;
  await prepare(transactions, options);
  transactions.begin();
  const scope = new TransactionScope(parts.sender, transactions);
  try {
    const result = await work(scope);
    await scope.finish();
    await transactions.commit(options);
    return result;
  } catch (error) {
    scope.end();
    // The commit may be done by now: nobody can say, and it cannot be taken back.
    if (transactions.machine.state === 'committing') throw error;
    throw await abortAfter(error, parts);
  }
}

/** Ends what an earlier scope could not end in its time, and initializes with the first. */
async function prepare(transactions: Transactions, options: TransactionOptions): Promise<void> {
  const { machine } = transactions;
  const isLeft = transactions.pendingCall === 'abortTransaction';
  if (isLeft || machine.state === 'abortableError') await transactions.abort(options);
  const isPending = transactions.pendingCall === 'initTransactions';
  if (isPending || machine.state === 'uninitialized') await transactions.initialize(options);
}

/** Returns what is to be thrown. */
async function abortAfter(
  thrown: unknown,
  { transactions, options, logger }: Omit<ScopeParts<never, never>, 'sender'>,
): Promise<unknown> {
  const { machine } = transactions;
  try {
    // Not by the signal: what it ended must be aborted all the same.
    await transactions.abort({ timeoutMs: options.timeoutMs });
  } catch (failure) {
    if (machine.state === 'fatalError') return fatalAfter(machine.error, thrown);
    const { transactionalId } = machine;
    logger.warn('a transaction is not aborted yet', { transactionalId, error: String(failure) });
  }
  return thrown;
}

/** The application must know that the producer can do no more; its own error is the cause. */
function fatalAfter(fatal: Error | undefined, thrown: unknown): unknown {
  if (fatal === thrown || fatal === undefined) return thrown;
  const text = `${fatal.message}; before that: ${String(thrown)}`;
  const cause = { cause: thrown };
  if (fatal instanceof ProducerFencedError) return new ProducerFencedError(text, cause);
  if (fatal instanceof ApplicationRecoverableError) {
    return new ApplicationRecoverableError(text, cause);
  }
  return new TransactionFatalError(text, cause);
}

class TransactionScope<Key, Value> implements Transaction<Key, Value> {
  readonly #sender: ScopedSender<Key, Value>;
  readonly #transactions: Transactions;
  /** What the commit must wait for by itself; single records it waits for anyway. */
  readonly #begun: Promise<unknown>[] = [];
  #isOver = false;

  constructor(sender: ScopedSender<Key, Value>, transactions: Transactions) {
    this.#sender = sender;
    this.#transactions = transactions;
  }

  send(record: ProducerRecord<Key, Value>, options?: SendOptions): Promise<RecordMetadata> {
    return this.#run('send', () => this.#sender.send(record, options));
  }

  sendBatch(
    records: Iterable<ProducerRecord<Key, Value>>,
    options?: SendOptions,
  ): Promise<{ readonly recordCount: number }> {
    const sent = this.#run('sendBatch', () => this.#sender.sendBatch(records, options));
    this.#begun.push(sent);
    return sent;
  }

  sendOffsets(offsets: readonly OffsetToCommit[], group: TransactionGroup): Promise<void> {
    const start = (): Promise<void> => this.#transactions.sendOffsets(offsets, group);
    const sent = this.#run('sendOffsets', start);
    this.#begun.push(sent);
    return sent;
  }

  /** The work has returned: waits for what it did not; throws the first error of that. */
  async finish(): Promise<void> {
    this.end();
    await Promise.all(this.#begun);
  }

  end(): void {
    this.#isOver = true;
  }

  #run<T>(call: string, start: () => Promise<T>): Promise<T> {
    if (this.#isOver) {
      const late = `${call} comes too late: the transaction is over`;
      return Promise.reject(new TransactionStateError(late));
    }
    const started = start();
    // Whoever does not await it is told by the commit: no rejection without a handler.
    started.catch(() => undefined);
    return started;
  }
}
