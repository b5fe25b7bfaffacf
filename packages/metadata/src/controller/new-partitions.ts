// The partitions that a request adds to a topic: assigned by hand or placed, checked in Kafka's
// words, and as records. It does not know topics: names, counts that exist and configs are the
// commands' business.

import type { Random } from '@ottla/base';
import { errors, type Uuid } from '@ottla/protocol';
import type { MetadataImage } from '../image/metadata-image.ts';
import { leaderRecoveryStates } from '../image/partition-registration.ts';
import { placeReplicas } from '../placement/rack-striped-placement.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { makeRecord } from '../records/metadata-record-codec.ts';
import { recordVersion } from '../records/record-versions.ts';
import { metadataVersionGates as gates } from '../features/metadata-versions.ts';
import { defaultDirectory, hasOpenDirectory, isActive } from './cluster-view.ts';
import { metadataVersionOf } from './command.ts';
import { type Outcome, refusal } from './outcome.ts';

/** The replicas of each new partition, in order; or why there are none. */
export type Assignments =
  | { readonly kind: 'assigned'; readonly replicas: readonly (readonly number[])[] }
  | { readonly kind: 'refused'; readonly outcome: Outcome };

function refused(outcome: Outcome): Assignments {
  return { kind: 'refused', outcome };
}

/** Why one assignment by hand is not possible; undefined where it is. */
export function manualAssignmentProblem(
  image: MetadataImage,
  brokerIds: readonly number[],
  replicationFactor: number | undefined,
): string | undefined {
  const start = 'The manual partition assignment includes';
  if (brokerIds.length === 0) return `${start} an empty replica list.`;
  const sorted = brokerIds.toSorted((a, b) => a - b);
  for (const [index, id] of sorted.entries()) {
    const broker = image.cluster.brokers.get(id);
    if (broker === undefined) return `${start} broker ${id}, but no such broker is registered.`;
    if (!hasOpenDirectory(broker)) {
      return `${start} broker ${id}, but all its log directories are cordoned.`;
    }
    if (sorted[index - 1] === id) return `${start} the broker ${id} more than once.`;
  }
  if (replicationFactor === undefined || replicationFactor === sorted.length) return undefined;
  return (
    `${start} a partition with ${sorted.length} replica(s), but this is not consistent with ` +
    `previous partitions, which have ${replicationFactor} replica(s).`
  );
}

/** Checks assignments by hand, for the partitions from `firstPartition` on. */
export function assignByHand(
  image: MetadataImage,
  lists: readonly (readonly number[])[],
  options: { readonly firstPartition: number; readonly replicationFactor: number | undefined },
): Assignments {
  let { replicationFactor } = options;
  for (const [index, brokerIds] of lists.entries()) {
    const problem = manualAssignmentProblem(image, brokerIds, replicationFactor);
    if (problem !== undefined) return refused(refusal(errors.INVALID_REPLICA_ASSIGNMENT, problem));
    replicationFactor = brokerIds.length;
    if (brokerIds.some((id) => isActive(image.cluster, id))) continue;
    const message =
      'All brokers specified in the manual partition assignment for partition ' +
      `${options.firstPartition + index} are fenced or in controlled shutdown.`;
    return refused(refusal(errors.INVALID_REPLICA_ASSIGNMENT, message));
  }
  return { kind: 'assigned', replicas: lists };
}

export interface PartitionsToPlace {
  readonly partitionCount: number;
  readonly replicationFactor: number;
  /** Whether a refusal by the placement says first what could not be done. */
  readonly introduces: boolean;
}

/** Places replicas by racks. */
export function assignByPlacement(
  image: MetadataImage,
  { partitionCount, replicationFactor, introduces }: PartitionsToPlace,
  random: Random,
): Assignments {
  const brokers = [...image.cluster.brokers.values()].filter(
    (each) => !each.inControlledShutdown && hasOpenDirectory(each),
  );
  const placed = placeReplicas({ partitionCount, replicationFactor, brokers }, random);
  const start = `Unable to replicate the partition ${replicationFactor} time(s): `;
  if (placed.kind === 'refused') {
    const message = introduces ? start + placed.message : placed.message;
    return refused(refusal(errors.INVALID_REPLICATION_FACTOR, message));
  }
  const { assignments } = placed;
  if (assignments.every((each) => each.some((id) => isActive(image.cluster, id)))) {
    return { kind: 'assigned', replicas: assignments };
  }
  const message = `${start}All brokers are currently fenced or in controlled shutdown.`;
  return refused(refusal(errors.INVALID_REPLICATION_FACTOR, message));
}

/** The record of a new partition: led by the first of its replicas that is active. */
export function newPartitionRecord(
  image: MetadataImage,
  partition: { readonly topicId: Uuid; readonly partitionId: number },
  replicas: readonly number[],
): MetadataRecord {
  const { cluster } = image;
  const metadataVersion = metadataVersionOf(image);
  const isr = replicas.filter((id) => isActive(cluster, id));
  const hasDirectories = metadataVersion >= gates.DIRECTORIES;
  return makeRecord('PartitionRecord', recordVersion('PartitionRecord', metadataVersion), {
    ...partition,
    replicas,
    isr,
    removingReplicas: [],
    addingReplicas: [],
    leader: isr[0] ?? -1,
    leaderRecoveryState: leaderRecoveryStates.RECOVERED,
    leaderEpoch: 0,
    partitionEpoch: 0,
    ...(hasDirectories ? { directories: replicas.map((id) => defaultDirectory(cluster, id)) } : {}),
  });
}
