// Images for the tests of handlers: brokers and topics as records would have made them.

import type {
  BrokerRegistration,
  MetadataImage,
  PartitionRegistration,
  TopicImage,
} from '@ottla/metadata';
import { directoryIds, EMPTY_IMAGE } from '@ottla/metadata';

export function broker(id: number, partial: Partial<BrokerRegistration> = {}): BrokerRegistration {
  return {
    id,
    epoch: id,
    incarnationId: 'AAAAAAAAAAAAAAAAAAAAAQ',
    listeners: [{ name: 'PLAINTEXT', host: `host${id}`, port: 9090 + id, securityProtocol: 0 }],
    supportedFeatures: new Map(),
    rack: null,
    fenced: false,
    inControlledShutdown: false,
    directories: [],
    cordonedDirectories: null,
    ...partial,
  };
}

export function partition(
  replicas: readonly number[],
  partial: Partial<PartitionRegistration> = {},
): PartitionRegistration {
  return {
    replicas,
    directories: replicas.map(() => directoryIds.UNASSIGNED),
    isr: replicas,
    removingReplicas: [],
    addingReplicas: [],
    elr: [],
    lastKnownElr: [],
    leader: replicas[0] ?? -1,
    leaderRecoveryState: 0,
    leaderEpoch: 3,
    partitionEpoch: 0,
    ...partial,
  };
}

/** An id that tells the topic: `t` becomes 22 characters. */
export function topicId(name: string): string {
  return name.replace(/[^a-zA-Z0-9]/g, '').padEnd(21, 'x').slice(0, 21) + 'A';
}

export function topic(name: string, partitions: readonly PartitionRegistration[]): TopicImage {
  return { name, id: topicId(name), partitions };
}

export function imageOf(
  brokers: readonly BrokerRegistration[],
  topics: readonly TopicImage[] = [],
): MetadataImage {
  return {
    ...EMPTY_IMAGE,
    cluster: { ...EMPTY_IMAGE.cluster, brokers: new Map(brokers.map((each) => [each.id, each])) },
    topics: {
      byId: new Map(topics.map((each) => [each.id, each])),
      byName: new Map(topics.map((each) => [each.name, each])),
    },
  };
}
