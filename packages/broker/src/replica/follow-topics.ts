// What a new image means for this broker's replicas: topics come and go, leaders change, configs
// change.

import type { LogDirectory } from '@ottla/log';
import {
  configResourceTypes,
  type MetadataDelta,
  type MetadataImage,
  type PartitionRegistration,
  type TopicConfig,
} from '@ottla/metadata';
import type { HostedTopics } from './hosted-topics.ts';
import type { LogMaking } from './log-making.ts';
import { Partition, type PartitionIdentity, type PartitionOwner } from './partition.ts';
import type { ReplicaPlacement } from './replica-placement.ts';

/** Whose replicas follow. */
export interface FollowingReplicas extends PartitionOwner {
  readonly hosted: HostedTopics;
  readonly placement: ReplicaPlacement;
  readonly making: LogMaking;
  readonly directories: readonly LogDirectory[];
  /** Told of each replica here whenever the metadata say something of its partition. */
  readonly onFollowed?: ((partition: Partition, says: PartitionRegistration) => void) | undefined;
  /** Told of a replica that is not this broker's any more, before its log is deleted. */
  readonly onGone?: ((partition: Partition) => void) | undefined;
  readonly topicConfig: (image: MetadataImage, topic: string) => TopicConfig;
}

/** Takes `image`, which `delta` leads to, over. */
export function followTopics(
  replicas: FollowingReplicas,
  delta: MetadataDelta,
  image: MetadataImage,
): void {
  replicas.hosted.image = image;
  for (const topic of delta.topics?.deleted.values() ?? []) {
    topic.partitions.forEach((_, index) => remove(replicas, { topicId: topic.id, index }));
    replicas.counters.forget(topic.name);
  }
  for (const topic of delta.topics?.changed.values() ?? []) {
    const { name, id: topicId } = topic.image;
    for (const [index, registration] of topic.partitions) {
      follow(replicas, { topic: name, topicId, index }, registration);
    }
  }
  configure(replicas, delta, image);
}

function follow(
  replicas: FollowingReplicas,
  identity: PartitionIdentity,
  registration: PartitionRegistration,
  isItsTurn = false,
): void {
  const { topicId, index } = identity;
  if (!registration.replicas.includes(replicas.brokerId)) {
    remove(replicas, identity);
    return;
  }
  const hosted = replicas.hosted.get(topicId, index);
  if (hosted === 'offline') return;
  const partition = hosted ?? create(replicas, identity, registration, isItsTurn);
  if (partition === undefined) return;
  partition.apply(registration);
  replicas.onFollowed?.(partition, registration);
}

function create(
  replicas: FollowingReplicas,
  identity: PartitionIdentity,
  registration: PartitionRegistration,
  isItsTurn: boolean,
): Partition | undefined {
  const { topic, topicId, index } = identity;
  const waiting = replicas.placement.waitFor(topic, index);
  if (waiting !== undefined) {
    void waiting.then(() => followLatest(replicas, identity));
    return undefined;
  }
  const isOpen = replicas.placement.isOpen(topic, index);
  if (!isOpen && !isItsTurn && !replicas.making.takeRoom()) {
    replicas.making.later(identity);
    return undefined;
  }
  const config = replicas.topicConfig(replicas.hosted.image, topic);
  const directoryId = registration.directories[registration.replicas.indexOf(replicas.brokerId)];
  const log = replicas.placement.place({
    topic,
    partition: index,
    topicId,
    config,
    directoryId: directoryId ?? '',
    hasData: hasData(registration, replicas.brokerId),
  });
  if (log === undefined) {
    replicas.hosted.set(topicId, index, 'offline');
    return undefined;
  }
  log.updateConfig(config);
  const partition = new Partition(identity, log, config, replicas);
  replicas.hosted.set(topicId, index, partition);
  return partition;
}

/** Nobody is in sync by chance: who is when a partition is not new has a log of it. */
function hasData(registration: PartitionRegistration, brokerId: number): boolean {
  const { partitionEpoch, isr, elr, lastKnownElr } = registration;
  return partitionEpoch > 0 && [...isr, ...elr, ...lastKnownElr].includes(brokerId);
}

/**
 * The name is free now, or the partition's turn has come: what the metadata say by now counts, the
 * topic may be gone again.
 */
export function followLatest(
  replicas: FollowingReplicas,
  identity: PartitionIdentity,
  isItsTurn = false,
): void {
  const topic = replicas.hosted.image.topics.byId.get(identity.topicId);
  const registration = topic?.partitions[identity.index];
  if (registration !== undefined) follow(replicas, identity, registration, isItsTurn);
}

function remove(
  replicas: FollowingReplicas,
  { topicId, index }: Pick<PartitionIdentity, 'topicId' | 'index'>,
): void {
  const hosted = replicas.hosted.get(topicId, index);
  if (hosted === undefined) return;
  replicas.hosted.delete(topicId, index);
  if (hosted === 'offline') return;
  replicas.onGone?.(hosted);
  hosted.close();
  replicas.placement.delete(hosted.log);
}

function configure(replicas: FollowingReplicas, delta: MetadataDelta, image: MetadataImage): void {
  const changed = new Set<string>();
  let concernsAll = false;
  for (const { resource } of delta.configs?.changes.values() ?? []) {
    if (resource.type === configResourceTypes.TOPIC) changed.add(resource.name);
    const isOurs = resource.name === '' || resource.name === String(replicas.brokerId);
    if (resource.type === configResourceTypes.BROKER && isOurs) concernsAll = true;
  }
  if (changed.size === 0 && !concernsAll) return;
  for (const partition of replicas.hosted.online()) {
    if (!concernsAll && !changed.has(partition.topic)) continue;
    partition.configure(replicas.topicConfig(image, partition.topic));
  }
}
