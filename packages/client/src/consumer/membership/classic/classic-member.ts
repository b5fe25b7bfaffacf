// The shell of a classic group's member: sends what the machine (membership.ts) asks for, tells it
// what came back. What the application owns is handed over by the host, and only while the
// application stands still. Heartbeats and the poll interval are kept in member-liveness.ts.

import { joinGroupApi, leaveGroupApi, syncGroupApi } from '@ottla/protocol';

import type { ClientCore } from '../../../core/client-core.ts';
import { ClientError } from '../../../errors.ts';
import type { TopicPartition } from '../../../fetcher/topic-partition.ts';
import { backoffMs } from '../../../retry/backoff.ts';
import { isRetriable } from '../../../retry/retry-loop.ts';
import type { MemberAssignment, PreviousAssignment } from '../../assignors/assignor.ts';
import { decodeAssignment, encodeSubscription } from '../../assignors/consumer-protocol.ts';
import type { GroupConfig } from '../../group-options.ts';
import type { GroupCoordinator } from '../../group-coordinator.ts';
import type { HandledRecord } from '../../processing/running-handlers.ts';
import {
  joinedOf,
  joinLimits,
  joinRequest,
  leaveRequest,
  PROTOCOL_TYPE,
  syncRequest,
  type JoinTerms,
} from './group-requests.ts';
import {
  AssignedTopics,
  assignAll,
  assignorTopics,
  learnTopics,
  subscriptionsOf,
} from './leading.ts';
import { MemberLiveness } from './member-liveness.ts';
import {
  Membership,
  type Generation,
  type Joined,
  type MemberEffect,
  type MemberEvent,
  type MemberState,
  type SyncAssignments,
} from './membership.ts';

/** What the member needs of the consumer around it. */
export interface MemberHost {
  /** Sorted; undefined while it cannot be told yet, for a pattern before the first metadata. */
  subscribedTopics(): readonly string[] | undefined;
  ownedPartitions(): readonly TopicPartition[];
  /** Gives up what must not be held through a rebalance. */
  prepare(lost: boolean): Promise<void>;
  /**
   * Takes the new assignment, and calls `tellAssignor` in its turn; rejects where that or a
   * listener failed.
   */
  complete(assignment: MemberAssignment, tellAssignor: () => void): Promise<void>;
  /** All topics of the group, which this leader must watch; none where it leads no more. */
  watchTopics(topics: ReadonlySet<string>): void;
  /** Something changed that a waiting application should look at. */
  changed(): void;
}

export interface MemberParts {
  readonly core: ClientCore;
  readonly config: GroupConfig;
  readonly coordinator: GroupCoordinator;
  readonly host: MemberHost;
}

/** The broker answers a join when the slowest member has come; a little later at most. */
const JOIN_GRACE_MS = 5_000;

export class ClassicMember {
  readonly #core: ClientCore;
  readonly #config: GroupConfig;
  readonly #coordinator: GroupCoordinator;
  readonly #host: MemberHost;
  readonly #machine = new Membership();
  readonly #liveness: MemberLiveness;
  #appWork: Promise<void> | undefined;
  #failure: { readonly error: Error; readonly isFinal: boolean } | undefined;
  #joinedTopics: readonly string[] | undefined;
  #previous: PreviousAssignment = { partitions: [], generationId: -1 };
  /** As leader: what the assignment was made from. */
  #watched: AssignedTopics | undefined;
  #isStopped = false;
  /** Assignments that were taken over. */
  rebalances = 0;

  constructor({ core, config, coordinator, host }: MemberParts) {
    this.#core = core;
    this.#config = config;
    this.#coordinator = coordinator;
    this.#host = host;
    this.#liveness = new MemberLiveness({
      config,
      coordinator,
      isCounted: () => this.#machine.heartbeats,
      generation: () => this.#machine.generation,
      refused: (errorCode, sent) => this.#feed({ kind: 'heartbeat-refused', errorCode, sent }),
      leave: (reason) =>
        this.leave(reason, config.groupInstanceId === null, config.requestTimeoutMs),
    });
  }

  /** Under which generation offsets may be committed now. */
  get committing(): Generation | undefined {
    return this.#machine.committing;
  }

  get isRebalancing(): boolean {
    return this.#machine.isRebalancing;
  }

  get generation(): Generation {
    return this.#machine.generation;
  }

  get state(): MemberState {
    return this.#machine.state;
  }

  /** Settles when the application's part of a rebalance that is under way is done. */
  get appWork(): Promise<void> {
    return this.#appWork ?? Promise.resolve();
  }

  /**
   * The application stands still and asks for records: does what is due. True: a handover is under
   * way, the host's `changed` will tell. Throws what the application must know.
   */
  poll(): boolean {
    this.#throwFailure();
    this.#liveness.appAsked();
    if (this.#appWork !== undefined) return true;
    this.#noticeChanges();
    if (this.#host.subscribedTopics() !== undefined) this.#feed({ kind: 'poll' });
    return this.#appWork !== undefined;
  }

  /** Whether `poll` would do anything; cheap. */
  get isPollDue(): boolean {
    const { state, rejoinReason } = this.#machine;
    if (this.#appWork !== undefined || this.#failure !== undefined) return true;
    if (state === 'stable') return rejoinReason !== undefined;
    return state === 'synced' || state === 'out';
  }

  /** The application has worked on records since then: on this one for longest, if it is told. */
  appLeft(sinceMs: number, handled?: HandledRecord): void {
    this.#liveness.appLeft(sinceMs, handled);
  }

  wantRejoin(reason: string): void {
    this.#feed({ kind: 'rejoin-wanted', reason });
  }

  commitRefused(errorCode: number, sent: Generation): void {
    this.#feed({ kind: 'commit-refused', errorCode, sent });
  }

  /**
   * Looks whether subscription or topics differ from what the group knows: on a metadata change.
   */
  noticeMetadata(): void {
    this.#noticeChanges();
    if (this.isPollDue) this.#host.changed();
  }

  /** Ends the membership here, and at the coordinator where `tells`; rejects where that failed. */
  async leave(reason: string, tells: boolean, timeoutMs: number): Promise<void> {
    const { generation, state } = this.#machine;
    this.#feed({ kind: 'left', reason });
    if (!tells || state === 'out' || generation.memberId === '') return;
    const call = {
      api: leaveGroupApi,
      timeoutMs,
      request: (version: number) =>
        leaveRequest(this.#config, generation.memberId, reason, version),
    };
    // A join or sync that waits for its answer holds up what comes behind it on its connection.
    const isBesides = state === 'joining' || state === 'syncing';
    await this.#coordinator.call({ ...call, isBesides });
  }

  /** No more heartbeats, and no more rebalances. */
  stop(): void {
    this.#isStopped = true;
    this.#liveness.stop();
  }

  #throwFailure(): void {
    const failure = this.#failure;
    if (failure === undefined) return;
    if (!failure.isFinal) this.#failure = undefined;
    throw failure.error;
  }

  #noticeChanges(): void {
    if (this.#joinedTopics === undefined || this.#machine.rejoinReason !== undefined) return;
    const topics = this.#host.subscribedTopics();
    if (topics !== undefined && !isSameList(topics, this.#joinedTopics)) {
      this.#feed({ kind: 'rejoin-wanted', reason: 'the subscription has changed' });
      return;
    }
    if (topics !== undefined) this.#joinedTopics = topics;
    const { state, isLeader } = this.#machine;
    if (this.#watched === undefined || !isLeader || state !== 'stable') return;
    if (this.#watched.haveChanged(this.#core.metadata.current)) {
      this.#feed({ kind: 'rejoin-wanted', reason: 'the topics of the group have changed' });
    }
  }

  #feed(event: MemberEvent): void {
    if (this.#isStopped) return;
    const before = this.#machine.state;
    for (const effect of this.#machine.handle(event)) this.#perform(effect);
    const { state, generation, rejoinReason } = this.#machine;
    if (state !== before) {
      this.#config.logger.debug('member of group', {
        group: this.#config.groupId,
        state,
        generation: generation.generationId,
        memberId: generation.memberId,
        reason: rejoinReason,
      });
    }
    this.#liveness.schedule();
    if (event.kind !== 'poll') this.#host.changed();
  }

  #perform(effect: MemberEffect): void {
    switch (effect.kind) {
      case 'prepare':
        this.#runAppWork(this.#host.prepare(effect.lost), { kind: 'prepared' });
        return;
      case 'complete':
        this.#runAppWork(this.#complete(effect.assignment), { kind: 'completed' });
        return;
      case 'join':
        void this.#join(effect.attempt, effect.reason);
        return;
      case 'lead':
        void this.#lead(effect.attempt, effect.joined);
        return;
      case 'sync':
        void this.#sync(effect.attempt, effect.assignments);
        return;
      case 'retry':
        this.#retryLater(effect.attempt, effect.failures);
        return;
      case 'find-coordinator':
        this.#coordinator.forget('it does not coordinate the group, or does not answer');
        return;
      case 'fail':
        this.#failure = { error: effect.error, isFinal: effect.isFinal };
    }
  }

  #runAppWork(work: Promise<void>, done: MemberEvent): void {
    this.#liveness.workBegan();
    this.#appWork = work
      .catch((error: unknown) => {
        this.#failure ??= { error: asError(error), isFinal: false };
        if (!this.#isStopped) return;
        const { logger, groupId: group } = this.#config;
        logger.warn('failed after the consumer had left', { group, error: String(error) });
      })
      .then(() => {
        this.#appWork = undefined;
        this.#liveness.workEnded();
        this.#feed(done);
      });
  }

  async #complete(bytes: Uint8Array): Promise<void> {
    const assignment = decodeAssignment(bytes);
    if (!this.#machine.isLeader) this.#watch(undefined);
    const { generation } = this.#machine;
    const { generationId } = generation;
    try {
      await this.#host.complete(assignment, () => this.#tellAssignor(assignment, generation));
    } finally {
      // Also where a listener failed: all is in place then.
      this.rebalances += 1;
      this.#previous = { partitions: assignment.partitions, generationId };
    }
  }

  #tellAssignor(assignment: MemberAssignment, generation: Generation): void {
    const { assignors, groupId, groupInstanceId } = this.#config;
    const { memberId, generationId, protocolName } = generation;
    const assignor = assignors.find(({ name }) => name === protocolName);
    const group = { groupId, groupInstanceId, memberId, generationId };
    try {
      assignor?.onAssignment?.(assignment, group);
    } catch (error) {
      const { message: reason } = asError(error);
      const message = `onAssignment of the assignor ${protocolName} failed: ${reason}`;
      throw new ClientError(message, { cause: error });
    }
  }

  #retryLater(attempt: number, failures: number): void {
    const { world, retryBackoff } = this.#config;
    world.timers.after(backoffMs(retryBackoff, failures, world.random), () => {
      this.#feed({ kind: 'retry-due', attempt });
    });
  }

  async #join(attempt: number, reason: string): Promise<void> {
    const { memberId } = this.#machine.generation;
    const terms = this.#joinTerms();
    const timeoutMs = Math.max(
      this.#config.requestTimeoutMs,
      this.#config.maxPollIntervalMs + JOIN_GRACE_MS,
    );
    try {
      const { response } = await this.#coordinator.call({
        api: joinGroupApi,
        timeoutMs,
        requestTimeoutMs: timeoutMs,
        limits: joinLimits(this.#config),
        keepsBytes: true,
        request: (version) => joinRequest(terms, memberId, reason, version),
      });
      const { errorCode, protocolType } = response;
      if (errorCode !== 0) {
        this.#feed({ kind: 'join-refused', attempt, errorCode, memberId: response.memberId });
        return;
      }
      if (protocolType !== null && protocolType !== PROTOCOL_TYPE) {
        throw new ClientError(`group ${terms.groupId} is of type ${protocolType}, not consumer`);
      }
      this.#liveness.joined();
      this.#feed({ kind: 'joined', attempt, joined: joinedOf(response) });
    } catch (error) {
      this.#attemptFailed(attempt, error);
    }
  }

  #joinTerms(): JoinTerms {
    const { groupId, groupInstanceId, sessionTimeoutMs, assignors } = this.#config;
    const topics = this.#host.subscribedTopics() ?? [];
    const owned = this.#host.ownedPartitions();
    this.#joinedTopics = topics;
    // What is owned is claimed with the generation that gave it, whatever joins failed since.
    const { generationId } = owned.length > 0 ? this.#previous : this.#machine.generation;
    const protocols = assignors.map((assignor) => ({
      name: assignor.name,
      metadata: encodeSubscription({
        topics,
        userData: assignor.subscriptionUserData?.(topics, this.#previous) ?? null,
        ownedPartitions: owned,
        generationId,
        rackId: this.#config.rackId === '' ? null : this.#config.rackId,
      }),
    }));
    const rebalanceTimeoutMs = this.#config.maxPollIntervalMs;
    return { groupId, groupInstanceId, sessionTimeoutMs, rebalanceTimeoutMs, protocols };
  }

  async #lead(attempt: number, joined: Joined): Promise<void> {
    try {
      const assignor = this.#config.assignors.find(({ name }) => name === joined.protocolName);
      if (assignor === undefined) {
        const { protocolName } = joined;
        throw new ClientError(`the coordinator chose ${protocolName}, which was not offered`);
      }
      const members = subscriptionsOf(joined.members);
      const topics = new Set(members.flatMap((member) => member.topics));
      this.#host.watchTopics(topics);
      await learnTopics(this.#core, topics, this.#config.requestTimeoutMs);
      this.#watch(topics);
      const known = assignorTopics(this.#core.metadata.current, topics);
      const assignments = joined.skipAssignment ? [] : assignAll(assignor, known, members);
      this.#feed({ kind: 'led', attempt, assignments });
    } catch (error) {
      this.#feed({ kind: 'broken', attempt, error: asError(error) });
    }
  }

  #watch(topics: ReadonlySet<string> | undefined): void {
    const { current } = this.#core.metadata;
    const withRacks = this.#config.rackId !== '';
    this.#watched = topics && new AssignedTopics(current, topics, withRacks);
    this.#host.watchTopics(topics ?? new Set());
  }

  async #sync(attempt: number, assignments: SyncAssignments): Promise<void> {
    const { generation } = this.#machine;
    try {
      const { response } = await this.#coordinator.call({
        api: syncGroupApi,
        timeoutMs: this.#config.maxPollIntervalMs,
        requestTimeoutMs: this.#config.maxPollIntervalMs,
        limits: this.#config.groupInstanceId === null ? {} : { min: 3 },
        keepsBytes: true,
        request: (version) => syncRequest(this.#config, generation, assignments, version),
      });
      const { errorCode, assignment } = response;
      if (errorCode !== 0) this.#feed({ kind: 'sync-refused', attempt, errorCode });
      else this.#feed({ kind: 'synced', attempt, assignment });
    } catch (error) {
      this.#attemptFailed(attempt, error);
    }
  }

  #attemptFailed(attempt: number, error: unknown): void {
    if (isRetriable(error)) this.#feed({ kind: 'unanswered', attempt });
    else this.#feed({ kind: 'broken', attempt, error: asError(error) });
  }
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((each, index) => each === b[index]));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new ClientError(String(error));
}
