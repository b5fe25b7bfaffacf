// Topics and groups in the names of Redpanda's public metrics. What else it tells there is of its
// own making (shards, its admin API, tiered storage), or is not kept here in that form, as the
// buckets of its latencies.

import type { MetadataImage } from '@ottla/metadata';
import type { Partition } from '../../replica/partition.ts';
import { type Exposition, labelPair } from '../exposition.ts';
import { counter, gauge } from '../metric-family.ts';
import type { TopicCounters } from '../topic-counters.ts';
import type { ToldOffset } from './burrow.ts';

const NO_LEADER = -1;
const NAMESPACE = 'kafka';
const OF_TOPIC = ['redpanda_namespace', 'redpanda_topic'];
const OF_PARTITION = [...OF_TOPIC, 'redpanda_partition'];

const group = (name: string, help: string, ...labels: string[]) =>
  gauge(`redpanda_kafka_consumer_group_${name}`, help, 'redpanda_group', ...labels);

export const redpandaFamilies = {
  brokers: gauge('redpanda_cluster_brokers', 'Brokers that are registered.'),
  topics: gauge('redpanda_cluster_topics', 'Topics of the cluster.'),
  partitions: gauge('redpanda_cluster_partitions', 'Partitions of the cluster.'),
  offline: gauge(
    'redpanda_cluster_unavailable_partitions',
    'Partitions of the cluster without a leader.',
  ),
  topic: gauge('redpanda_kafka_partitions', 'Partitions of a topic of the cluster.', ...OF_TOPIC),
  bytes: counter(
    'redpanda_kafka_request_bytes_total',
    'Bytes of record batches, produced or consumed.',
    ...OF_TOPIC,
    'redpanda_request',
  ),
  end: gauge(
    'redpanda_kafka_max_offset',
    'High watermark of a partition led here.',
    ...OF_PARTITION,
  ),
  outOfSync: gauge(
    'redpanda_kafka_under_replicated_replicas',
    'Replicas out of sync of a partition led here.',
    ...OF_PARTITION,
  ),
  committed: group(
    'committed_offset',
    'What a group has committed.',
    'redpanda_topic',
    'redpanda_partition',
  ),
  consumers: group('consumers', 'Members of a group that this broker coordinates.'),
  groupTopics: group('topics', 'Topics that a group has committed offsets of.'),
} as const;

export function exposeRedpandaCluster(out: Exposition, { topics, cluster }: MetadataImage): void {
  if (!out.tells('redpanda')) return;
  const counts = { partitions: 0, offline: 0 };
  for (const { partitions } of topics.byId.values()) {
    counts.partitions += partitions.length;
    for (const { leader } of partitions) if (leader === NO_LEADER) counts.offline += 1;
  }
  out.add(redpandaFamilies.brokers, cluster.brokers.size);
  out.add(redpandaFamilies.topics, topics.byId.size);
  out.add(redpandaFamilies.partitions, counts.partitions);
  out.add(redpandaFamilies.offline, counts.offline);
}

export function exposeRedpandaTopic(out: Exposition, topic: string, partitions: number): void {
  out.add(redpandaFamilies.topic, partitions, NAMESPACE, topic);
}

export function exposeRedpandaBytes(
  out: Exposition,
  topic: string,
  { bytesIn, bytesOut }: Pick<TopicCounters, 'bytesIn' | 'bytesOut'>,
): void {
  out.add(redpandaFamilies.bytes, bytesIn, NAMESPACE, topic, 'produce');
  out.add(redpandaFamilies.bytes, bytesOut, NAMESPACE, topic, 'consume');
}

export function exposeRedpandaPartition(out: Exposition, partition: Partition): void {
  if (!out.tells('redpanda')) return;
  const { topic, index, log } = partition;
  const { replicas, isr } = partition.replicas;
  const place = `redpanda_namespace="${NAMESPACE}",${labelPair('redpanda_topic', topic)}`;
  const labels = `${place},redpanda_partition="${index}"`;
  out.addLabelled(redpandaFamilies.end, log.highWatermark, labels);
  out.addLabelled(redpandaFamilies.outOfSync, replicas.length - isr.length, labels);
}

export function exposeRedpandaOffset(out: Exposition, told: Omit<ToldOffset, 'lag'>): void {
  const { groupId, topic, partition, offset } = told;
  out.add(redpandaFamilies.committed, offset, groupId, topic, partition);
}

export function exposeRedpandaGroup(
  out: Exposition,
  groupId: string,
  counts: { readonly members: number; readonly topics: number },
): void {
  out.add(redpandaFamilies.consumers, counts.members, groupId);
  out.add(redpandaFamilies.groupTopics, counts.topics, groupId);
}
