// Which suite lets each method of our admin client meet Apache Kafka. admin-meetings.test.ts holds
// it against the class: a method that is not here fails, and one that its suite never calls too.

import type { Admin } from '@ottla/client';

/** Every step of its walk is taken on both. */
const WALK = 'admin.test.ts';
/** Made, seen, removed and refused on Apache Kafka; by its own tools too. */
const ON_KAFKA = 'admin-on-kafka.test.ts';

export type Suite = typeof WALK | typeof ON_KAFKA;

/** What talks to no broker. */
export const LOCAL = ['stats', 'close'] as const;

type Operation = Exclude<Extract<keyof Admin, string>, (typeof LOCAL)[number]>;

export const MEETINGS: Readonly<Record<Operation, Suite>> = {
  createTopics: WALK,
  deleteTopics: WALK,
  deleteTopicIds: WALK,
  createPartitions: ON_KAFKA,
  listTopics: ON_KAFKA,
  describeTopics: ON_KAFKA,
  describeTopicIds: ON_KAFKA,
  listOffsets: WALK,
  deleteRecords: WALK,
  describeProducers: ON_KAFKA,
  electLeaders: WALK,
  alterPartitionReassignments: WALK,
  listPartitionReassignments: WALK,
  describeConfigs: WALK,
  incrementalAlterConfigs: WALK,
  alterConfigs: WALK,
  listConfigResources: WALK,
  describeCluster: WALK,
  describeApiVersions: ON_KAFKA,
  describeFeatures: ON_KAFKA,
  updateFeatures: WALK,
  describeMetadataQuorum: ON_KAFKA,
  addRaftVoter: ON_KAFKA,
  removeRaftVoter: ON_KAFKA,
  unregisterBroker: WALK,
  describeLogDirs: WALK,
  describeReplicaLogDirs: ON_KAFKA,
  alterReplicaLogDirs: ON_KAFKA,
  listGroups: WALK,
  describeConsumerGroups: WALK,
  describeClassicGroups: WALK,
  deleteConsumerGroups: WALK,
  listConsumerGroupOffsets: WALK,
  alterConsumerGroupOffsets: WALK,
  deleteConsumerGroupOffsets: WALK,
  removeMembersFromConsumerGroup: WALK,
  describeTransactions: ON_KAFKA,
  listTransactions: ON_KAFKA,
  abortTransaction: ON_KAFKA,
  fenceProducers: ON_KAFKA,
  forceTerminateTransaction: ON_KAFKA,
  describeShareGroups: ON_KAFKA,
  listShareGroupOffsets: ON_KAFKA,
  alterShareGroupOffsets: ON_KAFKA,
  deleteShareGroupOffsets: ON_KAFKA,
  deleteShareGroups: ON_KAFKA,
  describeStreamsGroups: ON_KAFKA,
  deleteStreamsGroups: ON_KAFKA,
  describeAcls: ON_KAFKA,
  createAcls: ON_KAFKA,
  deleteAcls: ON_KAFKA,
  describeClientQuotas: ON_KAFKA,
  alterClientQuotas: ON_KAFKA,
  describeUserScramCredentials: ON_KAFKA,
  alterUserScramCredentials: ON_KAFKA,
  createDelegationToken: ON_KAFKA,
  renewDelegationToken: ON_KAFKA,
  expireDelegationToken: ON_KAFKA,
  describeDelegationToken: ON_KAFKA,
  clientInstanceId: ON_KAFKA,
};
