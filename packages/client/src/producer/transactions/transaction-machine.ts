// The states of a transactional producer, and what leads from one to the next. Pure: it sends
// nothing and waits for nothing; what is to be sent is asked of it by the shell (transactions.ts)
// and by the sender of batches. Sequences and epochs are in ../idempotence.ts.
//
//   state            event                                next
//   uninitialized    initTransactions                     initializing
//   initializing     a producer id and epoch              ready
//   initializing     refused, for example no permission   uninitialized
//   ready            beginTransaction                     inTransaction
//   inTransaction    commitTransaction                    committing
//   inTransaction    abortTransaction                     aborting
//   inTransaction    a record or offset failed            abortableError
//   committing       the same, or EndTxn was refused      abortableError
//   abortableError   abortTransaction                     aborting
//   committing       ended                                ready
//   aborting         ended                                ready
//   committing       ended, and the epoch must be bumped  initializing
//   aborting         ended, and the epoch must be bumped  initializing
//   any              a fatal error                        fatalError
//
// An error that only asks for an abort changes nothing where the transaction is being aborted, or
// is over. A call that has no line here is a TransactionStateError, or the error that came before.

import {
  TransactionAbortableError,
  TransactionAbortedError,
  TransactionFatalError,
  TransactionStateError,
} from './transaction-errors.ts';
import { judgeProduce } from './transaction-verdict.ts';

export type TransactionState =
  | 'uninitialized'
  | 'initializing'
  | 'ready'
  | 'inTransaction'
  | 'committing'
  | 'aborting'
  | 'abortableError'
  | 'fatalError';

/**
 * `v1`: partitions and groups are added by requests of their own before they are written to. `v2`
 * (KIP-890): the first write adds them, and each transaction has an epoch of its own.
 */
export type TransactionProtocol = 'v1' | 'v2';

export interface EndedTransaction {
  readonly protocol: TransactionProtocol;
  readonly isBumped: boolean;
}

/** By its queue, which lives as long as the producer. */
export interface EnlistedPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Of Produce: a newer version tells the broker that the protocol is v2. */
const PRODUCE_V1_MAX = 11;

export class TransactionMachine {
  /** For messages. */
  readonly transactionalId: string;
  /** Partitions that the coordinator knows, and those that it must be told of before (v1). */
  readonly #enlisted = new Set<EnlistedPartition>();
  readonly #wanted = new Set<EnlistedPartition>();
  #state: TransactionState = 'uninitialized';
  #error: Error | undefined;
  #protocol: TransactionProtocol = 'v1';
  /** Counts transactions, so that what comes late is known as such. */
  #serial = 0;
  #isStarted = false;
  #needsBump = false;
  /** Whether the coordinator takes InitProducerId with an epoch to bump (KIP-360). */
  #canBump = false;

  constructor(transactionalId: string) {
    this.transactionalId = transactionalId;
  }

  get state(): TransactionState {
    return this.#state;
  }

  get protocol(): TransactionProtocol {
    return this.#protocol;
  }

  /** The number of the transaction that was begun last; 0 before the first. */
  get serial(): number {
    return this.#serial;
  }

  /** What led to `abortableError` or `fatalError`; undefined in other states. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** Whether the coordinator has heard of the transaction, and must end it. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  get produceVersionMax(): number | undefined {
    return this.#protocol === 'v1' ? PRODUCE_V1_MAX : undefined;
  }

  // What the application asks for.

  initialize(): void {
    this.#expect('initTransactions', ['uninitialized']);
    this.#state = 'initializing';
  }

  begin(): void {
    this.#expect('beginTransaction', ['ready']);
    this.#state = 'inTransaction';
    this.#serial += 1;
  }

  /** The number of the transaction to which what is sent now belongs. */
  enter(call: string): number {
    this.#expect(call, ['inTransaction']);
    return this.#serial;
  }

  commit(): void {
    this.#expect('commitTransaction', ['inTransaction']);
    this.#state = 'committing';
  }

  abort(): void {
    this.#expect('abortTransaction', ['inTransaction', 'abortableError']);
    this.#state = 'aborting';
    this.#error = undefined;
    this.#wanted.clear();
  }

  // What came of it.

  identified({ canBump, protocol }: { canBump: boolean; protocol: TransactionProtocol }): void {
    if (this.#state !== 'initializing') return;
    this.#state = 'ready';
    this.#canBump = canBump;
    this.#protocol = protocol;
  }

  /** `initTransactions` may be called again. */
  refused(): void {
    if (this.#state === 'initializing') this.#state = 'uninitialized';
  }

  /**
   * Ended, at the coordinator or because it had never heard of it. `protocol`: of the transactions
   * to come; `isBumped`: a new epoch came with the answer. Returns the state after it.
   */
  ended({ protocol, isBumped }: EndedTransaction): TransactionState {
    if (this.#state !== 'committing' && this.#state !== 'aborting') return this.#state;
    // What v1 has begun must not be taken for part of a transaction of v2.
    const isUpgraded = this.#protocol === 'v1' && protocol === 'v2';
    const needsBump = (this.#needsBump || isUpgraded) && !isBumped;
    this.#state = needsBump && this.#canBump ? 'initializing' : 'ready';
    this.#protocol = protocol;
    this.#needsBump = false;
    this.#isStarted = false;
    this.#forgetPartitions();
    return this.#state;
  }

  /**
   * The transaction has failed as a whole and can only be aborted. `needsBump`: what went out under
   * the present epoch may still arrive, or has left a gap in the sequences.
   */
  abortable(error: Error, { needsBump = false }: { needsBump?: boolean } = {}): void {
    if (needsBump && this.#protocol === 'v1') this.#needsBump = true;
    if (this.#state === 'initializing') this.#state = 'uninitialized';
    if (this.#state !== 'inTransaction' && this.#state !== 'committing') return;
    this.#state = 'abortableError';
    this.#error = error;
    this.#wanted.clear();
  }

  fail(error: Error): void {
    if (this.#state === 'fatalError') return;
    this.#state = 'fatalError';
    this.#error = error;
    this.#forgetPartitions();
  }

  /** A record of transaction `serial` was refused, expired, or could not even be put in a batch. */
  recordFailed(error: unknown, serial = this.#serial): void {
    if (serial !== this.#serial) return;
    const verdict = judgeProduce(error);
    if (verdict.kind === 'fatal') this.fail(verdict.error);
    else this.abortable(verdict.error, verdict);
  }

  /** Batches expired of which nobody knows whether the broker has them. */
  sequencesLost(): void {
    const lost = `some records of transactional id ${this.transactionalId} were never acknowledged`;
    if (this.#canBump || this.#protocol === 'v2') {
      this.abortable(new TransactionAbortableError(lost), { needsBump: true });
    } else {
      const old = 'the broker cannot give a new epoch, since it is older than Apache Kafka 2.5';
      this.fail(new TransactionFatalError(`${lost}, and ${old}`));
    }
  }

  // Partitions, and what may be sent.

  /** Whether what belongs to transaction `serial` may still become part of it. */
  isOpen(serial: number): boolean {
    if (serial !== this.#serial) return false;
    return this.#state === 'inTransaction' || this.#state === 'committing';
  }

  /** Why it may not. */
  closedError(): Error {
    return this.#error ?? this.abortedError();
  }

  abortedError(): TransactionAbortedError {
    const id = this.transactionalId;
    return new TransactionAbortedError(`the transaction of transactional id ${id} was aborted`);
  }

  /** A record was put into a batch of this partition. True: it must be added first. */
  enlist(partition: EnlistedPartition): boolean {
    if (this.#enlisted.has(partition)) return false;
    if (this.#protocol === 'v1') {
      this.#wanted.add(partition);
      return true;
    }
    this.#enlisted.add(partition);
    this.#isStarted = true;
    return false;
  }

  /** Those that are to be added to the transaction now. */
  get wanted(): readonly EnlistedPartition[] {
    return [...this.#wanted];
  }

  get hasEnlisted(): boolean {
    return this.#enlisted.size > 0;
  }

  /** The coordinator has added them. */
  enlisted(partitions: readonly EnlistedPartition[]): void {
    for (const partition of partitions) {
      this.#enlisted.add(partition);
      this.#wanted.delete(partition);
    }
    this.#isStarted = true;
  }

  /** The coordinator knows of this transaction by a group's offsets, or will. */
  started(): void {
    this.#isStarted = true;
  }

  /** Whether batches of this partition may go out. */
  mayDrain(partition: EnlistedPartition): boolean {
    return this.#state !== 'fatalError' && this.#enlisted.has(partition);
  }

  /** The error with which batches fail that were never sent; undefined where they are kept. */
  get dropsUnsent(): Error | undefined {
    if (this.#state === 'aborting') return this.abortedError();
    return this.#state === 'abortableError' ? this.#error : undefined;
  }

  /** The error with which all batches fail; undefined where they are kept. */
  get dropsAll(): Error | undefined {
    return this.#state === 'fatalError' ? this.#error : undefined;
  }

  #forgetPartitions(): void {
    this.#enlisted.clear();
    this.#wanted.clear();
  }

  #expect(call: string, states: readonly TransactionState[]): void {
    if (states.includes(this.#state)) return;
    if (this.#error !== undefined) throw this.#error;
    throw new TransactionStateError(
      `${call} does not fit: transactional id ${this.transactionalId} ${WHAT_IS[this.#state]}`,
    );
  }
}

const WHAT_IS: Readonly<Record<TransactionState, string>> = {
  uninitialized: 'is not initialized, call initTransactions first',
  initializing: 'is being initialized, wait for initTransactions',
  ready: 'has no transaction, call beginTransaction first',
  inTransaction: 'is in a transaction, commit or abort it first',
  committing: 'is committing a transaction, wait for commitTransaction',
  aborting: 'is aborting a transaction, wait for abortTransaction',
  abortableError: 'has a transaction that failed, abort it first',
  fatalError: 'has failed for good, close the producer',
};
