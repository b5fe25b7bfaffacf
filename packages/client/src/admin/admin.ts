// The admin client that applications use: one method for each operation, whose work and types are
// in the operation's own file. README.md beside this file lists them all.

import type { Uuid } from '@ottla/protocol';

import { ClientCore } from '../core/client-core.ts';
import { resolveClientOptions, type BootstrapKind, type ClientOptions } from '../core/client-options.ts';
import type { ClientStats } from '../core/client-stats.ts';
import * as cluster from './cluster/index.ts';
import * as configs from './configs/index.ts';
import type { AdminOptions } from './driver/operation.ts';
import type { Outcome } from './driver/outcome.ts';
import type { PartitionItem } from './driver/partition-items.ts';
import * as groups from './groups/index.ts';
import * as logDirs from './log-dirs/index.ts';
import * as partitions from './partitions/index.ts';
import * as security from './security/index.ts';
import * as shareGroups from './share-groups/index.ts';
import * as streamsGroups from './streams-groups/index.ts';
import * as topics from './topics/index.ts';
import * as transactions from './transactions/index.ts';

export interface AdminClientOptions extends ClientOptions {
  /**
   * What `bootstrapServers` names; Java's `bootstrap.controllers` is `controllers` (KIP-919). Those
   * serve what is about the cluster and its configs, and nothing that needs topics or groups.
   * Default `brokers`.
   */
  readonly bootstrapKind?: BootstrapKind | undefined;
}

/** Of Kafka's admin client; other clients keep theirs longer. */
const CONNECTIONS_IDLE_MS_MAX = 300_000;

export class Admin {
  readonly #core: ClientCore;
  #instanceId: Uuid | undefined;

  /** Connects with the first call. Throws a ConfigError for settings that cannot be used. */
  constructor(options: AdminClientOptions) {
    const { bootstrapKind } = options;
    this.#core = new ClientCore(
      resolveClientOptions(options, {
        clientId: 'adminclient-1',
        allowAutoTopicCreation: false,
        bootstrapKind,
        connectionsMaxIdleMs: CONNECTIONS_IDLE_MS_MAX,
        callTimeoutEndsConnection: true,
      }),
    );
  }

  /** What its connections do and have done, as of now. */
  stats(): ClientStats {
    return this.#core.stats();
  }

  createTopics(
    list: readonly topics.NewTopic[],
    options?: topics.CreateTopicsOptions,
  ): Promise<Map<string, topics.CreatedTopic>> {
    return topics.createTopics(this.#core, list, options);
  }

  deleteTopics(names: readonly string[], options?: AdminOptions): Promise<Map<string, true>> {
    return topics.deleteTopics(this.#core, names, options);
  }

  deleteTopicIds(ids: readonly Uuid[], options?: AdminOptions): Promise<Map<Uuid, true>> {
    return topics.deleteTopicIds(this.#core, ids, options);
  }

  createPartitions(
    list: readonly topics.NewPartitions[],
    options?: topics.CreatePartitionsOptions,
  ): Promise<Map<string, true>> {
    return topics.createPartitions(this.#core, list, options);
  }

  listTopics(options?: topics.ListTopicsOptions): Promise<topics.TopicListing[]> {
    return topics.listTopics(this.#core, options);
  }

  describeTopics(
    names: readonly string[],
    options?: topics.DescribeTopicsOptions,
  ): Promise<Map<string, topics.TopicDescription>> {
    return topics.describeTopics(this.#core, names, options);
  }

  describeTopicIds(
    ids: readonly Uuid[],
    options?: AdminOptions,
  ): Promise<Map<Uuid, topics.TopicDescription>> {
    return topics.describeTopicIds(this.#core, ids, options);
  }

  listOffsets(
    requests: readonly partitions.OffsetRequest[],
    options?: partitions.ListOffsetsOptions,
  ): Promise<partitions.OffsetResult[]> {
    return partitions.listOffsets(this.#core, requests, options);
  }

  deleteRecords(
    requests: readonly partitions.DeleteBefore[],
    options?: AdminOptions,
  ): Promise<partitions.DeleteRecordsResult[]> {
    return partitions.deleteRecords(this.#core, requests, options);
  }

  describeProducers(
    list: readonly PartitionItem[],
    options?: partitions.DescribeProducersOptions,
  ): Promise<partitions.ProducersResult[]> {
    return partitions.describeProducers(this.#core, list, options);
  }

  electLeaders(
    type: partitions.ElectionType,
    list?: readonly PartitionItem[],
    options?: AdminOptions,
  ): Promise<partitions.ElectionResult[]> {
    return partitions.electLeaders(this.#core, type, list, options);
  }

  alterPartitionReassignments(
    reassignments: readonly partitions.NewReassignment[],
    options?: partitions.ReassignmentOptions,
  ): Promise<partitions.ReassignmentResult[]> {
    return partitions.alterPartitionReassignments(this.#core, reassignments, options);
  }

  listPartitionReassignments(
    list?: readonly PartitionItem[],
    options?: AdminOptions,
  ): Promise<partitions.PartitionReassignment[]> {
    return partitions.listPartitionReassignments(this.#core, list, options);
  }

  describeConfigs(
    resources: readonly configs.ConfigResource[],
    options?: configs.DescribeConfigsOptions,
  ): Promise<Map<string, configs.ConfigEntry[]>> {
    return configs.describeConfigs(this.#core, resources, options);
  }

  incrementalAlterConfigs(
    resources: readonly configs.AlteredResource[],
    options?: configs.AlterConfigsOptions,
  ): Promise<Map<string, true>> {
    return configs.incrementalAlterConfigs(this.#core, resources, options);
  }

  /** @deprecated `incrementalAlterConfigs` changes what is given and leaves the rest alone. */
  alterConfigs(
    resources: readonly configs.ReplacedConfigs[],
    options?: configs.AlterConfigsOptions,
  ): Promise<Map<string, true>> {
    return configs.alterConfigs(this.#core, resources, options);
  }

  listConfigResources(
    types?: readonly configs.ConfigResourceType[],
    options?: AdminOptions,
  ): Promise<configs.ConfigResourceName[]> {
    return configs.listConfigResources(this.#core, types, options);
  }

  describeCluster(options?: cluster.DescribeClusterOptions): Promise<cluster.ClusterDescription> {
    return cluster.describeCluster(this.#core, options);
  }

  describeApiVersions(options?: AdminOptions): Promise<Map<number, cluster.NodeApiVersions>> {
    return cluster.describeApiVersions(this.#core, options);
  }

  describeFeatures(options?: cluster.DescribeFeaturesOptions): Promise<cluster.FeatureMetadata> {
    return cluster.describeFeatures(this.#core, options);
  }

  updateFeatures(
    updates: readonly cluster.FeatureUpdate[],
    options?: cluster.UpdateFeaturesOptions,
  ): Promise<Map<string, true>> {
    return cluster.updateFeatures(this.#core, updates, options);
  }

  describeMetadataQuorum(options?: AdminOptions): Promise<cluster.QuorumInfo> {
    return cluster.describeMetadataQuorum(this.#core, options);
  }

  addRaftVoter(voter: cluster.NewRaftVoter, options?: cluster.RaftVoterOptions): Promise<void> {
    return cluster.addRaftVoter(this.#core, voter, options);
  }

  removeRaftVoter(voter: cluster.RaftVoter, options?: cluster.RaftVoterOptions): Promise<void> {
    return cluster.removeRaftVoter(this.#core, voter, options);
  }

  unregisterBroker(brokerId: number, options?: AdminOptions): Promise<void> {
    return cluster.unregisterBroker(this.#core, brokerId, options);
  }

  describeLogDirs(
    brokerIds: readonly number[],
    options?: AdminOptions,
  ): Promise<Map<number, Outcome<logDirs.LogDirDescription[]>>> {
    return logDirs.describeLogDirs(this.#core, brokerIds, options);
  }

  describeReplicaLogDirs(
    replicas: readonly logDirs.ReplicaItem[],
    options?: AdminOptions,
  ): Promise<logDirs.ReplicaLogDirsResult[]> {
    return logDirs.describeReplicaLogDirs(this.#core, replicas, options);
  }

  alterReplicaLogDirs(
    moves: readonly logDirs.ReplicaMove[],
    options?: AdminOptions,
  ): Promise<logDirs.ReplicaMoveResult[]> {
    return logDirs.alterReplicaLogDirs(this.#core, moves, options);
  }

  listGroups(options?: groups.ListGroupsOptions): Promise<groups.ListedGroups> {
    return groups.listGroups(this.#core, options);
  }

  describeConsumerGroups(
    groupIds: readonly string[],
    options?: groups.DescribeGroupsOptions,
  ): Promise<Map<string, Outcome<groups.ConsumerGroupDescription>>> {
    return groups.describeConsumerGroups(this.#core, groupIds, options);
  }

  describeClassicGroups(
    groupIds: readonly string[],
    options?: groups.DescribeGroupsOptions,
  ): Promise<Map<string, Outcome<groups.ClassicGroupDescription>>> {
    return groups.describeClassicGroups(this.#core, groupIds, options);
  }

  deleteConsumerGroups(
    groupIds: readonly string[],
    options?: AdminOptions,
  ): Promise<Map<string, true>> {
    return groups.deleteConsumerGroups(this.#core, groupIds, options);
  }

  listConsumerGroupOffsets(
    queries: readonly groups.GroupOffsetsQuery[],
    options?: groups.ListGroupOffsetsOptions,
  ): Promise<Map<string, Outcome<groups.CommittedPartition[]>>> {
    return groups.listConsumerGroupOffsets(this.#core, queries, options);
  }

  alterConsumerGroupOffsets(
    groupId: string,
    offsets: readonly groups.NewGroupOffset[],
    options?: AdminOptions,
  ): Promise<groups.PartitionOutcome[]> {
    return groups.alterConsumerGroupOffsets(this.#core, groupId, offsets, options);
  }

  deleteConsumerGroupOffsets(
    groupId: string,
    list: readonly PartitionItem[],
    options?: AdminOptions,
  ): Promise<groups.PartitionOutcome[]> {
    return groups.deleteConsumerGroupOffsets(this.#core, groupId, list, options);
  }

  removeMembersFromConsumerGroup(
    groupId: string,
    members: readonly groups.MemberToRemove[] | 'all',
    options?: groups.RemoveMembersOptions,
  ): Promise<groups.RemovedMember[]> {
    return groups.removeMembersFromConsumerGroup(this.#core, groupId, members, options);
  }

  describeTransactions(
    ids: readonly string[],
    options?: AdminOptions,
  ): Promise<Map<string, Outcome<transactions.TransactionDescription>>> {
    return transactions.describeTransactions(this.#core, ids, options);
  }

  listTransactions(
    options?: transactions.ListTransactionsOptions,
  ): Promise<transactions.ListedTransactions> {
    return transactions.listTransactions(this.#core, options);
  }

  abortTransaction(
    transaction: transactions.HangingTransaction,
    options?: AdminOptions,
  ): Promise<void> {
    return transactions.abortTransaction(this.#core, transaction, options);
  }

  fenceProducers(
    ids: readonly string[],
    options?: AdminOptions,
  ): Promise<Map<string, transactions.FencedProducer>> {
    return transactions.fenceProducers(this.#core, ids, options);
  }

  /** Aborts what a producer has open, and fences it: for transactions that nobody ends. */
  forceTerminateTransaction(
    transactionalId: string,
    options?: AdminOptions,
  ): Promise<void> {
    return transactions.forceTerminateTransaction(this.#core, transactionalId, options);
  }

  describeShareGroups(
    groupIds: readonly string[],
    options?: groups.DescribeGroupsOptions,
  ): Promise<Map<string, Outcome<shareGroups.ShareGroupDescription>>> {
    return shareGroups.describeShareGroups(this.#core, groupIds, options);
  }

  listShareGroupOffsets(
    queries: readonly groups.GroupOffsetsQuery[],
    options?: AdminOptions,
  ): Promise<Map<string, Outcome<shareGroups.SharedPartition[]>>> {
    return shareGroups.listShareGroupOffsets(this.#core, queries, options);
  }

  alterShareGroupOffsets(
    groupId: string,
    offsets: readonly shareGroups.NewShareGroupOffset[],
    options?: AdminOptions,
  ): Promise<groups.PartitionOutcome[]> {
    return shareGroups.alterShareGroupOffsets(this.#core, groupId, offsets, options);
  }

  deleteShareGroupOffsets(
    groupId: string,
    topicNames: readonly string[],
    options?: AdminOptions,
  ): Promise<Map<string, true>> {
    return shareGroups.deleteShareGroupOffsets(this.#core, groupId, topicNames, options);
  }

  deleteShareGroups(
    groupIds: readonly string[],
    options?: AdminOptions,
  ): Promise<Map<string, true>> {
    return groups.deleteConsumerGroups(this.#core, groupIds, options);
  }

  /** Offsets of streams groups are those of consumer groups: the methods for these serve both. */
  describeStreamsGroups(
    groupIds: readonly string[],
    options?: groups.DescribeGroupsOptions,
  ): Promise<Map<string, Outcome<streamsGroups.StreamsGroupDescription>>> {
    return streamsGroups.describeStreamsGroups(this.#core, groupIds, options);
  }

  deleteStreamsGroups(
    groupIds: readonly string[],
    options?: AdminOptions,
  ): Promise<Map<string, true>> {
    return groups.deleteConsumerGroups(this.#core, groupIds, options);
  }

  describeAcls(
    filter: security.AclFilter,
    options?: AdminOptions,
  ): Promise<security.AclBinding[]> {
    return security.describeAcls(this.#core, filter, options);
  }

  createAcls(
    acls: readonly security.AclBinding[],
    options?: AdminOptions,
  ): Promise<security.CreatedAcl[]> {
    return security.createAcls(this.#core, acls, options);
  }

  deleteAcls(
    filters: readonly security.AclFilter[],
    options?: AdminOptions,
  ): Promise<security.DeletedAcls[]> {
    return security.deleteAcls(this.#core, filters, options);
  }

  describeClientQuotas(
    components?: readonly security.QuotaFilterComponent[],
    options?: security.DescribeQuotasOptions,
  ): Promise<security.ClientQuota[]> {
    return security.describeClientQuotas(this.#core, components, options);
  }

  alterClientQuotas(
    alterations: readonly security.QuotaAlteration[],
    options?: security.AlterQuotasOptions,
  ): Promise<security.QuotaAlterationResult[]> {
    return security.alterClientQuotas(this.#core, alterations, options);
  }

  describeUserScramCredentials(
    users?: readonly string[],
    options?: AdminOptions,
  ): Promise<Map<string, Outcome<security.ScramCredentialInfo[]>>> {
    return security.describeUserScramCredentials(this.#core, users, options);
  }

  alterUserScramCredentials(
    alterations: readonly security.ScramAlteration[],
    options?: AdminOptions,
  ): Promise<Map<string, true>> {
    return security.alterUserScramCredentials(this.#core, alterations, options);
  }

  createDelegationToken(
    options?: security.CreateTokenOptions,
  ): Promise<security.DelegationToken> {
    return security.createDelegationToken(this.#core, options);
  }

  renewDelegationToken(
    hmac: Uint8Array,
    options?: security.RenewTokenOptions,
  ): Promise<number> {
    return security.renewDelegationToken(this.#core, hmac, options);
  }

  expireDelegationToken(
    hmac: Uint8Array,
    options?: security.ExpireTokenOptions,
  ): Promise<number> {
    return security.expireDelegationToken(this.#core, hmac, options);
  }

  describeDelegationToken(
    owners?: readonly security.Principal[],
    options?: AdminOptions,
  ): Promise<security.DelegationToken[]> {
    return security.describeDelegationToken(this.#core, owners, options);
  }

  /**
   * The id by which the cluster knows this client (KIP-714); it stays. Rejects with a ClientError
   * where `enableMetricsPush` is false, an UnsupportedVersionError where brokers take no metrics.
   */
  async clientInstanceId(options?: AdminOptions): Promise<Uuid> {
    const id = this.#instanceId ?? (await cluster.askClientInstanceId(this.#core, options));
    // Of two that asked at once the first one's counts.
    this.#instanceId ??= id;
    return this.#instanceId;
  }

  /** What is under way fails with a ClosedError. Safe to call again. */
  close(): Promise<void> {
    this.#core.close();
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
