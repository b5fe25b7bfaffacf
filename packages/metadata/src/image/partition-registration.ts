// What the controller has decided about one partition (Kafka's PartitionRegistration), how records
// make and change it, and how it becomes a record again. The deciding itself is in controller/.

import { assert } from '@ottla/base';
import type { PartitionChangeRecord, PartitionRecord, Uuid } from '@ottla/protocol';

/** No broker leads the partition. */
export const NO_LEADER = -1;
/** In a PartitionChangeRecord: the leader stays who it is. */
export const NO_LEADER_CHANGE = -2;

export const leaderRecoveryStates = { RECOVERED: 0, RECOVERING: 1 } as const;
/** In a PartitionChangeRecord: the recovery state stays what it is. */
export const NO_RECOVERY_STATE_CHANGE = -1;

/** Directory ids with a meaning of their own (KIP-858); 0 to 99 are reserved. */
export const directoryIds = {
  MIGRATING: 'AAAAAAAAAAAAAAAAAAAAAA',
  UNASSIGNED: 'AAAAAAAAAAAAAAAAAAAAAQ',
  LOST: 'AAAAAAAAAAAAAAAAAAAAAg',
} as const;

export interface PartitionRegistration {
  /** Broker ids; the first is the preferred leader. */
  readonly replicas: readonly number[];
  /** One for each replica: the log directory that holds it, or one of `directoryIds`. */
  readonly directories: readonly Uuid[];
  readonly isr: readonly number[];
  readonly removingReplicas: readonly number[];
  readonly addingReplicas: readonly number[];
  /** Eligible leader replicas (KIP-966). */
  readonly elr: readonly number[];
  readonly lastKnownElr: readonly number[];
  /** A broker id, or NO_LEADER. */
  readonly leader: number;
  readonly leaderRecoveryState: number;
  readonly leaderEpoch: number;
  /** Counts the changes of this partition. */
  readonly partitionEpoch: number;
}

/** Directories of a record that has none: versions below 17 (3.7-IV2) do not know them. */
function directoriesOf(directories: readonly Uuid[], replicaCount: number): readonly Uuid[] {
  if (directories.length > 0) return directories;
  return new Array<Uuid>(replicaCount).fill(directoryIds.MIGRATING);
}

export function partitionOfRecord(record: PartitionRecord): PartitionRegistration {
  const directories = directoriesOf(record.directories, record.replicas.length);
  assert(
    directories.length === record.replicas.length,
    `partition ${record.topicId}-${record.partitionId} has ${record.replicas.length} replicas ` +
      `and ` +
      `${directories.length} directories`,
  );
  return {
    replicas: record.replicas,
    directories,
    isr: record.isr,
    removingReplicas: record.removingReplicas,
    addingReplicas: record.addingReplicas,
    elr: record.eligibleLeaderReplicas ?? [],
    lastKnownElr: record.lastKnownElr ?? [],
    leader: record.leader,
    leaderRecoveryState: record.leaderRecoveryState,
    leaderEpoch: record.leaderEpoch,
    partitionEpoch: record.partitionEpoch,
  };
}

/**
 * The directories after a change: what the record says; else each kept replica keeps its own, and a
 * new one has none assigned.
 */
function changedDirectories(
  partition: PartitionRegistration,
  record: PartitionChangeRecord,
): readonly Uuid[] {
  if (record.directories !== null) return record.directories;
  if (record.replicas === null) return partition.directories;
  const isMigrating = partition.directories.every((each) => each === directoryIds.MIGRATING);
  const unknown = isMigrating ? directoryIds.MIGRATING : directoryIds.UNASSIGNED;
  return record.replicas.map(
    (replica) => partition.directories[partition.replicas.indexOf(replica)] ?? unknown,
  );
}

/**
 * The partition after a change record: its epoch always grows, the leader's when a leader is named.
 */
export function changedPartition(
  partition: PartitionRegistration,
  record: PartitionChangeRecord,
): PartitionRegistration {
  const namesLeader = record.leader !== NO_LEADER_CHANGE;
  const keepsRecoveryState = record.leaderRecoveryState === NO_RECOVERY_STATE_CHANGE;
  return {
    replicas: record.replicas ?? partition.replicas,
    directories: changedDirectories(partition, record),
    isr: record.isr ?? partition.isr,
    removingReplicas: record.removingReplicas ?? partition.removingReplicas,
    addingReplicas: record.addingReplicas ?? partition.addingReplicas,
    elr: record.eligibleLeaderReplicas ?? partition.elr,
    lastKnownElr: record.lastKnownElr ?? partition.lastKnownElr,
    leader: namesLeader ? record.leader : partition.leader,
    leaderRecoveryState: keepsRecoveryState
      ? partition.leaderRecoveryState
      : record.leaderRecoveryState,
    leaderEpoch: namesLeader ? partition.leaderEpoch + 1 : partition.leaderEpoch,
    partitionEpoch: partition.partitionEpoch + 1,
  };
}
