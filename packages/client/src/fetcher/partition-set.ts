// The partitions that a consumer has now, and whose turn it is. Without I/O.

import type { TopicPartition } from './topic-partition.ts';
import { ClientError } from '../errors.ts';
import type { AssignedPartition } from './assigned-partition.ts';

export class PartitionSet implements Iterable<AssignedPartition> {
  #partitions: readonly AssignedPartition[] = [];
  /** By topic, then by number. */
  #byName: ReadonlyMap<string, ReadonlyMap<number, AssignedPartition>> = new Map();
  #turn = 0;

  [Symbol.iterator](): Iterator<AssignedPartition> {
    return this.#partitions[Symbol.iterator]();
  }

  get all(): readonly AssignedPartition[] {
    return this.#partitions;
  }

  replace(partitions: readonly AssignedPartition[]): void {
    const kept = new Set(partitions);
    for (const assigned of this.#partitions) if (!kept.has(assigned)) assigned.drop();
    this.#partitions = partitions;
    this.#byName = byName(partitions);
  }

  find({ topic, partition }: TopicPartition): AssignedPartition | undefined {
    return this.#byName.get(topic)?.get(partition);
  }

  /** Throws a ClientError where it is not assigned. */
  require(where: TopicPartition): AssignedPartition {
    const assigned = this.find(where);
    if (assigned !== undefined) return assigned;
    throw new ClientError(`${where.topic}-${where.partition} is not assigned to this consumer`);
  }

  /**
   * The next partition, in turn, that has something for the application, of those that are
   * admitted.
   */
  nextWaiting(
    admits: (assigned: AssignedPartition) => boolean = () => true,
  ): AssignedPartition | undefined {
    const count = this.#partitions.length;
    for (let step = 0; step < count; step++) {
      const assigned = this.#partitions[(this.#turn + step) % count];
      if (assigned === undefined || assigned.isPaused || !assigned.hasWaiting) continue;
      if (!admits(assigned)) continue;
      this.#turn = (this.#turn + step + 1) % count;
      return assigned;
    }
    return undefined;
  }
}

function byName(
  partitions: readonly AssignedPartition[],
): ReadonlyMap<string, ReadonlyMap<number, AssignedPartition>> {
  const byTopic = new Map<string, Map<number, AssignedPartition>>();
  for (const assigned of partitions) {
    const { topic, partition } = assigned;
    const ofTopic = byTopic.get(topic);
    if (ofTopic === undefined) byTopic.set(topic, new Map([[partition, assigned]]));
    // Of one that is named twice the first counts.
    else if (!ofTopic.has(partition)) ofTopic.set(partition, assigned);
  }
  return byTopic;
}
