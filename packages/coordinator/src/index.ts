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
