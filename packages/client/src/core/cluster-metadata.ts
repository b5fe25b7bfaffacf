// What a client knows of the cluster: brokers, topics, leaders and their epochs. Immutable and
// pure: each response gives a new value. When to ask for more is decided in metadata-refresh.ts.

import { errorOf, type MetadataResponse, type ProtocolError, type Uuid } from '@ottla/protocol';

export const ZERO_UUID: Uuid = 'AAAAAAAAAAAAAAAAAAAAAA';
/** In `leader` and `controllerId`: there is none. */
export const NO_NODE = -1;
/** In `leaderEpoch`: the broker did not tell. */
export const NO_EPOCH = -1;

export interface BrokerNode {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

export interface PartitionMetadata {
  readonly partition: number;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly offlineReplicas: readonly number[];
  /** For example LEADER_NOT_AVAILABLE; undefined where all is well. */
  readonly error: ProtocolError | undefined;
}

export interface TopicMetadata {
  readonly name: string;
  /** ZERO_UUID where the broker does not know topic ids. */
  readonly id: Uuid;
  readonly isInternal: boolean;
  /** Indexed by partition; a hole where the broker named none. */
  readonly partitions: readonly PartitionMetadata[];
  /** Partitions that have a leader, ascending. */
  readonly available: readonly number[];
}

export interface ClusterMetadata {
  readonly clusterId: string | null;
  readonly controllerId: number;
  readonly brokers: ReadonlyMap<number, BrokerNode>;
  readonly topics: ReadonlyMap<string, TopicMetadata>;
  /** Why a topic that was asked for is not in `topics`. */
  readonly topicErrors: ReadonlyMap<string, ProtocolError>;
  /** Names by id, for responses that carry ids only. */
  readonly topicNames: ReadonlyMap<Uuid, string>;
}

export const EMPTY_METADATA: ClusterMetadata = {
  clusterId: null,
  controllerId: NO_NODE,
  brokers: new Map(),
  topics: new Map(),
  topicErrors: new Map(),
  topicNames: new Map(),
};

/**
 * The state after `response`. With `complete` (all topics were asked for) topics that it does not
 * name are dropped; otherwise they are kept. A partition whose leader epoch is older than the known
 * one of the same topic id keeps what was known.
 */
export function applyMetadata(
  current: ClusterMetadata,
  response: MetadataResponse,
  complete: boolean,
): ClusterMetadata {
  const topics = new Map(complete ? [] : current.topics);
  const topicErrors = new Map(complete ? [] : current.topicErrors);
  for (const topic of response.topics) {
    const name = topic.name ?? current.topicNames.get(topic.topicId);
    if (name === undefined) continue;
    const error = errorOf(topic.errorCode);
    if (error.code !== 0) {
      topicErrors.set(name, error);
      topics.delete(name);
      continue;
    }
    topicErrors.delete(name);
    topics.set(name, mergeTopic(name, current.topics.get(name), topic));
  }
  return {
    clusterId: response.clusterId,
    controllerId: response.controllerId,
    brokers: new Map(
      response.brokers.map(({ nodeId, host, port, rack }) => [
        nodeId,
        { id: nodeId, host, port, rack },
      ]),
    ),
    topics,
    topicErrors,
    topicNames: namesById(topics),
  };
}

/** The state without these topics, as if they had never been asked for. */
export function forgetTopics(
  current: ClusterMetadata,
  names: ReadonlySet<string>,
): ClusterMetadata {
  const isKept = ([name]: readonly [string, unknown]): boolean => !names.has(name);
  const topics = new Map([...current.topics].filter(isKept));
  const topicErrors = new Map([...current.topicErrors].filter(isKept));
  return { ...current, topics, topicErrors, topicNames: namesById(topics) };
}

/** Whether both name the same brokers, topics, errors and leaders: `after` brought nothing new. */
export function sayTheSame(before: ClusterMetadata, after: ClusterMetadata): boolean {
  return (
    areAlike(before.brokers, after.brokers, isSameBroker) &&
    areAlike(before.topicErrors, after.topicErrors, (a, b) => a.code === b.code) &&
    areAlike(before.topics, after.topics, hasSameLeaders)
  );
}

function areAlike<Key, Value>(
  before: ReadonlyMap<Key, Value>,
  after: ReadonlyMap<Key, Value>,
  isSame: (a: Value, b: Value) => boolean,
): boolean {
  if (before.size !== after.size) return false;
  for (const [key, value] of after) {
    const known = before.get(key);
    if (known === undefined || !isSame(known, value)) return false;
  }
  return true;
}

function isSameBroker(a: BrokerNode, b: BrokerNode): boolean {
  return a.host === b.host && a.port === b.port;
}

function hasSameLeaders(a: TopicMetadata, b: TopicMetadata): boolean {
  if (a.id !== b.id || a.partitions.length !== b.partitions.length) return false;
  return a.partitions.every((partition, index) => {
    const other = b.partitions[index];
    return partition?.leader === other?.leader && partition?.leaderEpoch === other?.leaderEpoch;
  });
}

export interface LeaderChange {
  readonly topic: string;
  readonly partition: number;
  readonly leader: number;
  readonly leaderEpoch: number;
}

/**
 * The state after a broker named newer leaders in a Produce or Fetch response (KIP-951), with the
 * addresses of brokers that may be new. Changes that are not newer are ignored; returns `current`
 * itself where none is newer.
 */
export function applyLeaderChanges(
  current: ClusterMetadata,
  changes: readonly LeaderChange[],
  endpoints: readonly BrokerNode[],
): ClusterMetadata {
  const topics = new Map(current.topics);
  let changed = false;
  const brokers = new Map(current.brokers);
  for (const endpoint of endpoints) brokers.set(endpoint.id, endpoint);
  for (const { topic: name, partition, leader, leaderEpoch } of changes) {
    const topic = topics.get(name);
    const known = topic?.partitions[partition];
    if (topic === undefined || known === undefined) continue;
    if (leaderEpoch <= known.leaderEpoch || !brokers.has(leader)) continue;
    const partitions = [...topic.partitions];
    partitions[partition] = { ...known, leader, leaderEpoch, error: undefined };
    topics.set(name, { ...topic, partitions, available: withLeader(partitions) });
    changed = true;
  }
  return changed ? { ...current, brokers, topics } : current;
}

export function partitionOf(
  metadata: ClusterMetadata,
  topic: string,
  partition: number,
): PartitionMetadata | undefined {
  return metadata.topics.get(topic)?.partitions[partition];
}

type ResponseTopic = MetadataResponse['topics'][number];
type ResponsePartition = ResponseTopic['partitions'][number];

function mergeTopic(
  name: string,
  known: TopicMetadata | undefined,
  topic: ResponseTopic,
): TopicMetadata {
  const sameTopic = known !== undefined && known.id === topic.topicId;
  const partitions: PartitionMetadata[] = [];
  for (const told of topic.partitions) {
    const before = sameTopic ? known.partitions[told.partitionIndex] : undefined;
    partitions[told.partitionIndex] = mergePartition(before, told);
  }
  return {
    name,
    id: topic.topicId,
    isInternal: topic.isInternal,
    partitions,
    available: withLeader(partitions),
  };
}

function mergePartition(
  known: PartitionMetadata | undefined,
  told: ResponsePartition,
): PartitionMetadata {
  const knownEpoch = known?.leaderEpoch ?? NO_EPOCH;
  const older = told.leaderEpoch !== NO_EPOCH && told.leaderEpoch < knownEpoch;
  if (known !== undefined && older) return known;
  const error = errorOf(told.errorCode);
  return {
    partition: told.partitionIndex,
    leader: told.leaderId,
    leaderEpoch: told.leaderEpoch,
    replicas: told.replicaNodes,
    isr: told.isrNodes,
    offlineReplicas: told.offlineReplicas,
    error: error.code === 0 ? undefined : error,
  };
}

function withLeader(partitions: readonly (PartitionMetadata | undefined)[]): number[] {
  const available: number[] = [];
  for (const partition of partitions) {
    if (partition !== undefined && partition.leader >= 0) available.push(partition.partition);
  }
  return available;
}

function namesById(topics: ReadonlyMap<string, TopicMetadata>): Map<Uuid, string> {
  const names = new Map<Uuid, string>();
  for (const { id, name } of topics.values()) if (id !== ZERO_UUID) names.set(id, name);
  return names;
}
