// What it means for partitions when a broker goes or comes: the records that take it out of ISRs,
// move leaders away from it, or let it lead partitions that have no leader.

import type { Uuid } from '@ottla/protocol';
import { NO_LEADER, type PartitionRegistration } from '../image/partition-registration.ts';
import type { MetadataImage } from '../image/metadata-image.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { makeRecord } from '../records/metadata-record-codec.ts';
import { defaultDirectory, hasOnlineDirectory, isActive } from './cluster-view.ts';
import { type ControllerSettings, isElrEnabled, metadataVersionOf } from './command.ts';
import {
  type PartitionRules,
  type PartitionTarget,
  partitionChange,
  type PartitionToChange,
} from './partition-change.ts';
import { topicConfigText } from './topic-config-value.ts';

/** In a BrokerRegistrationChangeRecord. */
const YES = 1;
const NO = -1;

/** Everything about partitions is read from the same state. */
export interface PartitionScope {
  readonly image: MetadataImage;
  readonly settings: ControllerSettings;
}

export interface TopicPartition extends PartitionToChange {
  readonly topicName: string;
}

/** Brokers that count otherwise than the image says, because the record about them comes later. */
interface Exceptions {
  readonly leaving?: number;
  readonly coming?: number;
  readonly unclean?: number;
}

/** All partitions for which `matches` holds, in the image's order. */
function* partitionsWhere(
  image: MetadataImage,
  matches: (partition: PartitionRegistration) => boolean,
): Generator<TopicPartition> {
  for (const { name: topicName, id: topicId, partitions } of image.topics.byId.values()) {
    for (let partitionId = 0; partitionId < partitions.length; partitionId++) {
      const partition = partitions[partitionId];
      if (partition !== undefined && matches(partition)) {
        yield { topicName, topicId, partitionId, partition };
      }
    }
  }
}

export function hasLeaderships(image: MetadataImage, brokerId: number): boolean {
  return !partitionsWhere(image, (each) => each.leader === brokerId).next().done;
}

/** min.insync.replicas of a topic, but not more than there are replicas. */
export function effectiveMinIsr(
  scope: PartitionScope,
  topic: string,
  replicaCount: number,
): number {
  const text = topicConfigText(scope.image, scope.settings, topic, 'min.insync.replicas');
  return Math.min(Number(text ?? 1), replicaCount);
}

export function isUncleanElectionEnabled(scope: PartitionScope, topic: string): boolean {
  const { image, settings } = scope;
  return topicConfigText(image, settings, topic, 'unclean.leader.election.enable') === 'true';
}

/** The rules for one partition; `exceptions` are brokers whose own record is yet to be written. */
export function partitionRules(
  scope: PartitionScope,
  { partition, topicName }: TopicPartition,
  exceptions: Exceptions = {},
): PartitionRules {
  const { cluster } = scope.image;
  const { leaving, coming, unclean } = exceptions;
  return {
    metadataVersion: metadataVersionOf(scope.image),
    isElrEnabled: isElrEnabled(scope.image),
    minIsr: effectiveMinIsr(scope, topicName, partition.replicas.length),
    defaultDirectory: (brokerId) => defaultDirectory(cluster, brokerId),
    isAcceptableLeader: (brokerId) => {
      if (brokerId === leaving || brokerId === unclean) return false;
      if (brokerId !== coming && !isActive(cluster, brokerId)) return false;
      const directory = partition.directories[partition.replicas.indexOf(brokerId)];
      return directory !== undefined && hasOnlineDirectory(cluster, brokerId, directory);
    },
  };
}

function changes(
  scope: PartitionScope,
  partitions: Iterable<TopicPartition>,
  exceptions: Exceptions,
): MetadataRecord[] {
  const records: MetadataRecord[] = [];
  const gone = [exceptions.leaving, exceptions.unclean];
  for (const each of partitions) {
    const isr = each.partition.isr.filter((replica) => !gone.includes(replica));
    const isUnclean = isUncleanElectionEnabled(scope, each.topicName);
    const target: PartitionTarget = {
      isr,
      ...(isUnclean ? { election: 'unclean' } : {}),
      ...(exceptions.unclean === undefined ? {} : { uncleanReplicas: [exceptions.unclean] }),
    };
    const record = partitionChange(each, partitionRules(scope, each, exceptions), target);
    if (record !== undefined) records.push(record);
  }
  return records;
}

function inIsr(brokerId: number): (partition: PartitionRegistration) => boolean {
  return ({ isr }) => isr.includes(brokerId);
}

function inElr(brokerId: number): (partition: PartitionRegistration) => boolean {
  return ({ elr }) => elr.includes(brokerId);
}

/** The broker's session has ended, or it wants to be fenced. */
export function recordsForFenced(
  scope: PartitionScope,
  brokerId: number,
  brokerEpoch: number,
): readonly MetadataRecord[] {
  const partitions = partitionsWhere(scope.image, inIsr(brokerId));
  const fenced = { brokerId, brokerEpoch, fenced: YES };
  return [
    ...changes(scope, partitions, { leaving: brokerId }),
    makeRecord('BrokerRegistrationChangeRecord', 0, fenced),
  ];
}

/** The broker serves again: it may lead what has no leader. */
export function recordsForUnfenced(
  scope: PartitionScope,
  brokerId: number,
  brokerEpoch: number,
): readonly MetadataRecord[] {
  const leaderless = partitionsWhere(scope.image, ({ leader }) => leader === NO_LEADER);
  const unfenced = { brokerId, brokerEpoch, fenced: NO };
  return [
    makeRecord('BrokerRegistrationChangeRecord', 0, unfenced),
    ...changes(scope, leaderless, { coming: brokerId }),
  ];
}

/** The broker asks to go: its leaderships are moved away first. */
export function recordsForControlledShutdown(
  scope: PartitionScope,
  brokerId: number,
  brokerEpoch: number,
): readonly MetadataRecord[] {
  const partitions = partitionsWhere(scope.image, inIsr(brokerId));
  const records = changes(scope, partitions, { leaving: brokerId });
  if (scope.image.cluster.brokers.get(brokerId)?.inControlledShutdown === true) return records;
  const leaving = { brokerId, brokerEpoch, inControlledShutdown: YES };
  return [makeRecord('BrokerRegistrationChangeRecord', 1, leaving), ...records];
}

/** The broker is gone for good. */
export function recordsForUnregistered(
  scope: PartitionScope,
  brokerId: number,
  brokerEpoch: number,
): readonly MetadataRecord[] {
  const exceptions = { leaving: brokerId };
  return [
    ...changes(scope, partitionsWhere(scope.image, inIsr(brokerId)), exceptions),
    ...changes(scope, partitionsWhere(scope.image, inElr(brokerId)), exceptions),
    makeRecord('UnregisterBrokerRecord', 0, { brokerId, brokerEpoch }),
  ];
}

/**
 * The broker's former process is gone: what it led or was in sync with is given up. Where it did
 * not shut down cleanly it may have lost records, and is no candidate any more.
 */
export function recordsForFormerProcess(
  scope: PartitionScope,
  brokerId: number,
  isClean: boolean,
): readonly MetadataRecord[] {
  const { image } = scope;
  if (!isElrEnabled(image) || isClean) {
    return changes(scope, partitionsWhere(image, inIsr(brokerId)), { leaving: brokerId });
  }
  const exceptions = { unclean: brokerId };
  return [
    ...changes(scope, partitionsWhere(image, inIsr(brokerId)), exceptions),
    ...changes(scope, partitionsWhere(image, inElr(brokerId)), exceptions),
  ];
}

/** Log directories of the broker have failed: what lies in them is offline. */
export function recordsForOfflineDirectories(
  scope: PartitionScope,
  brokerId: number,
  offline: readonly Uuid[],
): readonly MetadataRecord[] {
  const broker = scope.image.cluster.brokers.get(brokerId);
  const failed = broker?.directories.filter((each) => offline.includes(each)) ?? [];
  if (broker === undefined || failed.length === 0) return [];
  const isInFailed = (partition: PartitionRegistration): boolean => {
    const directory = partition.directories[partition.replicas.indexOf(brokerId)];
    return directory !== undefined && failed.includes(directory);
  };
  const logDirs = broker.directories.filter((each) => !failed.includes(each));
  const change = { brokerId, brokerEpoch: broker.epoch, logDirs };
  return [
    ...changes(scope, partitionsWhere(scope.image, isInFailed), { leaving: brokerId }),
    makeRecord('BrokerRegistrationChangeRecord', 2, change),
  ];
}
