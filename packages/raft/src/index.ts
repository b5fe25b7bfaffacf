export { quorumControlsIn } from './control-records.ts';
export type { Effect } from './effects.ts';
export type { ElectionState, QuorumStateFormat } from './election-state.ts';
export {
  formatQuorumState,
  parseQuorumState,
  QuorumStateError,
  UNKNOWN_LEADER,
} from './election-state.ts';
export type { EpochStart } from './epoch-history.ts';
export { EpochHistory } from './epoch-history.ts';
export type { Moment, RaftEvent } from './events.ts';
export type {
  BeginQuorumEpochRequest,
  EndQuorumEpochRequest,
  FetchRequest,
  RaftRequest,
  VoteRequest,
} from './messages/requests.ts';
export type {
  BeginQuorumEpochResponse,
  EndQuorumEpochResponse,
  FetchResponse,
  RaftResponse,
  VoteResponse,
} from './messages/responses.ts';
export type { OffsetAndEpoch } from './offset-and-epoch.ts';
export { compareLogEnds } from './offset-and-epoch.ts';
export { Replica } from './replica.ts';
export type { ReplicaKey } from './replica-key.ts';
export { NO_DIRECTORY_ID, replicaKeyOf } from './replica-key.ts';
export type { ReplicaOptions, ReplicaStart } from './replica-options.ts';
export {
  BATCH_BYTES_MAX,
  BOOTSTRAP_SNAPSHOT_ID,
  SUPPORTED_KRAFT_VERSIONS,
} from './replica-options.ts';
export type { ReplicatedLog } from './replicated-log.ts';
export {
  CHECKPOINT_SUFFIX,
  DELETED_SUFFIX,
  PART_SUFFIX,
  parseSnapshotFileName,
  snapshotFileName,
} from './snapshot/snapshot-id.ts';
export type { Snapshot } from './snapshot/snapshot-reader.ts';
export { readSnapshot, SnapshotError } from './snapshot/snapshot-reader.ts';
export type {
  KeptSnapshots,
  SinceSnapshot,
  SnapshotRetention,
  SnapshotTrigger,
} from './snapshot/snapshot-rules.ts';
export { retentionReason, snapshotReason } from './snapshot/snapshot-rules.ts';
export type { SnapshotHeader } from './snapshot/snapshot-writer.ts';
export { SnapshotWriter } from './snapshot/snapshot-writer.ts';
export type { RaftState } from './states/raft-state.ts';
export type { ReplicaProgress } from './states/leader-state.ts';
export type { QuorumControl } from './voter-history.ts';
export { VoterHistory } from './voter-history.ts';
export type { Voter, VoterEndpoint } from './voter-set.ts';
export { VoterSet } from './voter-set.ts';
