// Finds offsets by time (ListOffsets) and the end of an epoch (OffsetForLeaderEpoch), at the
// leaders of the partitions. One attempt: callers repeat what failed retriably.

import { errorOf, errors, listOffsetsApi, offsetForLeaderEpochApi } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { partitionOf } from '../core/cluster-metadata.ts';
import { wireMs } from '../core/wire-time.ts';
import { KafkaError } from '../errors.ts';
import { keyOf, type TopicPartition } from './topic-partition.ts';

/** Kafka's special timestamps, with the ListOffsets version each needs. */
export const SPECIAL_TIMESTAMPS = {
  latest: { value: -1, versionMin: 1 },
  earliest: { value: -2, versionMin: 1 },
  'max-timestamp': { value: -3, versionMin: 7 },
  'earliest-local': { value: -4, versionMin: 8 },
  'latest-tiered': { value: -5, versionMin: 9 },
  'earliest-pending-upload': { value: -6, versionMin: 11 },
} as const;

export interface OffsetQuery extends TopicPartition {
  readonly timestamp: number;
}

export interface FoundOffset {
  /** -1: no record is that young. */
  readonly offset: number;
  readonly timestamp: number;
  readonly leaderEpoch: number;
}

export interface EpochQuery extends TopicPartition {
  readonly epoch: number;
}

/** Of the largest epoch up to the one asked for; -1 and -1 where the leader knows none. */
export interface EpochEnd {
  readonly endOffset: number;
  readonly leaderEpoch: number;
}

export interface LookupOptions {
  readonly isReadCommitted: boolean;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * All queries must have the same leader, `nodeId`. Errors stay with their partition. One request
 * may name a partition once, so that several questions about one take several requests.
 */
export async function listOffsetsAt<Query extends OffsetQuery>(
  core: ClientCore,
  nodeId: number,
  queries: readonly Query[],
  options: LookupOptions,
): Promise<Map<Query, FoundOffset | KafkaError>> {
  const found = new Map<Query, FoundOffset | KafkaError>();
  let pending = queries;
  while (pending.length > 0) {
    const round = new Map<string, Query>();
    for (const query of pending) {
      const key = keyOf(query);
      if (!round.has(key)) round.set(key, query);
    }
    const asked = new Set(round.values());
    for (const [query, answer] of await askOnce(core, nodeId, [...asked], options)) {
      found.set(query, answer);
    }
    pending = pending.filter((query) => !asked.has(query));
  }
  return found;
}

async function askOnce<Query extends OffsetQuery>(
  core: ClientCore,
  nodeId: number,
  queries: readonly Query[],
  options: LookupOptions,
): Promise<Map<Query, FoundOffset | KafkaError>> {
  const { isReadCommitted, timeoutMs, signal } = options;
  const topics = Map.groupBy(queries, ({ topic }) => topic);
  const { response } = await core.call({
    api: listOffsetsApi,
    node: nodeId,
    timeoutMs,
    signal,
    limits: { min: versionMinOf(queries) },
    request: (version) => ({
      replicaId: -1,
      ...(version >= 2 ? { isolationLevel: isReadCommitted ? 1 : 0 } : {}),
      topics: [...topics].map(([name, ofTopic]) => ({
        name,
        partitions: ofTopic.map(({ topic, partition, timestamp }) => ({
          partitionIndex: partition,
          timestamp,
          ...(version >= 4 ? { currentLeaderEpoch: epochOf(core, topic, partition) } : {}),
        })),
      })),
      ...(version >= 10 ? { timeoutMs: wireMs(timeoutMs) } : {}),
    }),
  });
  const answers = new Map(
    response.topics.flatMap(({ name, partitions }) =>
      partitions.map(
        (each) => [keyOf({ topic: name, partition: each.partitionIndex }), each] as const,
      ),
    ),
  );
  return new Map(
    queries.map((query): [Query, FoundOffset | KafkaError] => {
      const answer = answers.get(keyOf(query));
      const error = answer === undefined ? errors.UNKNOWN_SERVER_ERROR : errorOf(answer.errorCode);
      if (answer === undefined || error.code !== 0) return [query, new KafkaError(error)];
      const { offset, timestamp, leaderEpoch } = answer;
      return [query, { offset: Number(offset), timestamp: Number(timestamp), leaderEpoch }];
    }),
  );
}

/**
 * Where the leader's log ends for the epoch of each query. All must have the same leader, `nodeId`,
 * and none the partition of another. Errors stay with their partition.
 */
export async function endsOfEpochs<Query extends EpochQuery>(
  core: ClientCore,
  nodeId: number,
  queries: readonly Query[],
  { timeoutMs, signal }: Omit<LookupOptions, 'isReadCommitted'>,
): Promise<Map<Query, EpochEnd | KafkaError>> {
  const topics = Map.groupBy(queries, ({ topic }) => topic);
  const { response } = await core.call({
    api: offsetForLeaderEpochApi,
    node: nodeId,
    timeoutMs,
    signal,
    // Before version 3 only brokers may ask.
    limits: { min: 3 },
    request: () => ({
      replicaId: -1,
      topics: [...topics].map(([topic, ofTopic]) => ({
        topic,
        partitions: ofTopic.map(({ partition, epoch }) => ({
          partition,
          currentLeaderEpoch: epochOf(core, topic, partition),
          leaderEpoch: epoch,
        })),
      })),
    }),
  });
  const answers = new Map(
    response.topics.flatMap(({ topic, partitions }) =>
      partitions.map((each) => [keyOf({ topic, partition: each.partition }), each] as const),
    ),
  );
  return new Map(
    queries.map((query): [Query, EpochEnd | KafkaError] => {
      const answer = answers.get(keyOf(query));
      const error = answer === undefined ? errors.UNKNOWN_SERVER_ERROR : errorOf(answer.errorCode);
      if (answer === undefined || error.code !== 0) return [query, new KafkaError(error)];
      const { endOffset, leaderEpoch } = answer;
      return [query, { endOffset: Number(endOffset), leaderEpoch }];
    }),
  );
}

function versionMinOf(queries: readonly OffsetQuery[]): number {
  const specials = Object.values(SPECIAL_TIMESTAMPS);
  return Math.max(
    1,
    ...queries.map(({ timestamp }) => {
      return specials.find(({ value }) => value === timestamp)?.versionMin ?? 1;
    }),
  );
}

function epochOf(core: ClientCore, topic: string, partition: number): number {
  return partitionOf(core.metadata.current, topic, partition)?.leaderEpoch ?? -1;
}
