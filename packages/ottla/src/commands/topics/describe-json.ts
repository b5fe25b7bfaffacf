// `topics --describe --json`: one document with what the lines tell, filters included. Ours;
// Kafka's tool has only the lines. Pure.

import type { PartitionDescription } from '@ottla/client';

import { replicationFactor, type Described, type DescribeView } from './describe-view.ts';

/** Topics of which the view shows nothing are left out. */
export function topicsJson(all: readonly Described[], view: DescribeView): string {
  const topics = all.flatMap((described) => {
    const { topic } = described;
    const overrides = described.configs.filter(({ source }) => source !== 'DEFAULT_CONFIG');
    const partitions = topic.partitions.filter((each) => view.showsPartition(each, described));
    const isShown = view.showsTopics
      ? !view.onlyOverrides || overrides.length > 0
      : partitions.length > 0;
    if (!isShown) return [];
    const [first] = topic.partitions;
    return [
      {
        topic: topic.name,
        topicId: topic.id,
        isInternal: topic.isInternal,
        partitionCount: topic.partitions.length,
        replicationFactor: first === undefined ? 0 : replicationFactor(first, described),
        configs: Object.fromEntries(overrides.map(({ name, value }) => [name, value])),
        partitions: partitions.map((each) => partitionOf(each, described)),
      },
    ];
  });
  return JSON.stringify({ topics });
}

function partitionOf(description: PartitionDescription, { reassignments }: Described): unknown {
  const { partition, leader, replicas, isr, elr, lastKnownElr } = description;
  const { addingReplicas = [], removingReplicas = [] } = reassignments.get(partition) ?? {};
  return {
    partition,
    leader: leader < 0 ? null : leader,
    replicas,
    isr,
    elr,
    lastKnownElr,
    addingReplicas,
    removingReplicas,
  };
}
