export * from './admin/index.ts';
export { optionsOfJava } from './config/java-options.ts';
export type { JavaOptions } from './config/java-options.ts';
export type { JavaClient } from './config/java-names.ts';
export { parseBootstrapList } from './core/bootstrap-list.ts';
export type { ClientOptions } from './core/client-options.ts';
export type { ClientStats, ConnectionStats } from './core/client-stats.ts';
export type { SaslOptions } from './core/sasl-options.ts';
export { ZERO_UUID } from './core/cluster-metadata.ts';
export type { BrokerNode, PartitionMetadata, TopicMetadata } from './core/cluster-metadata.ts';
export type {
  Assignor,
  AssignorTopic,
  MemberAssignment,
  MemberSubscription,
  PreviousAssignment,
  RebalanceProtocol,
} from './consumer/assignors/assignor.ts';
export type { AssignorChoice } from './consumer/assignors/choose.ts';
export type { CommitOptions } from './consumer/commits/committer.ts';
export type { CommittedOffset, OffsetToCommit } from './consumer/commits/offsets.ts';
export type {
  ConsumerHealth,
  ConsumerStats,
  GroupStats,
  HealthCode,
  HealthReason,
} from './consumer/consumer-stats.ts';
export { Consumer } from './consumer/consumer.ts';
export type { CloseOptions } from './consumer/departure.ts';
export type { GroupMembership } from './consumer/group-membership.ts';
export type { GroupConsumerOptions } from './consumer/group-options.ts';
export type { TimedPartition } from './consumer/offset-questions.ts';
export type { ProcessOrder } from './consumer/processing/partition-work.ts';
export type {
  HandlerContext,
  ProcessOptions,
  RecordHandler,
} from './consumer/processing/processor.ts';
export type { RunningListener } from './consumer/listener-calls.ts';
export type { RunningHandler } from './consumer/processing/running-handlers.ts';
export type { NextOptions } from './consumer/reader.ts';
export type { RebalanceListener } from './consumer/rebalance-listener.ts';
export {
  AuthenticationError,
  ClientError,
  ClosedError,
  CommitFailedError,
  ConfigError,
  ConnectionError,
  CorruptBatchError,
  KafkaError,
  LogTruncationError,
  MalformedResponseError,
  MixedFailureError,
  NoOffsetError,
  RebalanceInProgressError,
  RecordTooLargeError,
  TimeoutError,
  UnsupportedVersionError,
  WakeupError,
} from './errors.ts';
export type { StartPosition } from './fetcher/assigned-partition.ts';
export type { ConsumerOptions, IsolationLevel } from './fetcher/consumer-options.ts';
export { ConsumedRecord, FetchedBatch } from './fetcher/fetched-batch.ts';
export type { FoundOffset } from './fetcher/offset-lookup.ts';
export type { OffsetReset } from './fetcher/offset-reset.ts';
export { PartitionConsumer } from './fetcher/partition-consumer.ts';
export type { Assignment, ReadOptions } from './fetcher/partition-consumer.ts';
export type { PartitionStats } from './fetcher/partition-stats.ts';
export type { TopicPartition } from './fetcher/topic-partition.ts';
export type {
  BatchEvent,
  CommitEvent,
  ConnectionEvent,
  PartitionsEvent,
  RequestEvent,
} from './observe/channels.ts';
export type { OtelApi } from './observe/otel-api.ts';
export { murmur2, partitionOfKey } from './producer/partitioner/murmur2.ts';
export type {
  KeyPartitioner,
  PartitionedRecord,
  Partitioner,
} from './producer/partitioner/partitioner.ts';
export type { Acks, CompressionType, ProducerOptions } from './producer/producer-options.ts';
export type {
  ProducerRecord,
  RecordBytes,
  RecordHeaders,
  RecordMetadata,
} from './producer/producer-record.ts';
export type { ProducerStats } from './producer/producer-stats.ts';
export { Producer } from './producer/producer.ts';
export {
  ApplicationRecoverableError,
  ProducerFencedError,
  TransactionAbortableError,
  TransactionAbortedError,
  TransactionFatalError,
  TransactionStateError,
} from './producer/transactions/transaction-errors.ts';
export type { TransactionGroup } from './producer/transactions/transaction-requests.ts';
export type { Transaction, TransactionWork } from './producer/transactions/transaction-scope.ts';
export type { TransactionOptions } from './producer/transactions/transactions.ts';
export type { SendOptions } from './producer/producer.ts';
export { DeserializationError, SerializationError } from './serde/serde.ts';
export type { Deserializer, RecordPlace, Serde, SerdeContext, Serializer } from './serde/serde.ts';
export { serdes } from './serde/serdes.ts';
export type { InstanceIdOptions } from './telemetry/telemetry-pusher.ts';
