// Carries out what a transactional producer's states ask for: talks to the coordinators, one
// request at a time, again and again until there is an answer that decides. What each answer means
// is in transaction-verdict.ts, what follows from it in transaction-machine.ts.
//
// A call that the application has given up (its time was over, or its signal) goes on all the same:
// whoever calls the same again waits for the same outcome, and nothing else can be begun before.

import { endTxnApi, initProducerIdApi } from '@ottla/protocol';

import { checkOffsets } from '../../consumer/commits/offset-commit.ts';
import type { OffsetToCommit } from '../../consumer/commits/offsets.ts';
import type { ClientCore } from '../../core/client-core.ts';
import { waitFor } from '../../core/wait.ts';
import { ClosedError } from '../../errors.ts';
import type { Idempotence } from '../idempotence.ts';
import type { ProducerIdentity } from '../sequence-track.ts';
import { CoordinatorLookup } from './coordinator-lookup.ts';
import { EnlistSteps } from './enlist-steps.ts';
import { whyNotServed } from './served-transactions.ts';
import { TransactionStateError } from './transaction-errors.ts';
import type {
  EnlistedPartition,
  TransactionMachine,
  TransactionProtocol,
} from './transaction-machine.ts';
import {
  BUMP_VERSION,
  checkGroup,
  endLimits,
  endRequest,
  initProducerIdRequest,
  type TransactionGroup,
  type TransactionIdentity,
} from './transaction-requests.ts';
import { TransactionSteps } from './transaction-steps.ts';
import { judgeEnd, judgeInitProducerId } from './transaction-verdict.ts';

export interface TransactionOptions {
  /** How long the call waits. Default: `maxBlockMs`. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface TransactionsParts {
  readonly core: ClientCore;
  readonly transactionTimeoutMs: number;
  /** How long calls wait where they do not say it themselves. */
  readonly maxBlockMs: number;
  readonly machine: TransactionMachine;
  readonly idempotence: Idempotence;
  /** All records sent so far have their outcome; to be committed, those too that wait for room. */
  readonly settled: (committed: boolean) => Promise<void>;
  /** The sender looks again at what it may send, and at what it must give up. */
  readonly wake: () => void;
}

type PendingCall = 'initTransactions' | 'commitTransaction' | 'abortTransaction';

interface Pending {
  readonly call: PendingCall;
  readonly outcome: Promise<void>;
}

export class Transactions {
  readonly machine: TransactionMachine;
  readonly #parts: TransactionsParts;
  readonly #steps: TransactionSteps;
  readonly #enlist: EnlistSteps;
  readonly #coordinator: CoordinatorLookup;
  readonly #stopped = new AbortController();
  /** Begun, and nobody was told its outcome yet. */
  #pending: Pending | undefined;
  /** The last of what is done at the coordinators, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: TransactionsParts) {
    const { core, machine, wake } = parts;
    const { transactionalId } = machine;
    this.#parts = parts;
    this.machine = machine;
    this.#coordinator = new CoordinatorLookup({
      core,
      kind: 'transaction',
      key: transactionalId,
      check: ({ name, served }) => {
        const reason = whyNotServed(transactionalId, name, served);
        if (reason !== undefined) throw reason;
      },
    });
    this.#steps = new TransactionSteps({ core, machine, wake, signal: this.#stopped.signal });
    this.#enlist = new EnlistSteps({
      core,
      machine,
      steps: this.#steps,
      coordinator: this.#coordinator,
      identity: () => this.#identity,
    });
  }

  /** What was begun and must be called again to learn its outcome. */
  get pendingCall(): PendingCall | undefined {
    return this.#pending?.call;
  }

  initialize(options: TransactionOptions = {}): Promise<void> {
    return this.#perform('initTransactions', options, () => {
      this.machine.initialize();
      return this.#inTurn(() => this.#identify());
    });
  }

  begin(): void {
    this.#checkPending('beginTransaction');
    this.machine.begin();
  }

  commit(options: TransactionOptions = {}): Promise<void> {
    return this.#perform('commitTransaction', options, () => {
      this.machine.commit();
      return this.#end(true);
    });
  }

  abort(options: TransactionOptions = {}): Promise<void> {
    return this.#perform('abortTransaction', options, () => {
      this.machine.abort();
      return this.#end(false);
    });
  }

  async sendOffsets(
    offsets: readonly OffsetToCommit[],
    group: TransactionGroup,
    options: TransactionOptions = {},
  ): Promise<void> {
    checkOffsets(offsets);
    checkGroup(group);
    this.#checkPending('sendOffsetsToTransaction');
    const serial = this.machine.enter('sendOffsetsToTransaction');
    if (offsets.length === 0) return;
    if (this.machine.protocol === 'v2') this.machine.started();
    const sent = this.#inTurn(() => this.#enlist.sendOffsets(serial, offsets, group));
    sent.catch(() => undefined); // whoever waits is told, and so is the commit
    await this.#wait(sent, `the offsets of group ${group.groupId} to be sent`, options);
  }

  /**
   * Runs what puts a record of the present transaction into a batch. Where that fails the record is
   * missing, and the transaction can only be aborted.
   */
  guard<T>(place: (serial: number) => T | Promise<T>): T | Promise<T> {
    const serial = this.machine.enter('send');
    const failed = (error: unknown): never => {
      this.machine.recordFailed(error, serial);
      this.#parts.wake();
      throw error;
    };
    try {
      const placed = place(serial);
      return placed instanceof Promise ? placed.catch(failed) : placed;
    } catch (error) {
      return failed(error);
    }
  }

  /** Throws where a record of this transaction comes too late. */
  admit(serial: number): void {
    if (!this.machine.isOpen(serial)) throw this.machine.closedError();
  }

  /** A record was put into a batch of this partition. */
  enlist(partition: EnlistedPartition): void {
    if (!this.machine.enlist(partition) || this.#enlist.isDue) return;
    this.#enlist.isDue = true;
    const enlisting = this.#inTurn(() => this.#enlist.addWanted());
    enlisting.catch(() => undefined); // the machine knows
  }

  /** Ends what is open: waits for a commit or abort that was begun, aborts what was not ended. */
  async close(timeoutMs: number): Promise<void> {
    const { state, transactionalId } = this.machine;
    try {
      const pending = this.pendingCall;
      if (pending === 'commitTransaction') await this.commit({ timeoutMs });
      else if (pending === 'abortTransaction') await this.abort({ timeoutMs });
      else if (state === 'inTransaction' || state === 'abortableError') {
        await this.abort({ timeoutMs });
      }
    } catch (error) {
      const { logger } = this.#parts.core.config;
      logger.warn('a transaction was left open', { transactionalId, error: String(error) });
    }
  }

  stop(): void {
    this.#stopped.abort(new ClosedError('the producer is closed'));
  }

  get #identity(): TransactionIdentity {
    const { idempotence, machine } = this.#parts;
    return { ...idempotence.identity, transactionalId: machine.transactionalId };
  }

  /** As the brokers' finalised features say. */
  get #protocolNow(): TransactionProtocol {
    const { features } = this.#parts.core.connections;
    return (features.levels.get('transaction.version') ?? 0) >= 2 ? 'v2' : 'v1';
  }

  async #identify(): Promise<void> {
    const { idempotence, transactionTimeoutMs, wake } = this.#parts;
    const doing = `get a producer id for ${this.#coordinator.name}`;
    let canBump = false;
    let identity: ProducerIdentity | undefined;
    await this.#steps.until({
      doing,
      at: this.#coordinator,
      ask: async (call) => {
        const { response, version } = await this.#coordinator.call({
          ...call,
          api: initProducerIdApi,
          request: (at) => initProducerIdRequest(this.#identity, transactionTimeoutMs, at),
        });
        canBump = version >= BUMP_VERSION;
        identity = identityIn(response);
        return judgeInitProducerId(response.errorCode, doing);
      },
    });
    if (identity !== undefined) idempotence.identified(identity);
    this.machine.identified({ canBump, protocol: this.#protocolNow });
    wake();
  }

  async #end(committed: boolean): Promise<void> {
    const { settled, wake } = this.#parts;
    wake();
    // A batch that arrived after the end would belong to nothing, or to the next transaction.
    await settled(committed);
    await this.#inTurn(() => this.#endAtCoordinator(committed));
  }

  async #endAtCoordinator(committed: boolean): Promise<void> {
    const { machine } = this;
    if (machine.state !== (committed ? 'committing' : 'aborting')) throw machine.closedError();
    const identity = machine.isStarted ? await this.#askForEnd(committed) : undefined;
    if (identity !== undefined) this.#parts.idempotence.identified(identity);
    const next = machine.ended({ protocol: this.#protocolNow, isBumped: identity !== undefined });
    if (next === 'initializing') await this.#identify();
  }

  /** Returns the id and epoch of the next transaction where the broker told them (v2). */
  async #askForEnd(committed: boolean): Promise<ProducerIdentity | undefined> {
    const { protocol } = this.machine;
    const doing = `${committed ? 'commit' : 'abort'} the transaction of ${this.#coordinator.name}`;
    let identity: ProducerIdentity | undefined;
    await this.#steps.until({
      doing,
      at: this.#coordinator,
      ask: async (call) => {
        const { response } = await this.#coordinator.call({
          ...call,
          api: endTxnApi,
          limits: endLimits(protocol),
          request: () => endRequest(this.#identity, committed),
        });
        identity = identityIn(response);
        return judgeEnd(response.errorCode, committed, doing);
      },
    });
    return identity;
  }

  /**
   * Begins what `start` does, or goes on waiting for the same call that was begun before. `start`
   * may throw: then nothing was begun.
   */
  async #perform(
    call: PendingCall,
    options: TransactionOptions,
    start: () => Promise<void>,
  ): Promise<void> {
    this.#checkPending(call);
    if (this.#pending === undefined) {
      options.signal?.throwIfAborted();
      const outcome = start();
      outcome.catch(() => undefined); // whoever waits is told
      this.#pending = { call, outcome };
    }
    const pending = this.#pending;
    const told = (): void => {
      if (this.#pending === pending) this.#pending = undefined;
    };
    const waitingFor = `${call} of ${this.#coordinator.name}: call it again to go on waiting`;
    await this.#wait(pending.outcome, waitingFor, options, told);
  }

  #checkPending(call: string): void {
    const pending = this.#pending;
    if (pending === undefined || pending.call === call) return;
    throw new TransactionStateError(
      `${call} must wait: the outcome of ${pending.call} is not known, call that again`,
    );
  }

  #wait(
    outcome: Promise<void>,
    waitingFor: string,
    options: TransactionOptions,
    told: () => void = () => undefined,
  ): Promise<void> {
    const { core, maxBlockMs } = this.#parts;
    const { timeoutMs = maxBlockMs, signal } = options;
    return waitFor<void>(core.config.world, { timeoutMs, waitingFor, signal }, (settle) => {
      let isWaiting = true;
      const tell = (tellIt: () => void) => (): void => {
        if (!isWaiting) return;
        told();
        tellIt();
      };
      outcome.then(tell(() => settle.resolve()), (error: unknown) => {
        tell(() => settle.reject(error))();
      });
      return () => {
        isWaiting = false;
      };
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function identityIn(response: {
  readonly producerId: number | bigint;
  readonly producerEpoch: number;
}): ProducerIdentity | undefined {
  const producerId = Number(response.producerId);
  return producerId < 0 ? undefined : { producerId, epoch: response.producerEpoch };
}
