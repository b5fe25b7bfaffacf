export { defaultLogConfig } from './log-config.ts';
export type { CleanupPolicy, CompressionType, LogConfig } from './log-config.ts';
export type { LogServices } from './log-services.ts';
export type {
  AppendOptions,
  AppendOrigin,
  AppendOutcome,
  Appended,
  DuplicateAppend,
  RecordError,
  RefusedAppend,
  VerificationGuard,
} from './partition/append-outcome.ts';
export type { LogListener } from './partition/log-listener.ts';
export type {
  AbortedTransaction,
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
export {
  CorruptFileError,
  InconsistentTopicIdError,
  KafkaStorageError,
  LogDirectoryError,
  OffsetOutOfRangeError,
} from './storage-errors.ts';
