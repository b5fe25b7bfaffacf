// What a partition assignor is: the leader of a classic group runs the one that all members share.
// Assignors are pure: what they must remember of a member comes to them through its user data.

import type { TopicPartition } from '../../fetcher/topic-partition.ts';
import type { GroupMembership } from '../group-membership.ts';

export type RebalanceProtocol = 'eager' | 'cooperative';

/** What one member told when it joined, decoded. */
export interface MemberSubscription {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly topics: readonly string[];
  readonly userData: Uint8Array | null;
  /** What it still has, and in which generation it got that; -1 for none. */
  readonly ownedPartitions: readonly TopicPartition[];
  readonly generationId: number;
  readonly rackId: string | null;
}

/** A topic as the assignors see it. Topics that do not exist are left out. */
export interface AssignorTopic {
  readonly partitionCount: number;
  /** The racks of each partition's replicas, by partition; empty where they are not known. */
  readonly racks: readonly (readonly string[])[];
}

export interface MemberAssignment {
  readonly partitions: readonly TopicPartition[];
  readonly userData?: Uint8Array | null | undefined;
}

/** What a member was assigned last; `generationId` -1 and nothing at first. */
export interface PreviousAssignment {
  readonly partitions: readonly TopicPartition[];
  readonly generationId: number;
}

export interface Assignor {
  /** Members agree on it by name. */
  readonly name: string;
  /** What it can work under; the consumer uses the best that all its assignors have in common. */
  readonly protocols: readonly RebalanceProtocol[];
  /** Goes with this member's subscription. */
  subscriptionUserData?(
    topics: readonly string[],
    previous: PreviousAssignment,
  ): Uint8Array | null;
  /** An entry for each member. `members` comes in the order in which the coordinator named them. */
  assign(
    topics: ReadonlyMap<string, AssignorTopic>,
    members: readonly MemberSubscription[],
  ): Map<string, MemberAssignment>;
  /**
   * What the leader's `assign` gave this member, with its user data: told to each member in every
   * rebalance, when what it lost was revoked and before what is new is assigned. The next ask for
   * records throws what it throws.
   */
  onAssignment?(assignment: MemberAssignment, group: GroupMembership): void;
}

/** Nothing for each member, to be filled. */
export function emptyAssignments(
  members: readonly MemberSubscription[],
): Map<string, TopicPartition[]> {
  return new Map(members.map(({ memberId }) => [memberId, []]));
}

export function withoutUserData(
  assignments: ReadonlyMap<string, readonly TopicPartition[]>,
): Map<string, MemberAssignment> {
  return new Map([...assignments].map(([memberId, partitions]) => [memberId, { partitions }]));
}

/** Kafka's order of members: those with an instance id first, by it; then by member id. */
export function compareMembers(
  a: Pick<MemberSubscription, 'memberId' | 'groupInstanceId'>,
  b: Pick<MemberSubscription, 'memberId' | 'groupInstanceId'>,
): number {
  if (a.groupInstanceId !== null && b.groupInstanceId !== null) {
    return compareText(a.groupInstanceId, b.groupInstanceId);
  }
  if (a.groupInstanceId !== null) return -1;
  if (b.groupInstanceId !== null) return 1;
  return compareText(a.memberId, b.memberId);
}

/** By UTF-16 units, as Java compares. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
