export { isWorthCleaning } from './cleaner/cleanable-range.ts';
export type { CleanableRange } from './cleaner/cleanable-range.ts';
export type { CleaningMeans, CleaningOutcome } from './cleaner/clean-partition.ts';
export { CleanerMemory } from './cleaner/cleaner-memory.ts';
export type { CleanerStats, LastCleaning } from './cleaner/cleaner-stats.ts';
export { LogCleaner } from './cleaner/log-cleaner.ts';
export type { LogCleanerConfig, LogCleanerOptions } from './cleaner/log-cleaner.ts';
export { Throttle } from './cleaner/throttle.ts';
export type { CleanShutdown } from './directory/clean-shutdown.ts';
export { METADATA_TOPIC } from './directory/load-directory.ts';
export type { DamagedPartition } from './directory/load-directory.ts';
export { CHECKPOINT_KINDS } from './directory/checkpoints.ts';
export type { CheckpointKind } from './directory/checkpoints.ts';
export { FutureLogs } from './directory/future-logs.ts';
export type { NewFutureLog } from './directory/future-logs.ts';
export { LogDirectory } from './directory/log-directory.ts';
export type { LoadReport, LogDirectoryOptions, NewLog } from './directory/log-directory.ts';
export { formatMetaProperties, parseMetaProperties } from './directory/meta-properties.ts';
export type { MetaProperties, MetaPropertiesV1 } from './directory/meta-properties.ts';
export { startAtFurthest } from './directory/start-at-furthest.ts';
export type { EpochEndOffset } from './epoch/leader-epochs.ts';
export { fitsFutureDirectory } from './files/file-names.ts';
export { OpenFiles } from './files/open-files.ts';
export type { OpenFilesOptions } from './files/open-files.ts';
export { defaultLogConfig } from './log-config.ts';
export type { CleanupPolicy, CompressionType, LogConfig } from './log-config.ts';
export type { LogServices } from './log-services.ts';
export type {
  AppendOptions,
  AppendOrigin,
  AppendOutcome,
  Appended,
  DuplicateAppend,
  LengthyAppend,
  RecordError,
  RefusedAppend,
  VerificationGuard,
} from './partition/append-outcome.ts';
export type { ProducerDescription, SegmentDescription } from './partition/describe-log.ts';
export { examineBatchJob } from './partition/examine-batch.ts';
export type { Examination } from './partition/examine-batch.ts';
export type { LogListener } from './partition/log-listener.ts';
export { PartitionLog } from './partition/partition-log.ts';
export type { OpenLogOptions } from './partition/partition-log.ts';
export type { ProducerEntry as SnapshotProducer } from './producer/producer-entry.ts';
export { decodeSnapshot as decodeProducerSnapshot } from './producer/snapshot-codec.ts';
export type { VerificationRequest } from './producer/verification.ts';
export type { TimestampedOffset } from './read/lookup.ts';
export { OffsetLookup } from './read/offset-lookup.ts';
export type {
  LengthyLookup,
  LookupCosts,
  LookupMeans,
  LookupOutcome,
} from './read/offset-lookup.ts';
export type {
  AbortedTransaction,
  ColdPlace,
  FilePiece,
  LogOffsets,
  MemoryPiece,
  ReadBound,
  ReadOptions,
  ReadOutcome,
  ReadPiece,
  ReadPlan,
  RefusedRead,
} from './read/read-plan.ts';
export { isCold, resolve, resolveNow } from './read/resolve.ts';
export type { ResolvedRead } from './read/resolve.ts';
export { searchBatchJob } from './read/search-batch.ts';
export type { BatchFinding, BatchSearch } from './read/search-batch.ts';
export { chooseSegmentsToDelete } from './retention/choose-segments.ts';
export {
  CorruptFileError,
  InconsistentTopicIdError,
  KafkaStorageError,
  LogDirectoryError,
  OffsetOutOfRangeError,
} from './storage-errors.ts';
export { TailCache } from './tail/tail-cache.ts';
export type { TailCacheOptions } from './tail/tail-cache.ts';
