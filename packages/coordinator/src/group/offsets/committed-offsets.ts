// The offsets of all groups: hard state. Commits inside a transaction are kept apart by producer
// until its marker says what becomes of them; until then the partition's offset is unstable.

import { TimelineMap, type TimelineRegistry } from '@ottla/base';
import type { CommittedOffset } from './committed-offset.ts';
import { type PartitionKey, PartitionMap, type TopicValues } from './partition-map.ts';

export class CommittedOffsets {
  readonly #timeline: TimelineRegistry;
  readonly #committed: PartitionMap<CommittedOffset>;
  /** By producer id. */
  readonly #pending: TimelineMap<number, PartitionMap<CommittedOffset>>;
  /** Producers with a commit in an open transaction; never an empty set. */
  readonly #open: PartitionMap<ReadonlySet<number>>;

  constructor(timeline: TimelineRegistry) {
    this.#timeline = timeline;
    this.#committed = new PartitionMap(timeline);
    this.#pending = new TimelineMap(timeline);
    this.#open = new PartitionMap(timeline);
  }

  get(key: PartitionKey): CommittedOffset | undefined {
    return this.#committed.get(key);
  }

  topicsOf(group: string, offset?: number): TopicValues<CommittedOffset> | undefined {
    return this.#committed.topicsOf(group, offset);
  }

  isUnstable(key: PartitionKey): boolean {
    return this.#open.get(key) !== undefined;
  }

  hasOpenTransactions(group: string): boolean {
    return this.#open.has(group);
  }

  /** Whatever a tombstone would remove: committed, or pending in a transaction. */
  has(key: PartitionKey): boolean {
    return this.get(key) !== undefined || this.isUnstable(key);
  }

  /** Every partition of a group for which `has` holds, once. */
  keysOf(group: string): PartitionKey[] {
    const open = [...this.#open.keysOf(group)];
    return [
      ...this.#committed.keysOf(group),
      ...open.filter((key) => this.#committed.get(key) === undefined),
    ];
  }

  /** What stands for a topic in any group, pending commits included; a partition may come twice. */
  *entriesOfTopic(topic: string): IterableIterator<[PartitionKey, CommittedOffset]> {
    yield* this.#committed.entriesOfTopic(topic);
    for (const pending of this.#pending.values()) yield* pending.entriesOfTopic(topic);
  }

  // For `replay` alone.

  commit(key: PartitionKey, value: CommittedOffset): void {
    this.#committed.set(key, value);
  }

  commitInTransaction(producerId: number, key: PartitionKey, value: CommittedOffset): void {
    let pending = this.#pending.get(producerId);
    if (pending === undefined) {
      pending = new PartitionMap(this.#timeline);
      this.#pending.set(producerId, pending);
    }
    pending.set(key, value);
    this.#open.set(key, new Set(this.#open.get(key)).add(producerId));
  }

  remove(key: PartitionKey): void {
    this.#committed.delete(key);
    for (const producerId of this.#open.get(key) ?? []) this.#pending.get(producerId)?.delete(key);
    this.#open.delete(key);
  }

  /** The later of two commits counts, though a transaction may end after a plain commit. */
  endTransaction(producerId: number, isCommit: boolean): void {
    const pending = this.#pending.get(producerId);
    if (pending === undefined) return;
    this.#pending.delete(producerId);
    for (const [key, value] of pending.entries()) {
      this.#close(key, producerId);
      if (!isCommit) continue;
      const known = this.#committed.get(key);
      if (known === undefined || known.recordOffset < value.recordOffset) this.commit(key, value);
    }
  }

  #close(key: PartitionKey, producerId: number): void {
    const producers = new Set(this.#open.get(key));
    producers.delete(producerId);
    if (producers.size === 0) this.#open.delete(key);
    else this.#open.set(key, producers);
  }
}
