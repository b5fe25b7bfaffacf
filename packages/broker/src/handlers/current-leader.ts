// Who leads a partition now, for clients that asked the wrong broker: Produce and Fetch tell it
// beside the error, so that no Metadata request is needed (KIP-951).

import type { MetadataImage } from '@ottla/metadata';
import type { Uuid } from '@ottla/protocol';

export interface LeaderEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

export interface CurrentLeader {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  /** Undefined where nobody leads, or not on this listener. */
  readonly endpoint: LeaderEndpoint | undefined;
}

const NOBODY: CurrentLeader = { leaderId: -1, leaderEpoch: -1, endpoint: undefined };

export interface PartitionName {
  readonly topicId: Uuid;
  readonly index: number;
}

/** As the client reaches it through `listener`. */
export function currentLeader(
  image: MetadataImage,
  { topicId, index }: PartitionName,
  listener: string,
): CurrentLeader {
  const partition = image.topics.byId.get(topicId)?.partitions[index];
  if (partition === undefined) return NOBODY;
  const { leader: leaderId, leaderEpoch } = partition;
  const broker = image.cluster.brokers.get(leaderId);
  const found = broker?.listeners.find((each) => each.name === listener);
  if (broker === undefined || found === undefined) {
    return { leaderId, leaderEpoch, endpoint: undefined };
  }
  const { host, port } = found;
  return { leaderId, leaderEpoch, endpoint: { nodeId: leaderId, host, port, rack: broker.rack } };
}
