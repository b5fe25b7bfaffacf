// Values by group, topic and partition, as hard state: what can be read as of a snapshot, and goes
// back with it. A group or topic without values is not there.

import { TimelineMap, type TimelineRegistry } from '@ottla/base';

export type TopicValues<Value> = TimelineMap<string, TimelineMap<number, Value>>;

export interface PartitionKey {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

export class PartitionMap<Value> {
  readonly #timeline: TimelineRegistry;
  readonly #groups: TimelineMap<string, TopicValues<Value>>;

  constructor(timeline: TimelineRegistry) {
    this.#timeline = timeline;
    this.#groups = new TimelineMap(timeline);
  }

  get({ group, topic, partition }: PartitionKey): Value | undefined {
    return this.#groups.get(group)?.get(topic)?.get(partition);
  }

  set({ group, topic, partition }: PartitionKey, value: Value): void {
    const topics = this.#groups.get(group) ?? this.#addGroup(group);
    const partitions = topics.get(topic) ?? this.#addTopic(topics, topic);
    partitions.set(partition, value);
  }

  delete({ group, topic, partition }: PartitionKey): void {
    const topics = this.#groups.get(group);
    const partitions = topics?.get(topic);
    if (topics === undefined || partitions === undefined) return;
    partitions.delete(partition);
    if (partitions.size() === 0) topics.delete(topic);
    if (topics.size() === 0) this.#groups.delete(group);
  }

  has(group: string): boolean {
    return this.#groups.has(group);
  }

  topicsOf(group: string, offset?: number): TopicValues<Value> | undefined {
    return this.#groups.get(group, offset);
  }

  /** Do not change the map while going through it. */
  *keysOf(group: string): IterableIterator<PartitionKey> {
    for (const [topic, partitions] of this.#groups.get(group) ?? []) {
      for (const partition of partitions.keys()) yield { group, topic, partition };
    }
  }

  /** All there is; the same holds. */
  *entries(): IterableIterator<[PartitionKey, Value]> {
    for (const [group, topics] of this.#groups) {
      for (const [topic, partitions] of topics) {
        for (const [partition, value] of partitions) yield [{ group, topic, partition }, value];
      }
    }
  }

  /** As above, of one topic. */
  *entriesOfTopic(topic: string): IterableIterator<[PartitionKey, Value]> {
    for (const [group, topics] of this.#groups) {
      for (const [partition, value] of topics.get(topic) ?? []) {
        yield [{ group, topic, partition }, value];
      }
    }
  }

  #addGroup(group: string): TopicValues<Value> {
    const topics: TopicValues<Value> = new TimelineMap(this.#timeline);
    this.#groups.set(group, topics);
    return topics;
  }

  #addTopic(topics: TopicValues<Value>, topic: string): TimelineMap<number, Value> {
    const partitions = new TimelineMap<number, Value>(this.#timeline);
    topics.set(topic, partitions);
    return partitions;
  }
}
