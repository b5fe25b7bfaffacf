// The settings of a consumer in a group, beyond those of every consumer: Kafka's names in
// camelCase, Kafka's defaults, Kafka's checks.

import { ConfigError } from '../errors.ts';
import {
  resolveConsumerOptions,
  type ConsumerConfig,
  type ConsumerOptions,
} from '../fetcher/consumer-options.ts';
import type { Assignor, RebalanceProtocol } from './assignors/assignor.ts';
import { commonProtocol, resolveAssignors, type AssignorChoice } from './assignors/choose.ts';

/** In ms: what requests can carry, and Java's settings hold. */
const INT32_MAX = 0x7fffffff;

export interface GroupConsumerOptions<Key = Uint8Array, Value = Uint8Array>
  extends ConsumerOptions<Key, Value>
{
  readonly groupId: string;
  /** Makes it a static member: one that comes back under this name gets what it had. */
  readonly groupInstanceId?: string | undefined;
  /** Without a heartbeat for this long the coordinator drops the member. Default 45000. */
  readonly sessionTimeoutMs?: number | undefined;
  readonly heartbeatIntervalMs?: number | undefined;
  /**
   * Longer between two asks for records, or in the handler of one of `process`, and the member
   * leaves. Default 300000.
   */
  readonly maxPollIntervalMs?: number | undefined;
  /** Names, Java's class names or own assignors, best first. Default range, cooperative-sticky. */
  readonly partitionAssignmentStrategy?: AssignorChoice | undefined;
  /** Default true. */
  readonly enableAutoCommit?: boolean | undefined;
  readonly autoCommitIntervalMs?: number | undefined;
  /** A pattern does not match internal topics. Default true. */
  readonly excludeInternalTopics?: boolean | undefined;
}

export interface GroupConfig extends ConsumerConfig {
  readonly groupId: string;
  readonly groupInstanceId: string | null;
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly maxPollIntervalMs: number;
  readonly assignors: readonly Assignor[];
  readonly protocol: RebalanceProtocol;
  readonly autoCommits: boolean;
  readonly autoCommitIntervalMs: number;
  readonly excludesInternalTopics: boolean;
}

export function resolveGroupOptions(
  options: GroupConsumerOptions<unknown, unknown>,
): GroupConfig {
  const { groupId, groupInstanceId } = options;
  if (typeof groupId !== 'string' || groupId.trim() === '') {
    throw new ConfigError(`groupId must name the group, got ${JSON.stringify(groupId ?? null)}`);
  }
  if (groupInstanceId === '') throw new ConfigError('groupInstanceId must not be empty');
  const sessionTimeoutMs = positive('sessionTimeoutMs', options.sessionTimeoutMs ?? 45_000);
  const heartbeatIntervalMs = positive('heartbeatIntervalMs', options.heartbeatIntervalMs ?? 3_000);
  if (heartbeatIntervalMs >= sessionTimeoutMs) {
    throw new ConfigError(
      `heartbeatIntervalMs must be below sessionTimeoutMs (${sessionTimeoutMs}), ` +
        `got ${heartbeatIntervalMs}`,
    );
  }
  const assignors = resolveAssignors(options.partitionAssignmentStrategy);
  return {
    ...resolveConsumerOptions(options, `consumer-${groupId}-${groupInstanceId ?? 1}`),
    groupId,
    groupInstanceId: groupInstanceId ?? null,
    sessionTimeoutMs,
    heartbeatIntervalMs,
    maxPollIntervalMs: positive('maxPollIntervalMs', options.maxPollIntervalMs ?? 300_000),
    assignors,
    protocol: commonProtocol(assignors),
    autoCommits: options.enableAutoCommit ?? true,
    autoCommitIntervalMs: positive('autoCommitIntervalMs', options.autoCommitIntervalMs ?? 5_000),
    excludesInternalTopics: options.excludeInternalTopics ?? true,
  };
}

function positive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0 && value <= INT32_MAX) return value;
  throw new ConfigError(
    `${name} must be a whole number of milliseconds from 1 to ${INT32_MAX}, got ${value}`,
  );
}
