// What describing a topic gives, whichever API told it.

import type { Uuid } from '@ottla/protocol';

export interface PartitionDescription {
  readonly partition: number;
  /** -1 for none. */
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly offlineReplicas: readonly number[];
  /** Null where the broker does not tell. */
  readonly elr: readonly number[] | null;
  readonly lastKnownElr: readonly number[] | null;
}

export interface TopicDescription {
  readonly name: string;
  readonly id: Uuid;
  readonly isInternal: boolean;
  /** Sorted by partition. */
  readonly partitions: readonly PartitionDescription[];
}

export function topicLabel(name: string): string {
  return `topic ${name}`;
}

export function sortedByPartition(
  partitions: readonly PartitionDescription[],
): PartitionDescription[] {
  return partitions.toSorted((a, b) => a.partition - b.partition);
}
