// Lag in the names of Burrow. It names the cluster as its own configuration does, which a node does
// not know: Prometheus adds that label. It judges groups by a window of past commits, which a
// scrape cannot: burrow_kafka_consumer_status is not told.

import { type Exposition, labelPair } from '../exposition.ts';
import { gauge } from '../metric-family.ts';

const ofGroup = (name: string, help: string, ...labels: string[]) =>
  gauge(`burrow_kafka_consumer_${name}`, help, 'consumer_group', ...labels);

export const burrowFamilies = {
  total: ofGroup('lag_total', 'Records that a group is behind, over all partitions.'),
  committed: ofGroup('current_offset', 'What a group has committed.', 'topic', 'partition'),
  lag: ofGroup('partition_lag', 'Records that a group is behind.', 'topic', 'partition'),
  end: gauge(
    'burrow_kafka_topic_partition_offset',
    'High watermark of a partition led here.',
    'topic',
    'partition',
  ),
} as const;

export interface ToldOffset {
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Undefined where the end of the partition is not known here. */
  readonly lag: number | undefined;
}

export function exposeBurrowOffset(out: Exposition, told: ToldOffset): void {
  if (!out.tells('burrow')) return;
  const group = labelPair('consumer_group', told.groupId);
  const labels = `${group},${labelPair('topic', told.topic)},partition="${told.partition}"`;
  out.addLabelled(burrowFamilies.committed, told.offset, labels);
  if (told.lag !== undefined) out.addLabelled(burrowFamilies.lag, told.lag, labels);
}

export function exposeBurrowGroup(out: Exposition, groupId: string, lag: number): void {
  out.add(burrowFamilies.total, lag, groupId);
}
