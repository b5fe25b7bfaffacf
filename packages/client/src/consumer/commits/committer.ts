// Commits in the order in which they were asked for, each as the member that the consumer was when
// it was asked for: what comes late, from a generation that is over, is refused by the coordinator
// and overwrites nothing.

import { offsetCommitApi } from '@ottla/protocol';

import { waitFor } from '../../core/wait.ts';
import { CommitFailedError, KafkaError, RebalanceInProgressError } from '../../errors.ts';
import { publish } from '../../observe/channels.ts';
import { retrying } from '../../retry/retry-loop.ts';
import type { GroupConfig } from '../group-options.ts';
import type { GroupCoordinator } from '../group-coordinator.ts';
import type { ClassicMember } from '../membership/classic/classic-member.ts';
import {
  checkOffsets,
  OFFSET_COMMIT_VERSION_MAX,
  offsetCommitRequest,
  refusalOf,
  type CommitIdentity,
  type RefusedCommit,
} from './offset-commit.ts';
import type { OffsetToCommit } from './offsets.ts';

export interface CommitOptions {
  /** For the commit with its retries. Default: the client's `apiTimeoutMs`. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export class Committer {
  readonly #config: GroupConfig;
  readonly #coordinator: GroupCoordinator;
  /** Undefined where the consumer is no member but names its partitions itself. */
  readonly #member: () => ClassicMember | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(
    config: GroupConfig,
    coordinator: GroupCoordinator,
    member: () => ClassicMember | undefined,
  ) {
    this.#config = config;
    this.#coordinator = coordinator;
    this.#member = member;
  }

  /**
   * Resolves once the offsets are stored. Rejects with CommitFailedError, RebalanceInProgressError,
   * the broker's error, or a TimeoutError.
   */
  commit(offsets: readonly OffsetToCommit[], options: CommitOptions = {}): Promise<void> {
    let identity: CommitIdentity;
    try {
      checkOffsets(offsets);
      identity = this.#identity();
    } catch (error) {
      return Promise.reject(error as Error); // only our own errors are thrown above
    }
    const { world } = this.#config;
    const { timeoutMs = this.#config.apiTimeoutMs, signal } = options;
    const startMs = world.clock.monotonicMs();
    const turn = this.#turn({ timeoutMs, signal });
    if (offsets.length === 0) return turn;
    const committed = turn.then(() => {
      const timePassedMs = world.clock.monotonicMs() - startMs;
      const terms = { timeoutMs: Math.max(1, timeoutMs - timePassedMs), signal };
      return this.#observed(offsets, () => this.#send(identity, offsets, terms));
    });
    // A commit that failed, or waits no more, does not keep later ones from being tried.
    this.#last = Promise.allSettled([this.#last, committed]).then(() => {});
    return committed;
  }

  /** Waits for those that were asked for before. */
  #turn(options: { timeoutMs: number; signal: AbortSignal | undefined }): Promise<void> {
    const wait = { ...options, waitingFor: 'earlier commits' };
    return waitFor<void>(this.#config.world, wait, (settle) => {
      void this.#last.then(() => settle.resolve());
      return undefined;
    });
  }

  async #observed(offsets: readonly OffsetToCommit[], send: () => Promise<void>): Promise<void> {
    const { world, instruments, clientId, groupId } = this.#config;
    const startMs = world.clock.monotonicMs();
    let error: Error | undefined;
    try {
      await (instruments === undefined ? send() : instruments.commit(groupId, send));
    } catch (thrown) {
      error = thrown instanceof Error ? thrown : new Error(String(thrown));
      throw thrown;
    } finally {
      publish('ottla.consumer.commit', () => {
        return { clientId, groupId, offsets, tookMs: world.clock.monotonicMs() - startMs, error };
      });
    }
  }

  #identity(): CommitIdentity {
    const { groupId, groupInstanceId } = this.#config;
    const member = this.#member();
    if (member === undefined) {
      return { groupId, groupInstanceId: null, generationId: -1, memberId: '' };
    }
    const generation = member.committing;
    if (generation !== undefined) {
      const { generationId, memberId } = generation;
      return { groupId, groupInstanceId, generationId, memberId };
    }
    if (member.isRebalancing) throw rebalancing();
    throw new CommitFailedError(
      'offsets cannot be committed: the consumer is not in its group now, it was dropped for ' +
        'missing heartbeats or for taking longer than maxPollIntervalMs, or has not joined yet',
    );
  }

  async #send(
    identity: CommitIdentity,
    offsets: readonly OffsetToCommit[],
    options: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
  ): Promise<void> {
    const { world, retryBackoff: backoff } = this.#config;
    const { timeoutMs, signal } = options;
    const doing = `commit offsets of group ${identity.groupId}`;
    await retrying({ world, backoff, timeoutMs, doing, signal }, async (remainingMs) => {
      const { response } = await this.#coordinator.call({
        api: offsetCommitApi,
        timeoutMs: remainingMs,
        signal,
        limits: { max: OFFSET_COMMIT_VERSION_MAX, min: identity.groupInstanceId === null ? 2 : 7 },
        request: (version) => offsetCommitRequest(identity, offsets, version),
      });
      const refused = refusalOf(response);
      if (refused !== undefined) throw this.#errorOf(identity, refused);
    });
  }

  #errorOf(identity: CommitIdentity, { where, error, verdict }: RefusedCommit): Error {
    const { generationId, memberId } = identity;
    const sent = { generationId, memberId, protocolName: undefined };
    switch (verdict) {
      case 'moved-on':
        this.#member()?.commitRefused(error.code, sent);
        return new CommitFailedError(
          `the group has moved on and ${where} may be another member's now (${error.name})`,
          { cause: new KafkaError(error) },
        );
      case 'rebalancing':
        this.#member()?.commitRefused(error.code, sent);
        return rebalancing(new KafkaError(error));
      case 'coordinator':
        this.#coordinator.forget(error.name);
        return new KafkaError(error);
      case 'retry':
      case 'final':
        return new KafkaError(error, `cannot commit the offset of ${where}: ${error.message}`);
    }
  }
}

function rebalancing(cause?: Error): RebalanceInProgressError {
  return new RebalanceInProgressError(
    'offsets cannot be committed while the group rebalances: ask for the next record, then commit',
    { cause },
  );
}
