// Keys that are partitions: in requests and responses they stand by topic.

import type { Place } from './operation.ts';

export interface PartitionItem {
  readonly topic: string;
  readonly partition: number;
}

export function leaderPlace({ topic, partition }: PartitionItem): Place {
  return { kind: 'leader', topic, partition };
}

export function partitionName({ topic, partition }: PartitionItem): string {
  return `partition ${topic}-${partition}`;
}

/** One draft for each topic, in the order of their first items. */
export function byTopic<Item extends PartitionItem, Draft>(
  items: readonly Item[],
  draft: (topic: string, items: readonly Item[]) => Draft,
): Draft[] {
  const topics = Map.groupBy(items, ({ topic }) => topic);
  return [...topics].map(([topic, ofTopic]) => draft(topic, ofTopic));
}

/**
 * Pairs items with what a response says of their partition, given as `[topic, partition, answer]`.
 * Items that it says nothing of are left out.
 */
export function pairPartitions<Item extends PartitionItem, Answer>(
  items: readonly Item[],
  answers: Iterable<readonly [topic: string, partition: number, answer: Answer]>,
): (readonly [Item, Answer])[] {
  const told = new Map<string, Answer>();
  for (const [topic, partition, answer] of answers) told.set(`${topic}-${partition}`, answer);
  return items.flatMap((item) => {
    const answer = told.get(`${item.topic}-${item.partition}`);
    return answer === undefined ? [] : [[item, answer] as const];
  });
}

/** Of several items about one partition only the first: a request may name a partition once. */
export function onePerPartition<Item extends PartitionItem>(items: readonly Item[]): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    const key = `${item.topic}-${item.partition}`;
    if (!first.has(key)) first.set(key, item);
  }
  return [...first.values()];
}

/** Each item with its outcome, in the order of `items`. */
export function results<Item, Value, Result>(
  items: readonly Item[],
  outcomes: ReadonlyMap<Item, Value>,
  result: (item: Item, outcome: Value) => Result,
): Result[] {
  return items.flatMap((item) => {
    const outcome = outcomes.get(item);
    return outcome === undefined ? [] : [result(item, outcome)];
  });
}
