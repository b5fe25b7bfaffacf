// Racks of members and partitions, for the sticky assignors (KIP-881). Pure.

import { keyOf, type TopicPartition } from '../../../fetcher/topic-partition.ts';
import type { AssignorTopic, MemberSubscription } from '../assignor.ts';
import { racksOfMembers, shouldMatchRacks } from '../racks.ts';

export class RackMatch {
  /** By member; empty where racks are not looked at. */
  readonly #ofMembers: ReadonlyMap<string, string>;
  readonly #ofPartitions: ReadonlyMap<string, readonly string[]>;
  /** How many members are in a rack of the partition; undefined where no member has a rack. */
  readonly #nearby: ReadonlyMap<string, number> | undefined;

  constructor(
    topics: ReadonlyMap<string, AssignorTopic>,
    members: readonly MemberSubscription[],
  ) {
    const memberRacks = racksOfMembers(members);
    const isUsed = shouldMatchRacks(memberRacks, topics.values());
    const ofPartitions = new Map<string, readonly string[]>();
    for (const [topic, { partitionCount, racks }] of topics) {
      for (let partition = 0; partition < partitionCount; partition++) {
        ofPartitions.set(keyOf({ topic, partition }), racks[partition] ?? []);
      }
    }
    const withRack = members.flatMap(({ memberId, rackId }) =>
      rackId === null ? [] : [[memberId, rackId] as const],
    );
    this.#ofMembers = new Map(isUsed ? withRack : []);
    this.#ofPartitions = ofPartitions;
    this.#nearby = memberRacks.size === 0 ? undefined : countNearby(ofPartitions, withRack);
  }

  get isUsed(): boolean {
    return this.#ofMembers.size > 0;
  }

  /** Whether the member has a rack in which the partition has no replica. */
  isMismatch(memberId: string, where: TopicPartition): boolean {
    const rack = this.#ofMembers.get(memberId);
    return rack !== undefined && !this.#racksOf(where).includes(rack);
  }

  /** Whether the member has a rack in which the partition has a replica. */
  isNear(memberId: string, where: TopicPartition): boolean {
    const rack = this.#ofMembers.get(memberId);
    return rack !== undefined && this.#racksOf(where).includes(rack);
  }

  /** Those with the fewest members nearby first; otherwise in the order given. */
  fewestNearbyFirst(partitions: readonly TopicPartition[]): TopicPartition[] {
    const nearby = this.#nearby;
    if (nearby === undefined) return [...partitions];
    const countOf = (where: TopicPartition): number => nearby.get(keyOf(where)) ?? 0;
    return partitions.toSorted((a, b) => countOf(a) - countOf(b));
  }

  /** Index of the first member near the partition, from `start` on and around; -1 for none. */
  nextNear(where: TopicPartition, memberIds: readonly string[], start: number): number {
    for (let step = 0; step < memberIds.length; step++) {
      const index = (start + step) % memberIds.length;
      if (this.isNear(memberIds[index] ?? '', where)) return index;
    }
    return -1;
  }

  #racksOf(where: TopicPartition): readonly string[] {
    return this.#ofPartitions.get(keyOf(where)) ?? [];
  }
}

function countNearby(
  ofPartitions: ReadonlyMap<string, readonly string[]>,
  withRack: readonly (readonly [memberId: string, rack: string])[],
): Map<string, number> {
  const inRack = new Map<string, number>();
  for (const [, rack] of withRack) inRack.set(rack, (inRack.get(rack) ?? 0) + 1);
  return new Map(
    [...ofPartitions].map(([key, racks]) => {
      return [key, racks.reduce((sum, rack) => sum + (inRack.get(rack) ?? 0), 0)];
    }),
  );
}
