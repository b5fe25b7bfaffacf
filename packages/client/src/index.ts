export { Admin } from './admin/admin.ts';
export type {
  CreatedTopic,
  CreateTopicsOptions,
  NewTopic,
} from './admin/create-topics.ts';
export type { CreatePartitionsOptions, NewPartitions } from './admin/create-partitions.ts';
export type { DeleteBefore, DeleteRecordsResult } from './admin/delete-records.ts';
export type { ClusterDescription, ClusterNode } from './admin/describe-cluster.ts';
export { configKey } from './admin/describe-configs.ts';
export type {
  ConfigEntry,
  ConfigResource,
  ConfigResourceType,
  ConfigSource,
  ConfigSynonym,
  DescribeConfigsOptions,
} from './admin/describe-configs.ts';
export type {
  DescribeTopicsOptions,
  PartitionDescription,
  TopicDescription,
} from './admin/describe-topics.ts';
export type {
  AlterConfigsOptions,
  AlteredResource,
  ConfigChange,
} from './admin/incremental-alter-configs.ts';
export type { AdminOptions } from './admin/item-operation.ts';
export type { PartitionItem } from './admin/leader-operation.ts';
export type {
  ListOffsetsOptions,
  OffsetRequest,
  OffsetResult,
  OffsetSpec,
} from './admin/list-offsets.ts';
export type { PartitionReassignment } from './admin/list-partition-reassignments.ts';
export type { ListTopicsOptions, TopicListing } from './admin/list-topics.ts';
export { optionsOfJava } from './config/java-options.ts';
export type { JavaOptions } from './config/java-options.ts';
export type { JavaClient } from './config/java-names.ts';
export { parseBootstrapList } from './core/bootstrap-list.ts';
export type { ClientOptions } from './core/client-options.ts';
export { ZERO_UUID } from './core/cluster-metadata.ts';
export type { BrokerNode, PartitionMetadata, TopicMetadata } from './core/cluster-metadata.ts';
export {
  ClientError,
  ClosedError,
  ConfigError,
  ConnectionError,
  CorruptBatchError,
  KafkaError,
  LogTruncationError,
  MalformedResponseError,
  NoOffsetError,
  RecordTooLargeError,
  TimeoutError,
  UnsupportedVersionError,
} from './errors.ts';
export type { StartPosition } from './fetcher/assigned-partition.ts';
export type { ConsumerOptions, IsolationLevel } from './fetcher/consumer-options.ts';
export { ConsumedRecord, FetchedBatch } from './fetcher/fetched-batch.ts';
export type { FoundOffset } from './fetcher/offset-lookup.ts';
export type { OffsetReset } from './fetcher/offset-reset.ts';
export { PartitionConsumer } from './fetcher/partition-consumer.ts';
export type { Assignment, ReadOptions } from './fetcher/partition-consumer.ts';
export type { TopicPartition } from './fetcher/topic-partition.ts';
export { murmur2, partitionOfKey } from './producer/partitioner/murmur2.ts';
export type { Acks, CompressionType, ProducerOptions } from './producer/producer-options.ts';
export type {
  ProducerRecord,
  RecordBytes,
  RecordHeaders,
  RecordMetadata,
} from './producer/producer-record.ts';
export { Producer } from './producer/producer.ts';
export type { SendOptions } from './producer/producer.ts';
