// What `topics --describe` shows of which topics: the filters, and what both ways of printing need.
// Pure.

import type {
  ConfigEntry,
  PartitionDescription,
  PartitionReassignment,
  TopicDescription,
} from '@ottla/client';

/** What of one topic the printing needs. */
export interface Described {
  readonly topic: TopicDescription;
  readonly configs: readonly ConfigEntry[];
  readonly reassignments: ReadonlyMap<number, PartitionReassignment>;
}

/** What is shown: a filter of partitions, if any, and which of the two kinds of lines. */
export interface DescribeView {
  readonly showsTopics: boolean;
  readonly onlyOverrides: boolean;
  readonly showsPartition: (partition: PartitionDescription, described: Described) => boolean;
}

export function viewOf(
  options: { has(name: string): boolean },
  liveBrokers: ReadonlySet<number>,
): DescribeView {
  const underReplicated = options.has('under-replicated-partitions');
  const unavailable = options.has('unavailable-partitions');
  const underMinIsr = options.has('under-min-isr-partitions');
  const atMinIsr = options.has('at-min-isr-partitions');
  const onlyOverrides = options.has('topics-with-overrides');
  const showsTopics = !underReplicated && !unavailable && !underMinIsr && !atMinIsr;
  return {
    showsTopics,
    onlyOverrides,
    showsPartition: (partition, described) => {
      if (onlyOverrides) return false;
      if (showsTopics) return true;
      const { leader, isr } = partition;
      const minIsr = minIsrOf(described.configs);
      return (
        (underReplicated && replicationFactor(partition, described) > isr.length) ||
        (unavailable && (leader < 0 || !liveBrokers.has(leader))) ||
        (underMinIsr && (leader < 0 || isr.length < minIsr)) ||
        (atMinIsr && isr.length === minIsr)
      );
    },
  };
}

/** Replicas that are being added do not count, as long as any change is still visible. */
export function replicationFactor(partition: PartitionDescription, described: Described): number {
  const moving = described.reassignments.get(partition.partition);
  const changing = new Set([
    ...(moving?.addingReplicas ?? []),
    ...(moving?.removingReplicas ?? []),
  ]);
  if (moving === undefined || !partition.replicas.some((id) => changing.has(id))) {
    return partition.replicas.length;
  }
  return moving.replicas.length - moving.addingReplicas.length;
}

function minIsrOf(configs: readonly ConfigEntry[]): number {
  return Number(configs.find(({ name }) => name === 'min.insync.replicas')?.value ?? 1);
}

