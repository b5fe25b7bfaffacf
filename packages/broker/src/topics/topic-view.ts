// What clients are told of topics and partitions: the image as seen through one listener. Metadata
// and DescribeTopicPartitions share it. Pure.

import {
  type BrokerRegistration,
  directoryIds,
  type MetadataImage,
  type NodeEndpoint,
  type PartitionRegistration,
} from '@ottla/metadata';

export interface PartitionView {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
  readonly offlineReplicas: readonly number[];
  /** Why there is no leader to talk to through this listener. */
  readonly trouble: 'none' | 'no-leader' | 'no-listener';
}

export interface BrokerNode {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  readonly isFenced: boolean;
}

const NO_LEADER_ID = -1;

const INTERNAL_TOPICS: ReadonlySet<string> = new Set([
  '__consumer_offsets',
  '__transaction_state',
  '__share_group_state',
]);

export function isInternalTopic(name: string): boolean {
  return INTERNAL_TOPICS.has(name);
}

function endpointOf(
  broker: BrokerRegistration | undefined,
  listener: string,
): NodeEndpoint | undefined {
  return broker?.listeners.find((each) => each.name === listener);
}

/** Brokers that have the listener, in the order of their ids. */
export function brokerNodes(image: MetadataImage, listener: string): BrokerNode[] {
  const nodes: BrokerNode[] = [];
  for (const broker of image.cluster.brokers.values()) {
    const endpoint = endpointOf(broker, listener);
    if (endpoint === undefined) continue;
    const { id, rack, fenced } = broker;
    nodes.push({ id, host: endpoint.host, port: endpoint.port, rack, isFenced: fenced });
  }
  return nodes.toSorted((a, b) => a.id - b.id);
}

export function partitionView(
  image: MetadataImage,
  partition: PartitionRegistration,
  listener: string,
): PartitionView {
  const leader = image.cluster.brokers.get(partition.leader);
  const hasEndpoint = endpointOf(leader, listener) !== undefined;
  return {
    leaderId: hasEndpoint ? partition.leader : NO_LEADER_ID,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes: partition.replicas,
    isrNodes: partition.isr,
    offlineReplicas: partition.replicas.filter((id, index) =>
      isOffline(image.cluster.brokers.get(id), partition.directories[index], listener),
    ),
    trouble: hasEndpoint ? 'none' : leader === undefined ? 'no-leader' : 'no-listener',
  };
}

function isOffline(
  broker: BrokerRegistration | undefined,
  directory: string | undefined,
  listener: string,
): boolean {
  if (broker === undefined || broker.fenced) return true;
  return endpointOf(broker, listener) === undefined || !hasOnlineDirectory(broker, directory);
}

function hasOnlineDirectory(broker: BrokerRegistration, directory: string | undefined): boolean {
  // A broker that has told no directories is from before they were told.
  if (directory === undefined || broker.directories.length === 0) return true;
  if (directory === directoryIds.UNASSIGNED || directory === directoryIds.MIGRATING) return true;
  return broker.directories.includes(directory);
}

/** Replicas that can be reached through the listener: what Metadata v0 shows. */
export function reachable(
  image: MetadataImage,
  ids: readonly number[],
  listener: string,
): readonly number[] {
  return ids.filter((id) => {
    const broker = image.cluster.brokers.get(id);
    return broker?.fenced === false && endpointOf(broker, listener) !== undefined;
  });
}

/**
 * Any broker that is alive, for clients that ask for the controller: every broker passes requests
 * on. -1 for none. `chance` is from 0 up to 1.
 */
export function anyAliveBroker(image: MetadataImage, chance: number): number {
  const alive = [...image.cluster.brokers.values()].filter((broker) => !broker.fenced);
  return alive[Math.floor(chance * alive.length)]?.id ?? -1;
}
