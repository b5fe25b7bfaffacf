// What kafka_exporter tells of topics and consumer groups, under its names, without asking by
// protocol: each broker tells of the partitions that it leads and the groups that it coordinates.
// Whoever has chosen the names of Burrow or Redpanda is told the same under those.

import type { MetadataImage } from '@ottla/metadata';
import { Partition } from '../../replica/partition.ts';
import type { ReplicaSet } from '../../replica/replica-set.ts';
import { type Exposition, labelPair } from '../exposition.ts';
import { gauge } from '../metric-family.ts';
import { TOPIC_SERIES_MAX } from './broker-topics.ts';
import { burrowFamilies, exposeBurrowGroup, exposeBurrowOffset } from './burrow.ts';
import {
  exposeRedpandaCluster,
  exposeRedpandaGroup,
  exposeRedpandaOffset,
  exposeRedpandaPartition,
  exposeRedpandaTopic,
} from './redpanda.ts';
import { PARTITION_SERIES_MAX } from './replicas.ts';

const ofPartition = (name: string, help: string) =>
  gauge(`kafka_topic_partition_${name}`, help, 'topic', 'partition');
const ofGroup = (name: string, help: string, ...labels: string[]) =>
  gauge(`kafka_consumergroup_${name}`, help, 'consumergroup', ...labels);

export const exporterFamilies = {
  brokers: gauge('kafka_brokers', 'Brokers that are registered and not fenced.'),
  broker: gauge('kafka_broker_info', '1, with where a broker is.', 'id', 'address'),
  topic: gauge('kafka_topic_partitions', 'Partitions of a topic of the cluster.', 'topic'),
  end: ofPartition('current_offset', 'High watermark of a partition led here.'),
  oldest: ofPartition('oldest_offset', 'First offset of a partition led here.'),
  leader: ofPartition('leader', 'Broker that leads a partition: this one.'),
  replicas: ofPartition('replicas', 'Replicas of a partition led here.'),
  inSync: ofPartition('in_sync_replica', 'In-sync replicas of a partition led here.'),
  isPreferred: ofPartition(
    'leader_is_preferred',
    '1 where a partition led here has this broker as its preferred leader.',
  ),
  isUnder: ofPartition(
    'under_replicated_partition',
    '1 where a partition led here has replicas out of sync.',
  ),
  members: ofGroup('members', 'Members of a group that this broker coordinates.'),
  committed: ofGroup('current_offset', 'What a group has committed.', 'topic', 'partition'),
  committedSum: ofGroup('current_offset_sum', 'The same, over all partitions.', 'topic'),
  lag: ofGroup(
    'lag',
    'Records from what a group has committed to the high watermark, where it is known here.',
    'topic',
    'partition',
  ),
  lagSum: ofGroup('lag_sum', 'The same, over all partitions.', 'topic'),
} as const;

/** After so many series there may be a rest. */
const SERIES_PER_STEP = 64;

/** Whose names tell of single topics, partitions and groups in this file's loops. */
const STYLES = ['kafka_exporter', 'burrow', 'redpanda'] as const;

/** Whether anybody is told of what groups have committed. */
export function tellsGroups(out: Exposition): boolean {
  return out.tells(...STYLES);
}

export function* exposeTopics(out: Exposition, replicas: ReplicaSet): Generator<void> {
  if (!out.tells(...STYLES)) return;
  const { image } = replicas;
  exposeBrokers(out, image);
  let count = 0;
  for (const { name, partitions } of image.topics.byId.values()) {
    if (++count > TOPIC_SERIES_MAX) break;
    out.add(exporterFamilies.topic, partitions.length, name);
    exposeRedpandaTopic(out, name, partitions.length);
    if (count % SERIES_PER_STEP === 0) yield;
  }
  let seen = 0;
  for (const partition of [...replicas.hosted.online()]) {
    if (!partition.isLeader) continue;
    if (++seen > PARTITION_SERIES_MAX) break;
    exposePartition(out, partition);
    if (seen % SERIES_PER_STEP === 0) yield;
  }
}

function exposeBrokers(out: Exposition, image: MetadataImage): void {
  const alive = [...image.cluster.brokers.values()].filter(({ fenced }) => !fenced);
  out.add(exporterFamilies.brokers, alive.length);
  exposeRedpandaCluster(out, image);
  for (const { id, listeners } of alive) {
    const [first] = listeners;
    const address = first === undefined ? '' : `${first.host}:${first.port}`;
    out.add(exporterFamilies.broker, 1, id, address);
  }
}

function exposePartition(out: Exposition, partition: Partition): void {
  const { topic, index, leaderId, log } = partition;
  const { replicas, isr } = partition.replicas;
  const labels = `${labelPair('topic', topic)},partition="${index}"`;
  out.addLabelled(exporterFamilies.end, log.highWatermark, labels);
  out.addLabelled(exporterFamilies.oldest, log.logStartOffset, labels);
  out.addLabelled(exporterFamilies.leader, leaderId, labels);
  out.addLabelled(exporterFamilies.replicas, replicas.length, labels);
  out.addLabelled(exporterFamilies.inSync, isr.length, labels);
  out.addLabelled(exporterFamilies.isPreferred, replicas[0] === leaderId ? 1 : 0, labels);
  out.addLabelled(exporterFamilies.isUnder, isr.length < replicas.length ? 1 : 0, labels);
  out.addLabelled(burrowFamilies.end, log.highWatermark, labels);
  exposeRedpandaPartition(out, partition);
}

/** A group, and what it has committed once somebody asks. */
export interface MeasuredGroup {
  readonly groupId: string;
  /** In the names of ListGroups. */
  readonly state: string;
  readonly memberCount: number;
  readonly offsets: () => readonly MeasuredOffset[];
}

export interface MeasuredOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

interface Sums {
  committed: number;
  lag: number;
  /** Whether the lag of any partition is known. */
  hasLag: boolean;
}

/** Tells of one group. */
export function exposeGroup(
  out: Exposition,
  { groupId, memberCount }: MeasuredGroup,
  offsets: readonly MeasuredOffset[],
  { hosted }: Pick<ReplicaSet, 'hosted'>,
): void {
  const group = labelPair('consumergroup', groupId);
  out.addLabelled(exporterFamilies.members, memberCount, group);
  const byTopic = new Map<string, Sums>();
  for (const { topic, partition, offset } of offsets) {
    const sums = byTopic.get(topic) ?? { committed: 0, lag: 0, hasLag: false };
    byTopic.set(topic, sums);
    sums.committed += offset;
    const labels = `${group},${labelPair('topic', topic)},partition="${partition}"`;
    out.addLabelled(exporterFamilies.committed, offset, labels);
    const found = hosted.findByName(topic, partition);
    const isHere = found instanceof Partition;
    const lag = isHere ? Math.max(0, found.log.highWatermark - offset) : undefined;
    exposeBurrowOffset(out, { groupId, topic, partition, offset, lag });
    exposeRedpandaOffset(out, { groupId, topic, partition, offset });
    if (lag === undefined) continue;
    sums.lag += lag;
    sums.hasLag = true;
    out.addLabelled(exporterFamilies.lag, lag, labels);
  }
  exposeSums(out, groupId, byTopic);
  exposeRedpandaGroup(out, groupId, { members: memberCount, topics: byTopic.size });
}

function exposeSums(out: Exposition, groupId: string, byTopic: ReadonlyMap<string, Sums>): void {
  let total = 0;
  for (const [topic, { committed, lag, hasLag }] of byTopic) {
    out.add(exporterFamilies.committedSum, committed, groupId, topic);
    if (hasLag) out.add(exporterFamilies.lagSum, lag, groupId, topic);
    total += lag;
  }
  exposeBurrowGroup(out, groupId, total);
}
