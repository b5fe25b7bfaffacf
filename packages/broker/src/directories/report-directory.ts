// Where the metadata say that a replica lies, and where it does: the controller is told of the
// difference.

import {
  metadataVersionGates,
  metadataVersionOf,
  type PartitionRegistration,
} from '@ottla/metadata';
import type { Partition } from '../replica/partition.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import type { ReplicaAssignments } from './replica-assignments.ts';

export interface DirectoryReporting {
  readonly assignments: ReplicaAssignments;
  readonly replicas: ReplicaSet;
}

export function reportDirectory(
  { assignments, replicas }: DirectoryReporting,
  { topicId, index, log }: Partition,
  says: PartitionRegistration,
): void {
  if (metadataVersionOf(replicas.image) < metadataVersionGates.DIRECTORIES) return;
  const directoryId = replicas.placement.directoryOf(log)?.meta?.directoryId;
  const told = says.directories[says.replicas.indexOf(replicas.brokerId)];
  if (directoryId === undefined || told === directoryId) return;
  assignments.assign({ topicId, index, directoryId });
}
