// OffsetFetch (9): what a group has committed. One attempt; callers repeat what failed retriably.

import {
  errorOf,
  errors,
  offsetFetchApi,
  type Draft,
  type OffsetFetchRequest,
  type OffsetFetchResponse,
} from '@ottla/protocol';

import { KafkaError } from '../../errors.ts';
import { keyOf, type TopicPartition } from '../../fetcher/topic-partition.ts';
import type { GroupCoordinator } from '../group-coordinator.ts';
import type { CommittedOffset } from './offsets.ts';

/** From version 10 on topics are named by id. */
const VERSION_MAX = 9;
const BATCHED_VERSION = 8;

/** By `topic-partition`; partitions without a committed offset are left out. */
export async function fetchCommitted(
  coordinator: GroupCoordinator,
  groupId: string,
  partitions: readonly TopicPartition[],
  wait: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
): Promise<Map<string, CommittedOffset>> {
  const { response } = await coordinator.call({
    api: offsetFetchApi,
    timeoutMs: wait.timeoutMs,
    signal: wait.signal,
    limits: { max: VERSION_MAX },
    request: (version) => offsetFetchRequest(groupId, partitions, version),
  });
  return committedOf(coordinator, response);
}

export function offsetFetchRequest(
  groupId: string,
  partitions: readonly TopicPartition[],
  version: number,
): Draft<OffsetFetchRequest> {
  const topics = [...Map.groupBy(partitions, ({ topic }) => topic)].map(([name, ofTopic]) => ({
    name,
    partitionIndexes: ofTopic.map(({ partition }) => partition),
  }));
  // Offsets of transactions that are not decided yet are waited for.
  const stable = version >= 7 ? { requireStable: true } : {};
  return version >= BATCHED_VERSION
    ? { groups: [{ groupId, topics }], ...stable }
    : { groupId, topics, ...stable };
}

function committedOf(
  coordinator: GroupCoordinator,
  response: OffsetFetchResponse,
): Map<string, CommittedOffset> {
  const { topics, errorCode } = response.groups[0] ?? response;
  if (errorCode !== 0) throw failure(coordinator, errorCode, 'the group');
  const committed = new Map<string, CommittedOffset>();
  for (const { name: topic, partitions } of topics) {
    for (const each of partitions) {
      const where = { topic, partition: each.partitionIndex };
      if (each.errorCode !== 0) throw failure(coordinator, each.errorCode, keyOf(where));
      const offset = Number(each.committedOffset);
      if (offset < 0) continue;
      const { committedLeaderEpoch: leaderEpoch, metadata } = each;
      committed.set(keyOf(where), { ...where, offset, leaderEpoch, metadata: metadata ?? '' });
    }
  }
  return committed;
}

function failure(coordinator: GroupCoordinator, errorCode: number, where: string): KafkaError {
  const error = errorOf(errorCode);
  if (
    errorCode === errors.NOT_COORDINATOR.code ||
    errorCode === errors.COORDINATOR_NOT_AVAILABLE.code
  ) {
    coordinator.forget(error.name);
  }
  // The member's epoch moves on with each heartbeat: by the next attempt it is another one. Here it
  // is a passing error, although in general it is final.
  const retriable = error.retriable || errorCode === errors.STALE_MEMBER_EPOCH.code;
  const message = `cannot fetch the committed offset of ${where}: ${error.message}`;
  return new KafkaError({ ...error, retriable }, message);
}
