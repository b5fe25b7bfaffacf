// DescribeQuorum as the leader of the metadata log answers it: raft's own view of its voters and
// observers. No command of the controller: nothing is written, and raft knows it before metadata
// say anything.

import type { World } from '@ottla/base';
import {
  type DescribeQuorumRequest,
  type DescribeQuorumResponse,
  describeQuorumApi,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import { NO_DIRECTORY_ID, type ReplicaProgress } from '@ottla/raft';
import type { ControllerOptions } from './controller-options.ts';
import type { ChannelQuery } from './local-channel.ts';
import type { RaftNode } from './raft-node.ts';

export const METADATA_TOPIC = '__cluster_metadata';
/** From here on directories and endpoints are told. */
const FIRST_VERSION_WITH_NODES = 2;

type Topics = NonNullable<Draft<DescribeQuorumResponse>['topics']>;
type Partition = NonNullable<NonNullable<Topics[number]>['partitions']>[number];
type ReplicaState = NonNullable<NonNullable<Partition>['currentVoters']>[number];
type Leader = Extract<RaftNode['replica']['state'], { readonly kind: 'leader' }>;

export interface DescribeQuorumOptions {
  readonly world: World;
  readonly node: RaftNode;
  readonly nodeId: number;
  /** Where this node's own controller is reached: a static quorum keeps no endpoints. */
  readonly listeners: ControllerOptions['listeners'];
}

export function describeQuorumQuery(
  options: DescribeQuorumOptions,
): ChannelQuery<DescribeQuorumRequest, DescribeQuorumResponse> {
  return {
    api: describeQuorumApi,
    answer: (request, apiVersion) => describeQuorum(options, request, apiVersion),
  };
}

function describeQuorum(
  options: DescribeQuorumOptions,
  request: DescribeQuorumRequest,
  apiVersion: number,
): Draft<DescribeQuorumResponse> {
  if (!asksForMetadataLog(request)) {
    return request.topics.length === 0
      ? {}
      : { topics: failedTopics(request, errors.UNKNOWN_TOPIC_OR_PARTITION) };
  }
  const { state } = options.node.replica;
  if (state.kind !== 'leader') {
    return { topics: failedTopics(request, errors.NOT_LEADER_OR_FOLLOWER) };
  }
  const partition = described(options, state, apiVersion);
  return {
    topics: [{ topicName: METADATA_TOPIC, partitions: [partition] }],
    ...(apiVersion >= FIRST_VERSION_WITH_NODES ? { nodes: nodesOf(options, state) } : {}),
  };
}

/** Exactly the one partition that there is. */
function asksForMetadataLog({ topics }: DescribeQuorumRequest): boolean {
  const [topic, otherTopic] = topics;
  const [partition, otherPartition] = topic?.partitions ?? [];
  if (otherTopic !== undefined || otherPartition !== undefined) return false;
  return topic?.topicName === METADATA_TOPIC && partition?.partitionIndex === 0;
}

function failedTopics({ topics }: DescribeQuorumRequest, error: ProtocolError): Topics {
  return topics.map(({ topicName, partitions }) => ({
    topicName,
    partitions: partitions.map(({ partitionIndex }) => ({
      partitionIndex,
      errorCode: error.code,
      // Clients have a text of their own for an error that comes without.
      errorMessage: null,
    })),
  }));
}

function described(
  { world, nodeId }: DescribeQuorumOptions,
  state: Leader,
  apiVersion: number,
): Partition {
  const { clock } = world;
  const { voters, observers } = state.progress(clock.monotonicMs());
  const sinceWallMs = clock.wallMs() - clock.monotonicMs();
  const told = (each: ReplicaProgress): ReplicaState => replicaState(each, sinceWallMs, apiVersion);
  return {
    partitionIndex: 0,
    errorCode: errors.NONE.code,
    leaderId: nodeId,
    leaderEpoch: state.epoch,
    highWatermark: state.highWatermark ?? -1,
    currentVoters: voters.map(told),
    observers: observers.map(told),
  };
}

function replicaState(
  { key, endOffset, lastFetchMs, lastCaughtUpMs }: ReplicaProgress,
  sinceWallMs: number,
  apiVersion: number,
): ReplicaState {
  const wallMs = (monotonicMs: number | undefined): number =>
    monotonicMs === undefined ? -1 : Math.round(monotonicMs + sinceWallMs);
  const directory = { replicaDirectoryId: key.directoryId ?? NO_DIRECTORY_ID };
  return {
    replicaId: key.id,
    ...(apiVersion >= FIRST_VERSION_WITH_NODES ? directory : {}),
    logEndOffset: endOffset ?? -1,
    lastFetchTimestamp: wallMs(lastFetchMs),
    lastCaughtUpTimestamp: wallMs(lastCaughtUpMs),
  };
}

function nodesOf(
  { nodeId, listeners }: DescribeQuorumOptions,
  { voters }: Leader,
): NonNullable<Draft<DescribeQuorumResponse>['nodes']> {
  return voters.ids.map((id) => {
    const known = voters.voter(id)?.endpoints ?? [];
    const endpoints = known.length === 0 && id === nodeId ? listeners : known;
    const told = endpoints.map(({ name, host, port }) => ({ name, host, port }));
    return { nodeId: id, listeners: told };
  });
}
