// Carries batches from the accumulator to the brokers and their answers back. It runs when
// something changed (records came, an answer came, a connection or the metadata changed, time
// passed), once per turn of the loop; what is to be done is decided by the accumulator, the outcome
// and idempotence.

import type { Timer } from '@ottla/base';
import { errorOf, produceApi, type ProduceResponse } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import type { BrokerConnection } from '../core/broker-connection.ts';
import { partitionOf } from '../core/cluster-metadata.ts';
import { wireMs } from '../core/wire-time.ts';
import {
  AuthenticationError,
  KafkaError,
  TimeoutError,
  UnsupportedVersionError,
} from '../errors.ts';
import { backoffMs } from '../retry/backoff.ts';
import type { Accumulator, Moment } from './accumulator.ts';
import type { Deliveries } from './deliveries.ts';
import type { Idempotence } from './idempotence.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { ProducerBatch } from './producer-batch.ts';
import { ProducerIdSource } from './producer-id-source.ts';
import type { ProducerConfig } from './producer-options.ts';
import { judge, NO_ANSWER, type PartitionAnswer, type Verdict } from './produce-outcome.ts';
import {
  answersOf,
  leaderChangesIn,
  produceRequestOf,
  produceVersionMax,
} from './produce-request.ts';
import type { TransactionMachine } from './transactions/transaction-machine.ts';

export interface SenderParts {
  readonly core: ClientCore;
  readonly config: ProducerConfig;
  readonly accumulator: Accumulator;
  readonly memory: MemoryBudget;
  readonly deliveries: Deliveries;
  readonly idempotence: Idempotence | undefined;
  /** Set where all records belong to transactions. */
  readonly transaction: TransactionMachine | undefined;
}

export class Sender {
  readonly #parts: SenderParts;
  readonly #inFlight = new Set<ProducerBatch>();
  readonly #ids: ProducerIdSource | undefined;
  #isAwake = false;
  #timer: Timer | undefined;
  #urgentCalls = 0;
  #isStopped = false;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    const { core, idempotence, transaction } = parts;
    if (idempotence !== undefined && transaction === undefined) {
      this.#ids = new ProducerIdSource(core, idempotence, {
        ready: () => this.wake(),
        failed: (error) => this.failAll(error),
      });
    }
    core.metadata.changes.add(() => this.wake());
    core.connections.changes.add(() => this.wake());
  }

  /** Something changed: look again at the end of this turn. */
  wake(): void {
    if (this.#isAwake || this.#isStopped) return;
    this.#isAwake = true;
    this.#parts.config.world.timers.endOfTurn(() => {
      this.#isAwake = false;
      if (!this.#isStopped) this.#run();
    });
  }

  /** Sends everything without lingering until the returned function is called. */
  urge(): () => void {
    this.#urgentCalls += 1;
    this.wake();
    return () => {
      this.#urgentCalls -= 1;
    };
  }

  /** Fails everything that is not delivered yet. */
  failAll(error: Error): void {
    this.#fail([...this.#parts.accumulator.takeAll(), ...this.#inFlight], error);
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
    this.#ids?.stop();
  }

  /** Batches queued or in flight, for a flush. */
  undelivered(): ProducerBatch[] {
    return [...this.#parts.accumulator.queued(), ...this.#inFlight];
  }

  #moment(): Moment {
    const { core, memory, config } = this.#parts;
    return {
      metadata: core.metadata.current,
      nowMs: config.world.clock.monotonicMs(),
      isUrgent: this.#urgentCalls > 0 || memory.isExhausted,
      isIdle: (nodeId) => core.connections.ready(nodeId)?.inFlight === 0,
    };
  }

  #run(): void {
    const { accumulator, idempotence, core } = this.#parts;
    const { authenticationError } = core.connections;
    if (authenticationError !== undefined) this.#failRefused(authenticationError);
    if (idempotence?.resolve() === true) this.#parts.transaction?.sequencesLost();
    idempotence?.bumpIfRequired();
    this.#heedTransaction();
    if (idempotence?.hasProducerId === false && !accumulator.isEmpty) this.#ids?.want();
    const moment = this.#moment();
    const { nodes, leaderless } = accumulator.readiness(moment);
    if (leaderless.size > 0) {
      for (const topic of leaderless) core.metadata.want(topic);
      core.metadata.requestRefresh();
    }
    for (const nodeId of nodes) {
      // A broker may be named as leader by one answer and left out of the list of another.
      if (!moment.metadata.brokers.has(nodeId)) core.metadata.requestRefresh();
      this.#sendTo(nodeId, moment);
    }
    this.#expire(moment.nowMs);
    this.#sleepUntilNext(moment);
  }

  #fail(batches: readonly ProducerBatch[], error: Error): void {
    if (batches.length > 0) this.#parts.transaction?.recordFailed(error);
    for (const batch of batches) this.#giveUp(batch, () => error);
  }

  /**
   * As in Kafka, what is buffered does not wait for better credentials, where a broker has just
   * refused them. What goes to other brokers is none the worse for it.
   */
  #failRefused(error: AuthenticationError): void {
    const { accumulator, core } = this.#parts;
    const { metadata, connections } = core;
    const text = String(error);
    const refusing = connections
      .stats()
      .filter(({ state, lastError }) => state === 'backing-off' && lastError === text);
    const nodes = new Set(refusing.map(({ nodeId }) => nodeId));
    const hasNoMetadata = metadata.lastError instanceof AuthenticationError;
    const batches = accumulator.take(({ topic, partition }) => {
      const leader = partitionOf(metadata.current, topic, partition)?.leader ?? -1;
      return leader < 0 ? hasNoMetadata : nodes.has(leader);
    });
    this.#fail(batches, error);
  }

  /** Gives up what the transaction has no use for any more. */
  #heedTransaction(): void {
    const { transaction, accumulator } = this.#parts;
    const { dropsAll, dropsUnsent } = transaction ?? {};
    if (dropsAll !== undefined) this.failAll(dropsAll);
    if (dropsUnsent === undefined) return;
    for (const batch of accumulator.takeUnsent()) this.#giveUp(batch, () => dropsUnsent);
  }

  #sendTo(nodeId: number, moment: Moment): void {
    const connection = this.#parts.core.connections.ready(nodeId);
    while (connection?.isSendable) {
      const batches = this.#parts.accumulator.drain(nodeId, moment);
      if (batches.length === 0) return;
      this.#send(connection, batches, moment);
    }
  }

  #send(connection: BrokerConnection, batches: readonly ProducerBatch[], moment: Moment): void {
    const { config, memory } = this.#parts;
    const { acks, requestTimeoutMs, transactionalId } = config;
    for (const batch of batches) {
      batch.sent(leaderEpochOf(batch, moment));
      this.#inFlight.add(batch);
    }
    let version: number;
    try {
      const ofTransaction = this.#parts.transaction?.produceVersionMax;
      const max = produceVersionMax(batches, moment.metadata, ofTransaction);
      version = connection.versionFor(produceApi, { max });
    } catch (error) {
      this.#lost(batches, error);
      return;
    }
    const settings = { acks, timeoutMs: wireMs(requestTimeoutMs), transactionalId };
    const request = produceRequestOf(batches, moment.metadata, settings, version);
    for (const batch of batches) memory.release(batch.takeSpareMemory());
    // As of now: before the answer comes the topic may be made anew, or be hidden for a while.
    const names = moment.metadata.topicNames;
    connection.send({
      api: produceApi,
      version,
      request,
      timeoutMs: requestTimeoutMs,
      received: (response) => this.#answered(batches, response, names),
      failed: (error) => this.#lost(batches, error),
      ...(acks === 0 ? { sent: () => this.#answeredByNothing(batches) } : {}),
    });
  }

  #answered(
    batches: readonly ProducerBatch[],
    response: ProduceResponse,
    names: ReadonlyMap<string, string>,
  ): void {
    const { metadata } = this.#parts.core;
    const { changes, endpoints } = leaderChangesIn(response, names);
    if (changes.length > 0) metadata.applyLeaders(changes, endpoints);
    for (const [batch, answer] of answersOf(batches, response, names)) this.#settle(batch, answer);
    this.wake();
  }

  #answeredByNothing(batches: readonly ProducerBatch[]): void {
    for (const batch of batches) this.#settle(batch, { ...NO_ANSWER, errorCode: 0 });
    this.wake();
  }

  #lost(batches: readonly ProducerBatch[], error: unknown): void {
    for (const batch of batches) {
      if (error instanceof UnsupportedVersionError) {
        this.#parts.transaction?.fail(error);
        this.#giveUp(batch, () => error);
      } else this.#settle(batch, NO_ANSWER);
    }
    this.wake();
  }

  #settle(batch: ProducerBatch, answer: PartitionAnswer): void {
    if (!this.#inFlight.delete(batch)) return;
    batch.queue.inFlight -= 1;
    const { config, idempotence, core } = this.#parts;
    const nowMs = config.world.clock.monotonicMs();
    if (errorOf(answer.errorCode).refreshMetadata) core.metadata.requestRefresh();
    this.#perform(batch, judge(batch, answer, { idempotence, retries: config.retries, nowMs }));
  }

  #perform(batch: ProducerBatch, verdict: Verdict): void {
    const { accumulator, idempotence, memory, deliveries, config } = this.#parts;
    const { track } = batch.queue;
    switch (verdict.kind) {
      case 'delivered': {
        const { baseOffset } = verdict;
        const lastOffset = baseOffset < 0 ? -1 : baseOffset + batch.recordCount - 1;
        idempotence?.completed(track, batch, lastOffset);
        memory.release(batch.memoryBytes);
        batch.settle(verdict);
        deliveries.delivered(batch, baseOffset);
        return;
      }
      case 'retry': {
        const { world, retryBackoff } = config;
        const pauseMs = backoffMs(retryBackoff, batch.attempts - 1, world.random);
        batch.retryMs = world.clock.monotonicMs() + pauseMs;
        deliveries.retries += 1;
        accumulator.putBack(batch);
        return;
      }
      case 'split': {
        const parts = batch.split();
        idempotence?.replaced(track, batch, parts);
        for (const part of parts) accumulator.putBack(part);
        return;
      }
      case 'failed':
        this.#recordFailed(new KafkaError(errorOf(verdict.errorCode)));
        if (!verdict.leavesGap) idempotence?.fateUnknown(track, batch);
        idempotence?.failed(track, batch, verdict.errorCode, verdict.leavesGap);
        memory.release(batch.memoryBytes);
        batch.settle(verdict);
        deliveries.failed(batch, verdict.errorOf(0));
        return;
    }
  }

  /** A transaction cannot be committed without it. */
  #recordFailed(error: Error): void {
    const { transaction } = this.#parts;
    if (transaction === undefined) return;
    transaction.recordFailed(error);
    this.wake();
  }

  #giveUp(batch: ProducerBatch, errorOfRecord: (index: number) => Error): void {
    const { idempotence, memory, deliveries } = this.#parts;
    const { track } = batch.queue;
    if (this.#inFlight.delete(batch)) batch.queue.inFlight -= 1;
    // Its sequence must not stand in the way of the next one's.
    idempotence?.fateUnknown(track, batch);
    idempotence?.failed(track, batch, 0, false);
    memory.release(batch.memoryBytes);
    batch.settle({ kind: 'failed', errorOf: errorOfRecord });
    deliveries.failed(batch, errorOfRecord(0));
  }

  #expire(nowMs: number): void {
    const { accumulator, config } = this.#parts;
    const inFlight = [...this.#inFlight].filter((batch) => batch.expiresMs <= nowMs);
    const expired = [...accumulator.takeExpired(nowMs), ...inFlight];
    // Those behind them may be waiting for just that.
    if (expired.length > 0) this.wake();
    for (const batch of expired) {
      const { topic, partition } = batch.queue;
      const waitedMs = Math.round(nowMs - batch.createdMs);
      const error = new TimeoutError(
        `Expiring ${batch.recordCount} record(s) for ${topic}-${partition}: ${waitedMs} ms has ` +
          `passed since batch creation (deliveryTimeoutMs is ${config.deliveryTimeoutMs})`,
      );
      this.#recordFailed(error);
      this.#giveUp(batch, () => error);
    }
  }

  #sleepUntilNext(moment: Moment): void {
    const { accumulator, config } = this.#parts;
    const { nextCheckMs, nodes } = accumulator.readiness(moment);
    let nextMs = Math.min(nextCheckMs, accumulator.nextExpiryMs());
    for (const batch of this.#inFlight) nextMs = Math.min(nextMs, batch.expiresMs);
    this.#timer?.cancel();
    this.#timer = undefined;
    // What is ready and could not be sent waits for a connection, which announces itself.
    if (nodes.size === 0 && nextMs === Infinity) return;
    if (nextMs === Infinity) return;
    const delayMs = Math.max(0, nextMs - config.world.clock.monotonicMs());
    this.#timer = config.world.timers.after(delayMs, () => this.wake());
  }
}

function leaderEpochOf(batch: ProducerBatch, moment: Moment): number {
  const { topic, partition } = batch.queue;
  return partitionOf(moment.metadata, topic, partition)?.leaderEpoch ?? -1;
}
