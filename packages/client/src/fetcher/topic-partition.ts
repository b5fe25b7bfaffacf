// One partition by name, and names of many in the form that messages have them.

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** A key for maps, and the name in messages: `topic-0`. */
export function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

/** By topic, then by partition. */
export function comparePartitions(a: TopicPartition, b: TopicPartition): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1;
  return a.partition - b.partition;
}

export function namesOf(partitions: readonly TopicPartition[]): string {
  return partitions.map(keyOf).join(', ');
}
