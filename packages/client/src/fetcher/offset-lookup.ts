// Finds offsets by time (ListOffsets) and the end of an epoch (OffsetForLeaderEpoch), at the
// leaders of the partitions. One attempt: callers repeat what failed retriably.

import { errorOf, errors, listOffsetsApi, offsetForLeaderEpochApi } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { partitionOf } from '../core/cluster-metadata.ts';
import { KafkaError } from '../errors.ts';

/** Kafka's special timestamps, with the ListOffsets version each needs. */
export const SPECIAL_TIMESTAMPS = {
  latest: { value: -1, versionMin: 1 },
  earliest: { value: -2, versionMin: 1 },
  'max-timestamp': { value: -3, versionMin: 7 },
  'earliest-local': { value: -4, versionMin: 8 },
  'latest-tiered': { value: -5, versionMin: 9 },
  'earliest-pending-upload': { value: -6, versionMin: 11 },
} as const;

export interface OffsetQuery {
  readonly topic: string;
  readonly partition: number;
  readonly timestamp: number;
}

export interface FoundOffset {
  /** -1: no record is that young. */
  readonly offset: number;
  readonly timestamp: number;
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
export async function listOffsetsAt(
  core: ClientCore,
  nodeId: number,
  queries: readonly OffsetQuery[],
  options: LookupOptions,
): Promise<Map<OffsetQuery, FoundOffset | KafkaError>> {
  const found = new Map<OffsetQuery, FoundOffset | KafkaError>();
  let pending = queries;
  while (pending.length > 0) {
    const round = new Map<string, OffsetQuery>();
    for (const query of pending) {
      const key = `${query.topic}-${query.partition}`;
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

async function askOnce(
  core: ClientCore,
  nodeId: number,
  queries: readonly OffsetQuery[],
  options: LookupOptions,
): Promise<Map<OffsetQuery, FoundOffset | KafkaError>> {
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
      ...(version >= 10 ? { timeoutMs: Math.round(timeoutMs) } : {}),
    }),
  });
  const answers = new Map(
    response.topics.flatMap(({ name, partitions }) =>
      partitions.map((partition) => [`${name}-${partition.partitionIndex}`, partition] as const),
    ),
  );
  return new Map(
    queries.map((query): [OffsetQuery, FoundOffset | KafkaError] => {
      const answer = answers.get(`${query.topic}-${query.partition}`);
      const error = answer === undefined ? errors.UNKNOWN_SERVER_ERROR : errorOf(answer.errorCode);
      if (answer === undefined || error.code !== 0) return [query, new KafkaError(error)];
      const { offset, timestamp, leaderEpoch } = answer;
      return [query, { offset: Number(offset), timestamp: Number(timestamp), leaderEpoch }];
    }),
  );
}

/**
 * Where the leader's log ends for `epoch`: the end offset and the largest epoch up to it; -1 and -1
 * where it knows none.
 */
export async function endOfEpoch(
  core: ClientCore,
  where: { readonly topic: string; readonly partition: number; readonly epoch: number },
  timeoutMs: number,
): Promise<{ endOffset: number; leaderEpoch: number }> {
  const { topic, partition, epoch } = where;
  const known = partitionOf(core.metadata.current, topic, partition);
  if (known === undefined || known.leader < 0) throw new KafkaError(errors.LEADER_NOT_AVAILABLE);
  const { response } = await core.call({
    api: offsetForLeaderEpochApi,
    node: known.leader,
    timeoutMs,
    // Before version 3 only brokers may ask.
    limits: { min: 3 },
    request: () => ({
      replicaId: -1,
      topics: [
        {
          topic,
          partitions: [
            { partition, currentLeaderEpoch: known.leaderEpoch, leaderEpoch: epoch },
          ],
        },
      ],
    }),
  });
  const answer = response.topics[0]?.partitions[0];
  const error = answer === undefined ? errors.UNKNOWN_SERVER_ERROR : errorOf(answer.errorCode);
  if (answer === undefined || error.code !== 0) throw new KafkaError(error);
  return { endOffset: Number(answer.endOffset), leaderEpoch: answer.leaderEpoch };
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
