export { coordinatorError } from './runtime/coordinator-error.ts';
export { PartitionRuntime } from './runtime/partition-runtime.ts';
export type { PartitionRuntimeOptions, RuntimePhase } from './runtime/partition-runtime.ts';
export type { ShardWriter } from './runtime/shard-writes.ts';
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
export { defaultGroupConfig } from './group/group-config.ts';
export type { GroupConfig } from './group/group-config.ts';
export type { GroupState } from './group/group-state.ts';
export { createGroupShard } from './group/group-shard.ts';
export type { GroupShard } from './group/group-shard.ts';
export * as groupCommands from './group/commands/index.ts';
export * as groupQueries from './group/queries/index.ts';
export { surveyGroups, surveyOffsets } from './group/queries/survey-groups.ts';
export type { SurveyedGroup, SurveyedOffset } from './group/queries/survey-groups.ts';
