// What `stats()` and `health()` of a consumer tell. Pure: facts in, judgement out.

import type { ClientStats, ConnectionStats } from '../core/client-stats.ts';
import type { PartitionStats } from '../fetcher/partition-stats.ts';
import { keyOf, type TopicPartition } from '../fetcher/topic-partition.ts';
import type { RunningListener } from './listener-calls.ts';
import type { MemberState } from './membership/classic/membership.ts';
import type { RunningHandler } from './processing/running-handlers.ts';

export interface GroupStats {
  readonly groupId: string;
  readonly memberId: string;
  readonly generationId: number;
  /** `none` while nothing is subscribed to, and with assigned partitions. */
  readonly state: MemberState | 'none';
  /** The broker that coordinates the group; undefined while it is not known. */
  readonly coordinatorId: number | undefined;
  /** Why it could not be found when it was last looked for; undefined once it was. */
  readonly coordinatorError: string | undefined;
  /** Assignments that were taken over since the consumer began. */
  readonly rebalances: number;
  /** The rebalance listener that runs, and for how many ms; undefined while none does. */
  readonly runningListener: RunningListener | undefined;
}

export interface ConsumerStats extends ClientStats {
  readonly group: GroupStats;
  readonly partitions: readonly PartitionStats[];
  readonly batchesRead: number;
  readonly bytesRead: number;
  /** Handlers of `process` that run. */
  readonly handlersRunning: number;
  /** Of these the one that has run for longest, and for how many ms; undefined while none does. */
  readonly oldestHandler: RunningHandler | undefined;
  /**
   * Since the application last asked for records, or since its oldest handler began, in ms;
   * undefined while it waits for them.
   */
  readonly sinceAskMs: number | undefined;
}

export type HealthCode =
  | 'CLOSED'
  | 'AUTHENTICATION_FAILED'
  | 'NO_BROKER_REACHABLE'
  | 'METADATA_FAILING'
  | 'NOTHING_SUBSCRIBED'
  | 'TOPICS_MISSING'
  | 'COORDINATOR_UNKNOWN'
  | 'NOT_IN_GROUP'
  | 'REBALANCING'
  | 'NO_PARTITIONS'
  | 'APPLICATION_SLOW'
  | 'HANDLER_SLOW'
  | 'LISTENER_SLOW'
  | 'LEADER_MISSING'
  | 'BROKER_UNREACHABLE'
  | 'POSITION_UNKNOWN'
  | 'FETCH_FAILING'
  | 'PAUSED';

export interface HealthReason {
  readonly code: HealthCode;
  /** What is so, and what it depends on. */
  readonly message: string;
  /** It is how things may be, not a trouble. */
  readonly isNormal: boolean;
  readonly partitions?: readonly TopicPartition[];
}

/** Why records might not be flowing. */
export interface ConsumerHealth {
  /** No reason but normal ones. */
  readonly isHealthy: boolean;
  readonly reasons: readonly HealthReason[];
}

export interface HealthFacts {
  readonly stats: ConsumerStats;
  readonly isClosed: boolean;
  readonly isSubscribed: boolean;
  readonly maxPollIntervalMs: number;
  /** Undefined where the last connection was let in. */
  readonly authenticationError: string | undefined;
  /** Topics that are subscribed to and that the brokers do not give, each with the error. */
  readonly topicErrors: readonly string[];
}

/** From this part of the poll interval on an application counts as slow. */
const SLOW_SHARE = 0.5;

export function judgeHealth(facts: HealthFacts): ConsumerHealth {
  const reasons = facts.isClosed
    ? [trouble('CLOSED', 'the consumer is closed')]
    : [...clusterReasons(facts), ...groupReasons(facts), ...partitionReasons(facts.stats)];
  return { isHealthy: reasons.every(({ isNormal }) => isNormal), reasons };
}

function* clusterReasons({ stats, authenticationError }: HealthFacts): Generator<HealthReason> {
  const { connections, metadataError } = stats;
  if (authenticationError !== undefined) {
    yield trouble('AUTHENTICATION_FAILED', authenticationError);
  }
  const failed = connections.filter(({ failures }) => failures > 0);
  if (failed.length > 0 && !connections.some(({ state }) => state === 'ready')) {
    const errors = failed.map(({ host, port, lastError }) => `${host}:${port}: ${lastError}`);
    yield trouble('NO_BROKER_REACHABLE', `no broker can be reached: ${errors.join('; ')}`);
  }
  if (metadataError !== undefined) {
    yield trouble('METADATA_FAILING', `metadata cannot be had: ${metadataError}`);
  }
}

function* groupReasons(facts: HealthFacts): Generator<HealthReason> {
  const { stats, isSubscribed, maxPollIntervalMs, topicErrors } = facts;
  const { group, partitions, sinceAskMs, oldestHandler } = stats;
  if (!isSubscribed) {
    yield trouble('NOTHING_SUBSCRIBED', 'neither subscribe nor assign was called');
    return;
  }
  if (topicErrors.length > 0) {
    yield trouble('TOPICS_MISSING', `topics cannot be had: ${topicErrors.join(', ')}`);
  }
  if (group.state === 'out') {
    const message = `it is no member of group ${group.groupId} now: it joins when it is read`;
    yield trouble('NOT_IN_GROUP', message);
  } else if (group.state !== 'none' && group.state !== 'stable') {
    yield trouble('REBALANCING', `group ${group.groupId} is being rebalanced: ${group.state}`);
  }
  if (group.state !== 'none' && group.coordinatorId === undefined) {
    const reason = group.coordinatorError === undefined ? '' : `: ${group.coordinatorError}`;
    const message = `the coordinator of ${group.groupId} is not known now${reason}`;
    yield trouble('COORDINATOR_UNKNOWN', message);
  }
  if (group.state === 'stable' && partitions.length === 0) {
    const message = `group ${group.groupId} has given it no partition: it has members enough`;
    yield normal('NO_PARTITIONS', message);
  }
  const isSlow = sinceAskMs !== undefined && sinceAskMs > maxPollIntervalMs * SLOW_SHARE;
  if (isSlow && oldestHandler !== undefined) {
    yield slowHandler(group, oldestHandler, maxPollIntervalMs);
  } else if (isSlow) {
    const message =
      `no records were asked for in ${Math.round(sinceAskMs)} ms; after maxPollIntervalMs, ` +
      `${maxPollIntervalMs}, it leaves its group`;
    yield trouble('APPLICATION_SLOW', message);
  }
  const { runningListener } = group;
  if (runningListener !== undefined && runningListener.ms > maxPollIntervalMs * SLOW_SHARE) {
    yield trouble('LISTENER_SLOW', slowListener(group, runningListener, maxPollIntervalMs));
  }
}

function slowHandler(
  { state }: GroupStats,
  { topic, partition, offset, ms }: RunningHandler,
  maxPollIntervalMs: number,
): HealthReason {
  const limit = `maxPollIntervalMs, ${maxPollIntervalMs}`;
  const name = keyOf({ topic, partition });
  const runs = `the handler of ${name} at offset ${offset} runs for ${Math.round(ms)} ms`;
  const rest =
    state === 'out'
      ? `, longer than ${limit}: the member is out of its group until it has ended`
      : `; after ${limit}, the member leaves its group`;
  const message = state === 'none' ? runs : `${runs}${rest}`;
  return { ...trouble('HANDLER_SLOW', message), partitions: [{ topic, partition }] };
}

function slowListener(
  { state }: GroupStats,
  { call, ms }: RunningListener,
  maxPollIntervalMs: number,
): string {
  const limit = `maxPollIntervalMs, ${maxPollIntervalMs}`;
  const runs = `the rebalance listener's ${call} runs for ${Math.round(ms)} ms`;
  if (state !== 'out') return `${runs}; after ${limit}, the member leaves its group`;
  return `${runs}, longer than ${limit}, and the member is out of its group until it has settled`;
}

function* partitionReasons({ partitions, connections }: ConsumerStats): Generator<HealthReason> {
  const unreachable = unreachableNodes(connections);
  const some = (
    code: HealthCode,
    message: string,
    is: (partition: PartitionStats) => boolean,
  ): HealthReason | undefined => {
    const which = partitions.filter(is).map(({ topic, partition }) => ({ topic, partition }));
    if (which.length === 0) return undefined;
    return { code, message, isNormal: code === 'PAUSED', partitions: which };
  };
  const found = [
    some('LEADER_MISSING', 'their leaders are not known now', ({ nodeId }) => nodeId < 0),
    some('BROKER_UNREACHABLE', 'no connection to the brokers that they are read from', (each) => {
      return unreachable.has(each.nodeId);
    }),
    some('POSITION_UNKNOWN', 'it is not known yet where to begin', ({ phase }) => {
      return phase === 'unset' || phase === 'resetting';
    }),
    some('FETCH_FAILING', 'the last fetch was refused', ({ isRetrying }) => isRetrying),
    some('PAUSED', 'the application has paused them', ({ isPaused }) => isPaused),
  ];
  yield* found.filter((reason) => reason !== undefined);
}

/** Brokers that cannot be reached while others can; none where none can. */
function unreachableNodes(connections: readonly ConnectionStats[]): ReadonlySet<number> {
  const isReady = ({ state }: ConnectionStats): boolean => state === 'ready';
  const ready = new Set(connections.filter(isReady).map(({ nodeId }) => nodeId));
  if (ready.size === 0) return new Set();
  const failing = connections.filter(({ nodeId, failures }) => failures > 0 && !ready.has(nodeId));
  return new Set(failing.map(({ nodeId }) => nodeId));
}

function trouble(code: HealthCode, message: string): HealthReason {
  return { code, message, isNormal: false };
}

function normal(code: HealthCode, message: string): HealthReason {
  return { code, message, isNormal: true };
}
