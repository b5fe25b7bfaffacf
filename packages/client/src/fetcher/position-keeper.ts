// Brings each assigned partition to a position from which it can be fetched: looks up offsets by
// time, checks after a change of leader that the log was not cut (KIP-320), and decides where to go
// on when the position is out of range.

import { errorOf } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { partitionOf, type PartitionMetadata } from '../core/cluster-metadata.ts';
import { topicFailure } from '../core/metadata-refresh.ts';
import {
  KafkaError,
  LogTruncationError,
  NoOffsetError,
  UnsupportedVersionError,
} from '../errors.ts';
import { isRetriable } from '../retry/retry-loop.ts';
import type { AssignedPartition, StartPosition } from './assigned-partition.ts';
import type { ConsumerConfig } from './consumer-options.ts';
import { LeaderQuestions, type Outcome } from './leader-questions.ts';
import { resetPosition, type ResetPosition } from './offset-reset.ts';
import { judgeFetch } from './fetch-verdict.ts';
import {
  endsOfEpochs,
  listOffsetsAt,
  SPECIAL_TIMESTAMPS,
  type EpochQuery,
  type OffsetQuery,
} from './offset-lookup.ts';

export interface PositionListener {
  readonly changed: () => void;
  readonly failed: (error: Error) => void;
}

/** Where a partition is to start. */
interface Reset extends OffsetQuery {
  readonly assigned: AssignedPartition;
}

/** Whether the leader of this epoch still has what was fetched before. */
interface Validation extends EpochQuery {
  readonly assigned: AssignedPartition;
  readonly leaderEpoch: number;
}

export class PositionKeeper {
  readonly #core: ClientCore;
  readonly #config: ConsumerConfig;
  readonly #listener: PositionListener;
  /** Topics that the brokers refuse, by the error that the listener was given. */
  readonly #refusals = new Map<Error, string>();
  readonly #resets: LeaderQuestions<Reset>;
  readonly #validations: LeaderQuestions<Validation>;

  constructor(core: ClientCore, config: ConsumerConfig, listener: PositionListener) {
    this.#core = core;
    this.#config = config;
    this.#listener = listener;
    const told = {
      failed: (assigned: AssignedPartition, error: Error) => this.#lookupFailed(assigned, error),
      settled: () => listener.changed(),
    };
    this.#resets = new LeaderQuestions<Reset>({
      ...told,
      ask: (leader, resets) => this.#findStarts(leader, resets),
    });
    this.#validations = new LeaderQuestions<Validation>({
      ...told,
      ask: (leader, validations) => this.#findEnds(leader, validations),
    });
  }

  /** The broker to fetch from now; else undefined, and what is missing comes by `ask`. */
  prepare(assigned: AssignedPartition, nowMs: number): number | undefined {
    const { metadata } = this.#core;
    const { topic, partition } = assigned;
    metadata.want(topic);
    const topicError = metadata.current.topicErrors.get(topic);
    if (topicError !== undefined && !topicError.retriable) {
      const refusal = topicFailure(topic, topicError);
      this.#refusals.set(refusal, topic);
      this.#listener.failed(refusal);
      return undefined;
    }
    const known = partitionOf(metadata.current, topic, partition);
    if (known === undefined || known.leader < 0) {
      if (metadata.current.topics.has(topic)) metadata.requestRefresh();
      return undefined;
    }
    if (assigned.retryAtMs > nowMs || assigned.isBusy) return undefined;
    if (assigned.phase.kind === 'fetching') this.#noticeNewLeader(assigned, known);
    switch (assigned.phase.kind) {
      case 'unset':
        return undefined;
      case 'resetting':
        this.#resets.add(known.leader, resetOf(assigned, assigned.phase.to));
        return undefined;
      case 'validating':
        this.#validations.add(known.leader, validationOf(assigned, known.leaderEpoch));
        return undefined;
      case 'fetching':
        return assigned.isPaused ? undefined : this.#replicaOf(assigned, known, nowMs);
    }
  }

  /** Asks for what `prepare` found missing, of each broker once for all its partitions. */
  ask(): void {
    this.#resets.ask();
    this.#validations.ask();
  }

  /**
   * The application is to be told of this failure. False where it is over: by newer metadata the
   * topic is not refused any more. A topic that is told of is asked for anew, as in Java.
   */
  isToBeTold(failure: Error): boolean {
    const topic = this.#refusals.get(failure);
    this.#refusals.clear();
    if (topic === undefined) return true;
    const { metadata } = this.#core;
    if (metadata.current.topicErrors.get(topic)?.retriable !== false) return false;
    metadata.forgetRefusal(topic);
    return true;
  }

  /** The leader, or the nearer replica that it named, while that one can be reached. */
  #replicaOf(assigned: AssignedPartition, known: PartitionMetadata, nowMs: number): number {
    const near = assigned.nearReplica;
    if (near === undefined) return known.leader;
    const { metadata } = this.#core;
    const isThere = metadata.current.brokers.has(near.nodeId);
    const isOffline = known.offlineReplicas.includes(near.nodeId);
    if (nowMs < near.untilMs && isThere && !isOffline) return near.nodeId;
    if (!isThere || isOffline) metadata.requestRefresh();
    // The leader names one again, where there is one.
    assigned.nearReplica = undefined;
    return known.leader;
  }

  /** A fetch of the partition was answered with an error. */
  fetchFailed(assigned: AssignedPartition, errorCode: number): void {
    switch (judgeFetch(errorCode)) {
      case 'records':
        return;
      case 'refresh':
        this.#core.metadata.requestRefresh();
        assigned.nearReplica = undefined;
        this.#pause(assigned);
        return;
      case 'retry':
        this.#pause(assigned);
        return;
      case 'out-of-range':
        // A follower may be behind: only the leader's range counts.
        if (assigned.nearReplica !== undefined) assigned.nearReplica = undefined;
        else this.#outOfRange(assigned);
        return;
      case 'fatal':
        this.#listener.failed(
          new KafkaError(
            errorOf(errorCode),
            `cannot fetch ${assigned.topic}-${assigned.partition} from offset ` +
              `${assigned.fetchOffset}: ${errorOf(errorCode).name}`,
          ),
        );
    }
  }

  #noticeNewLeader(assigned: AssignedPartition, known: PartitionMetadata): void {
    if (known.leaderEpoch <= assigned.validatedEpoch) return;
    // Nothing was fetched yet: no epoch to compare with, and nothing that could have been cut.
    if (assigned.lastFetchedEpoch < 0) assigned.validatedEpoch = known.leaderEpoch;
    else if (known.leaderEpoch > assigned.lastFetchedEpoch) assigned.phase = { kind: 'validating' };
    else assigned.validatedEpoch = known.leaderEpoch;
  }

  async #findStarts(
    leader: number,
    resets: readonly Reset[],
  ): Promise<(reset: Reset) => Outcome> {
    const found = await listOffsetsAt(this.#core, leader, resets, this.#lookupOptions());
    return (reset) => {
      const answer = found.get(reset) ?? new Error('no answer');
      if (answer instanceof Error) return answer;
      const { assigned } = reset;
      // No record is that young: go on at the end, as Kafka's console tools do.
      if (answer.offset < 0) return () => assigned.seek('latest');
      return () => assigned.foundOffset(answer.offset);
    };
  }

  async #findEnds(
    leader: number,
    validations: readonly Validation[],
  ): Promise<(validation: Validation) => Outcome> {
    const asked = endsOfEpochs(this.#core, leader, validations, this.#lookupOptions());
    const ends = await asked.catch((error: unknown) => {
      // A broker from before KIP-320 cannot tell.
      if (error instanceof UnsupportedVersionError) return undefined;
      throw error;
    });
    return (validation) => {
      const { assigned, leaderEpoch } = validation;
      if (ends === undefined) return () => this.#validated(assigned, leaderEpoch, Infinity);
      const answer = ends.get(validation) ?? new Error('no answer');
      if (answer instanceof Error) return answer;
      return () => this.#validated(assigned, leaderEpoch, answer.endOffset);
    };
  }

  #validated(assigned: AssignedPartition, leaderEpoch: number, endOffset: number): void {
    if (endOffset >= assigned.fetchOffset) {
      assigned.validatedEpoch = leaderEpoch;
      assigned.phase = { kind: 'fetching' };
      return;
    }
    const where = `${assigned.topic}-${assigned.partition}`;
    const reset = this.#resetPosition();
    if (reset === undefined) {
      // It stays to be validated: nothing is fetched before the application has sought.
      this.#pause(assigned);
      this.#listener.failed(
        new LogTruncationError(
          `the log of ${where} was cut to ${endOffset}, below offset ${assigned.fetchOffset}`,
        ),
      );
      return;
    }
    this.#config.logger.warn('the log was cut below the position', { partition: where, endOffset });
    // The application may not have come so far: what waited for it is dropped, and fetched again.
    const offset = Math.min(endOffset, assigned.position ?? endOffset);
    assigned.seek(endOffset < 0 ? reset : { offset });
    assigned.validatedEpoch = leaderEpoch;
  }

  #outOfRange(assigned: AssignedPartition): void {
    const { logger } = this.#config;
    const where = `${assigned.topic}-${assigned.partition}`;
    if (assigned.hasWaiting) {
      // What waits is good; the reset takes its turn behind it.
      this.#pause(assigned);
      return;
    }
    const reset = this.#resetPosition();
    if (reset === undefined) {
      this.#listener.failed(
        new NoOffsetError(
          `offset ${assigned.fetchOffset} of ${where} is out of range and autoOffsetReset is none`,
        ),
      );
      return;
    }
    logger.info('position out of range', { partition: where, offset: assigned.fetchOffset });
    assigned.seek(reset);
  }

  #resetPosition(): ResetPosition | undefined {
    return resetPosition(this.#config.autoOffsetReset, this.#config.world.clock.wallMs());
  }

  /** It is asked again alone, without those that were answered. */
  #lookupFailed(assigned: AssignedPartition, error: Error): void {
    // What a fetch would be repeated after does not end the search for where to fetch from.
    const isPassing = error instanceof KafkaError && judgeFetch(error.code) !== 'fatal';
    if (!isPassing && !isRetriable(error)) {
      this.#listener.failed(error);
      return;
    }
    if (error instanceof KafkaError && errorOf(error.code).refreshMetadata) {
      this.#core.metadata.requestRefresh();
    }
    this.#pause(assigned);
  }

  #lookupOptions(): { isReadCommitted: boolean; timeoutMs: number } {
    const { isReadCommitted, requestTimeoutMs: timeoutMs } = this.#config;
    return { isReadCommitted, timeoutMs };
  }

  #pause(assigned: AssignedPartition): void {
    const { world, retryBackoff } = this.#config;
    assigned.retryAtMs = world.clock.monotonicMs() + retryBackoff.initialMs;
  }
}

function resetOf(
  assigned: AssignedPartition,
  to: Exclude<StartPosition, { readonly offset: number }>,
): Reset {
  const { topic, partition } = assigned;
  const timestamp = typeof to === 'object' ? to.timestamp : SPECIAL_TIMESTAMPS[to].value;
  return { assigned, topic, partition, timestamp };
}

function validationOf(assigned: AssignedPartition, leaderEpoch: number): Validation {
  const { topic, partition, lastFetchedEpoch: epoch } = assigned;
  return { assigned, topic, partition, epoch, leaderEpoch };
}
