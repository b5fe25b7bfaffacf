// How a consumer gives up what it has and leaves its group, and how it ends for good. A rebalance
// listener may ask for either: then the listener is not waited for, which itself waits for this.

import { waitFor } from '../core/wait.ts';
import type { PartitionSet } from '../fetcher/partition-set.ts';
import type { AutoCommit } from './commits/auto-commit.ts';
import type { GroupConfig } from './group-options.ts';
import type { Handover } from './handover.ts';
import type { ClassicMember } from './membership/classic/classic-member.ts';

export interface CloseOptions {
  /**
   * Whether the group is told (KIP-1092). Default: yes, unless this is a static member, which is
   * expected back.
   */
  readonly leaveGroup?: boolean | undefined;
  /** How long listeners, the last commit and the leave may take. Default 30000. */
  readonly timeoutMs?: number | undefined;
}

export interface DepartureParts {
  readonly config: GroupConfig;
  readonly partitions: PartitionSet;
  readonly autoCommit: AutoCommit;
  readonly handover: Handover;
  readonly member: () => ClassicMember | undefined;
  /** It is no member any more. */
  readonly left: () => void;
  /** Ends all the rest, once it has left or could not. */
  readonly end: () => Promise<void>;
}

/** Why and how it leaves. */
interface Leave extends CloseOptions {
  readonly reason: string;
  /** A listener asked for it. */
  readonly isInside: boolean;
}

/** How long an `unsubscribe` takes at most, and a `close` by default. */
const LEAVE_TIMEOUT_MS = 30_000;

export class Departure {
  readonly #parts: DepartureParts;
  #closing: Promise<void> | undefined;
  /** The leave that is under way; it never rejects. */
  #leaving: Promise<void> | undefined;
  /** How many leaves are under way, or are about to be, that an `unsubscribe` asked for. */
  #unsubscribing = 0;

  constructor(parts: DepartureParts) {
    this.#parts = parts;
  }

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /** Nothing may be subscribed to or assigned yet. */
  get isUnsubscribing(): boolean {
    return this.#unsubscribing > 0;
  }

  /** Rejects with a TimeoutError where a listener keeps it; the leave itself goes on. */
  async unsubscribe(): Promise<void> {
    if (this.#isToldOfIt) return;
    const reason = 'the consumer unsubscribed from all topics';
    const { isInListener: isInside } = this.#parts.handover;
    this.#unsubscribing += 1;
    const leaving = this.#leave({ reason, isInside }).finally(() => {
      this.#unsubscribing -= 1;
    });
    await this.#within(LEAVE_TIMEOUT_MS, leaving);
  }

  /** Safe to call again. */
  async close(options: CloseOptions): Promise<void> {
    const isToldOfIt = this.#isToldOfIt;
    const isInside = this.#parts.handover.isInListener;
    // Known before anything is done: a listener that is told because of it may ask again.
    this.#closing ??= Promise.resolve().then(() => this.#close(options, isInside));
    if (!isToldOfIt) await this.#closing;
  }

  /**
   * A listener asks that is called because of the leave that is under way, or was before it; a
   * `close` is from the call on, although the leave itself begins a little later.
   */
  get #isToldOfIt(): boolean {
    const isUnderWay = this.#closing !== undefined || this.#leaving !== undefined;
    return isUnderWay && this.#parts.handover.isInListener;
  }

  async #close(options: CloseOptions, isInside: boolean): Promise<void> {
    const { timeoutMs = LEAVE_TIMEOUT_MS } = options;
    const { logger, groupId } = this.#parts.config;
    const leave = { ...options, reason: 'the consumer is being closed', isInside };
    try {
      await this.#within(timeoutMs, this.#leave(leave));
    } catch (error) {
      logger.warn('the consumer did not leave its group', { group: groupId, error: String(error) });
    }
    await this.#parts.end();
  }

  #within(timeoutMs: number, leaving: Promise<void>): Promise<void> {
    const wait = { timeoutMs, waitingFor: 'the consumer to leave its group' };
    return waitFor<void>(this.#parts.config.world, wait, (settle) => {
      leaving.then(
        () => settle.resolve(),
        (error: unknown) => settle.reject(error),
      );
      return undefined;
    });
  }

  async #leave(leave: Leave): Promise<void> {
    // One after the other: what the first gave up the second has not.
    while (this.#leaving !== undefined) await this.#leaving;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#leaving = promise;
    try {
      await this.#leaveNow(leave);
    } finally {
      this.#leaving = undefined;
      resolve();
    }
  }

  async #leaveNow({ reason, isInside, ...options }: Leave): Promise<void> {
    const { config, autoCommit, handover, partitions } = this.#parts;
    const member = this.#parts.member();
    const { leaveGroup = config.groupInstanceId === null } = options;
    autoCommit.stop();
    if (!isInside) await member?.appWork;
    const isLost = member !== undefined && member.committing === undefined;
    try {
      if (member !== undefined) await handover.giveUpAll(isLost);
      else await autoCommit.flush(config.apiTimeoutMs);
    } finally {
      partitions.replace([]);
      await member?.leave(reason, leaveGroup, config.requestTimeoutMs);
      member?.stop();
      this.#parts.left();
    }
  }
}
