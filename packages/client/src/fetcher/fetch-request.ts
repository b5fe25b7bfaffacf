// Session and partitions to a Fetch request, and what a response says per partition. Pure.

import { errorOf, type Draft, type FetchRequest, type FetchResponse } from '@ottla/protocol';

import type { BrokerNode, LeaderChange } from '../core/cluster-metadata.ts';
import type { ConsumerConfig } from './consumer-options.ts';
import type { FetchPartition, FetchSessionRequest } from './fetch-session.ts';

/** From this version on topics are named by id. */
export const FETCH_TOPIC_ID_VERSION = 13;
/** Up to this version a request carries the replica id as an ordinary field. */
const REPLICA_ID_VERSION_MAX = 14;
const CONSUMER_REPLICA_ID = -1;

export type FetchedPartition = FetchResponse['responses'][number]['partitions'][number];

export interface PartitionResult {
  readonly topic: string;
  readonly partition: number;
  readonly fetched: FetchedPartition;
}

/** `maxWaitMs`: how long a broker may wait for records. */
export function fetchRequestOf(
  session: FetchSessionRequest,
  config: ConsumerConfig,
  version: number,
  maxWaitMs: number,
): Draft<FetchRequest> {
  const byId = version >= FETCH_TOPIC_ID_VERSION;
  return {
    ...(version <= REPLICA_ID_VERSION_MAX ? { replicaId: CONSUMER_REPLICA_ID } : {}),
    maxWaitMs,
    minBytes: config.fetchMinBytes,
    maxBytes: config.fetchBytesMax,
    isolationLevel: config.isReadCommitted ? 1 : 0,
    ...(version >= 7 ? { sessionId: session.sessionId, sessionEpoch: session.epoch } : {}),
    topics: byTopic(session.toSend).map((partitions) => ({
      ...topicOf(partitions, byId),
      partitions: partitions.map((each) => ({
        partition: each.partition,
        fetchOffset: each.offset,
        partitionMaxBytes: each.bytesMax,
        ...(version >= 9 ? { currentLeaderEpoch: each.leaderEpoch } : {}),
      })),
    })),
    ...(version >= 7
      ? {
          forgottenTopicsData: byTopic(session.toForget).map((partitions) => ({
            ...topicOf(partitions, byId),
            partitions: partitions.map(({ partition }) => partition),
          })),
        }
      : {}),
    ...(version >= 11 ? { rackId: config.rackId } : {}),
  };
}

/** Each partition of the response by name; those whose topic id is unknown here are left out. */
export function resultsOf(
  response: FetchResponse,
  names: ReadonlyMap<string, string>,
): PartitionResult[] {
  return response.responses.flatMap(({ topic: told, topicId, partitions }) => {
    const topic = told === '' ? names.get(topicId) : told;
    if (topic === undefined) return [];
    return partitions.map((fetched) => ({ topic, partition: fetched.partitionIndex, fetched }));
  });
}

/** Leaders that the broker named because it is none itself any more (KIP-951). */
export function fetchLeaderChanges(
  results: readonly PartitionResult[],
  response: FetchResponse,
): { changes: LeaderChange[]; endpoints: BrokerNode[] } {
  const changes = results
    .filter(
      ({ fetched }) =>
        errorOf(fetched.errorCode).refreshMetadata && fetched.currentLeader.leaderId >= 0,
    )
    .map(({ topic, partition, fetched }) => ({
      topic,
      partition,
      leader: fetched.currentLeader.leaderId,
      leaderEpoch: fetched.currentLeader.leaderEpoch,
    }));
  const endpoints = response.nodeEndpoints.map(({ nodeId, host, port, rack }) => ({
    id: nodeId,
    host,
    port,
    rack,
  }));
  return { changes, endpoints };
}

function byTopic(partitions: readonly FetchPartition[]): FetchPartition[][] {
  return [...Map.groupBy(partitions, ({ topic, topicId }) => `${topic} ${topicId}`).values()];
}

function topicOf(
  partitions: readonly FetchPartition[],
  byId: boolean,
): { topic: string } | { topicId: string } {
  const { topic = '', topicId = '' } = partitions[0] ?? {};
  return byId ? { topicId } : { topic };
}
