export { coordinatorError } from './runtime/coordinator-error.ts';
export { PartitionRuntime } from './runtime/partition-runtime.ts';
export type {
  PartitionRuntimeOptions,
  RuntimePhase,
  ShardWriter,
} from './runtime/partition-runtime.ts';
export type { Caller, PendingTicket } from './runtime/pending-ticket.ts';
export { NOTHING } from './runtime/shard.ts';
export type {
  Answer,
  Shard,
  ShardCommand,
  ShardQuery,
  ShardRecord,
  ShardResult,
  ShardServices,
  ShardTimers,
  Ticket,
} from './runtime/shard.ts';
