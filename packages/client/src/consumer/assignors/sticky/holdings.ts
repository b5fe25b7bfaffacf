// Who holds what while the general sticky algorithm works: counts, owners, how even it is. Pure.

import { keyOf, type TopicPartition } from '../../../fetcher/topic-partition.ts';
import type { AssignorTopic, MemberSubscription } from '../assignor.ts';

export class Holdings {
  /** By member, then by key, in the order in which they came. */
  #held: Map<string, Map<string, TopicPartition>>;
  #owners = new Map<string, string>();
  #aside = new Map<string, Map<string, TopicPartition>>();
  readonly #topics: ReadonlyMap<string, AssignorTopic>;
  /** What of its topics exists, by member. */
  readonly #wanted: ReadonlyMap<string, readonly string[]>;

  constructor(
    topics: ReadonlyMap<string, AssignorTopic>,
    members: readonly MemberSubscription[],
  ) {
    this.#topics = topics;
    this.#held = new Map(members.map(({ memberId }) => [memberId, new Map()]));
    this.#wanted = new Map(
      members.map((member) => [
        member.memberId,
        member.topics.filter((topic) => topics.has(topic)),
      ]),
    );
  }

  ownerOf(where: TopicPartition): string | undefined {
    return this.#owners.get(keyOf(where));
  }

  /** Whether the member takes part now: is not set aside. */
  has(memberId: string): boolean {
    return this.#held.has(memberId);
  }

  of(memberId: string): TopicPartition[] {
    return [...(this.#held.get(memberId)?.values() ?? [])];
  }

  countOf(memberId: string): number {
    return this.#held.get(memberId)?.size ?? Infinity;
  }

  get largest(): number {
    return Math.max(0, ...[...this.#held.values()].map(({ size }) => size));
  }

  /** How many partitions the member could have at most. */
  roomOf(memberId: string): number {
    const counts = (this.#wanted.get(memberId) ?? []).map(
      (topic) => this.#topics.get(topic)?.partitionCount ?? 0,
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Of those that may: the one with the fewest partitions, the first by id among equals. */
  least(may: (memberId: string) => boolean): string | undefined {
    let best: string | undefined;
    for (const [memberId, { size }] of this.#held) {
      const bestSize = best === undefined ? Infinity : this.countOf(best);
      const isFirst = size === bestSize && best !== undefined && memberId < best;
      const isLess = size < bestSize || isFirst;
      if (isLess && may(memberId)) best = memberId;
    }
    return best;
  }

  give(where: TopicPartition, to: string): void {
    this.#held.get(to)?.set(keyOf(where), where);
    this.#owners.set(keyOf(where), to);
  }

  move(where: TopicPartition, from: string, to: string): void {
    this.#held.get(from)?.delete(keyOf(where));
    this.give(where, to);
  }

  /** Takes out of the game those that can neither get nor lose anything. */
  setAside(which: (memberId: string) => boolean): void {
    const aside = [...this.#held].filter(([memberId]) => which(memberId));
    this.#aside = new Map(aside);
    for (const memberId of this.#aside.keys()) this.#held.delete(memberId);
  }

  takeBack(): void {
    for (const [memberId, held] of this.#aside) this.#held.set(memberId, held);
    this.#aside.clear();
  }

  copy(): Holdings {
    const copy = new Holdings(this.#topics, []);
    copy.restore(this);
    return copy;
  }

  restore(from: Holdings): void {
    this.#held = new Map([...from.#held].map(([memberId, held]) => [memberId, new Map(held)]));
    this.#owners = new Map(from.#owners);
  }

  /** The sum of the differences between all pairs; 0 is perfectly even. */
  score(): number {
    const sizes = [...this.#held.values()].map(({ size }) => size);
    let score = 0;
    sizes.forEach((size, index) => {
      for (const other of sizes.slice(index + 1)) score += Math.abs(size - other);
    });
    return score;
  }

  /** Whether no member could take a partition from one that has two more. */
  isBalanced(): boolean {
    const sizes = [...this.#held.values()].map(({ size }) => size);
    if (Math.min(...sizes) >= Math.max(...sizes) - 1) return true;
    return [...this.#held].every(([memberId, held]) => {
      if (held.size === this.roomOf(memberId)) return true;
      return (this.#wanted.get(memberId) ?? []).every((topic) => this.#isFair(topic, held.size));
    });
  }

  #isFair(topic: string, size: number): boolean {
    const count = this.#topics.get(topic)?.partitionCount ?? 0;
    for (let partition = 0; partition < count; partition++) {
      const owner = this.ownerOf({ topic, partition });
      if (owner !== undefined && this.has(owner) && size + 1 < this.countOf(owner)) return false;
    }
    return true;
  }

  toMap(): Map<string, TopicPartition[]> {
    return new Map([...this.#held].map(([memberId, held]) => [memberId, [...held.values()]]));
  }
}
