// The `range` assignor: of each topic by itself, its partitions in order, a contiguous range for
// each of its members in order; the first ones get one more where it does not divide. Topics with
// the same members and partition counts so have equal numbers at one member (co-partitioning).
// With racks, partitions that have a replica in their member's rack go first, within the same
// numbers per member, co-partitioned topics together. Pure.

import type { TopicPartition } from '../../fetcher/topic-partition.ts';
import {
  compareMembers,
  emptyAssignments,
  type Assignor,
  type AssignorTopic,
  withoutUserData,
  type MemberSubscription,
} from './assignor.ts';
import { racksOfMembers, shouldMatchRacks } from './racks.ts';

export const rangeAssignor: Assignor = {
  name: 'range',
  protocols: ['eager'],
  assign(topics, members) {
    const assignments = emptyAssignments(members);
    const shares = [...topics].map(([name, topic]) => {
      const subscribed = members.filter((member) => member.topics.includes(name));
      return new TopicShare(name, topic, subscribed.toSorted(compareMembers), assignments);
    });
    if (shares.some(({ matchesRacks }) => matchesRacks)) shareByRacks(shares);
    for (const share of shares) share.shareOut(() => true);
    return withoutUserData(assignments);
  },
};

/** One topic while it is shared out. */
class TopicShare {
  readonly name: string;
  readonly partitionCount: number;
  readonly members: readonly MemberSubscription[];
  readonly matchesRacks: boolean;
  readonly #racks: AssignorTopic['racks'];
  readonly #unassigned: Set<number>;
  readonly #counts = new Map<string, number>();
  readonly #perMember: number;
  /** How many members may still get one more than the others. */
  #extras: number;
  readonly #assignments: ReadonlyMap<string, TopicPartition[]>;

  constructor(
    name: string,
    topic: AssignorTopic,
    members: readonly MemberSubscription[],
    assignments: ReadonlyMap<string, TopicPartition[]>,
  ) {
    const { partitionCount, racks } = topic;
    this.name = name;
    this.partitionCount = partitionCount;
    this.members = members;
    this.#racks = racks;
    this.#unassigned = new Set(Array.from({ length: partitionCount }, (_, index) => index));
    this.#perMember = members.length === 0 ? 0 : Math.floor(partitionCount / members.length);
    this.#extras = members.length === 0 ? 0 : partitionCount % members.length;
    this.#assignments = assignments;
    this.matchesRacks = shouldMatchRacks(racksOfMembers(members), [topic]);
  }

  /** Topics with the same key are co-partitioned. */
  get key(): string {
    return JSON.stringify([this.partitionCount, this.members.map(({ memberId }) => memberId)]);
  }

  isInRack({ rackId }: MemberSubscription, partition: number): boolean {
    return rackId === null || (this.#racks[partition] ?? []).includes(rackId);
  }

  roomOf({ memberId }: MemberSubscription): number {
    const quota = this.#perMember + (this.#extras > 0 ? 1 : 0);
    return Math.max(0, quota - (this.#counts.get(memberId) ?? 0));
  }

  shareOut(mayHave: (member: MemberSubscription, partition: number) => boolean): void {
    for (const member of this.members) {
      const wanted = [...this.#unassigned].filter((partition) => mayHave(member, partition));
      this.give(member, wanted.slice(0, this.roomOf(member)));
    }
  }

  give(member: MemberSubscription, partitions: readonly number[]): void {
    if (partitions.length === 0) return;
    const count = (this.#counts.get(member.memberId) ?? 0) + partitions.length;
    this.#counts.set(member.memberId, count);
    if (count > this.#perMember) this.#extras -= 1;
    for (const partition of partitions) {
      this.#unassigned.delete(partition);
      this.#assignments.get(member.memberId)?.push({ topic: this.name, partition });
    }
  }
}

function shareByRacks(shares: readonly TopicShare[]): void {
  for (const together of Map.groupBy(shares, ({ key }) => key).values()) {
    const [only] = together;
    if (racksOfMembers(only?.members ?? []).size === 0) continue;
    if (together.length > 1) shareCoPartitioned(together);
    else if (only?.matchesRacks === true) {
      only.shareOut((member, partition) => only.isInRack(member, partition));
    }
  }
}

/** Each partition number of all these topics to the first member whose rack fits for every one. */
function shareCoPartitioned(shares: readonly TopicShare[]): void {
  const { members = [], partitionCount = 0 } = shares[0] ?? {};
  const open = new Set(members);
  for (let partition = 0; partition < partitionCount && open.size > 0; partition++) {
    const fitting = [...open].find((member) =>
      shares.every((share) => share.isInRack(member, partition) && share.roomOf(member) > 0),
    );
    if (fitting === undefined) continue;
    for (const share of shares) share.give(fitting, [partition]);
    if (shares.every((share) => share.roomOf(fitting) === 0)) open.delete(fitting);
  }
}
