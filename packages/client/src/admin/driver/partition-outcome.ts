// What became of each partition that was asked for, where an answer tells no more than that.

import { allDone } from './call-outcomes.ts';
import { doneOf, type Answer, type Outcome } from './outcome.ts';
import { pairPartitions, partitionName, type PartitionItem } from './partition-items.ts';

export interface PartitionOutcome extends PartitionItem {
  readonly outcome: Outcome<true>;
}

/** In the order of `items`; those that the response says nothing of are left out. */
export function partitionOutcomes(
  items: readonly PartitionItem[],
  answers: Iterable<readonly [topic: string, partition: number, answer: Answer]>,
): PartitionOutcome[] {
  return pairPartitions(items, answers).map(([{ topic, partition }, answer]) => ({
    topic,
    partition,
    outcome: doneOf(answer, partitionName({ topic, partition })),
  }));
}

/** Throws as `valuesOf`, where one of them failed. */
export function allPartitionsDone<Result extends PartitionOutcome>(results: Result[]): Result[] {
  return allDone(results, partitionName, ({ outcome }) => outcome);
}
