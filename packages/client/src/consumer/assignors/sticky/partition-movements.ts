// Which partitions moved from which member to which in one balancing: so that not two of a topic
// move between two members in opposite directions, where none would have to. Pure.

import { keyOf, type TopicPartition } from '../../../fetcher/topic-partition.ts';

interface Movement {
  readonly from: string;
  readonly to: string;
}

export class PartitionMovements {
  readonly #moved = new Map<string, Movement>();
  /** By topic, source and destination. */
  readonly #together = new Map<string, Map<string, TopicPartition>>();

  moved(where: TopicPartition, from: string, to: string): void {
    const key = keyOf(where);
    const before = this.#moved.get(key);
    if (before === undefined) {
      this.#add(where, { from, to });
      return;
    }
    this.#moved.delete(key);
    this.#together.get(groupOf(where.topic, before.from, before.to))?.delete(key);
    // Back where it came from: it has not moved.
    if (before.from !== to) this.#add(where, { from: before.from, to });
  }

  /** The one to move instead, where one of the topic has come the other way; else `where`. */
  instead(where: TopicPartition, from: string, to: string): TopicPartition {
    const source = this.#moved.get(keyOf(where))?.from ?? from;
    const opposite = this.#together.get(groupOf(where.topic, to, source));
    return opposite?.values().next().value ?? where;
  }

  #add(where: TopicPartition, movement: Movement): void {
    const key = keyOf(where);
    this.#moved.set(key, movement);
    const group = groupOf(where.topic, movement.from, movement.to);
    const together = this.#together.get(group);
    if (together === undefined) this.#together.set(group, new Map([[key, where]]));
    else together.set(key, where);
  }
}

function groupOf(topic: string, from: string, to: string): string {
  return JSON.stringify([topic, from, to]);
}
