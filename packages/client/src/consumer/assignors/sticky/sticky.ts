// The `sticky` and `cooperative-sticky` assignors: as even as it can be, and of what members had as
// much as possible stays where it is. The cooperative one leaves out, for this round, what another
// member still has; once it was revoked the next round gives it away. Pure.

import { keyOf, type TopicPartition } from '../../../fetcher/topic-partition.ts';
import {
  withoutUserData,
  type Assignor,
  type AssignorTopic,
  type MemberSubscription,
} from '../assignor.ts';
import { decideClaims, wantTheSame } from './claims.ts';
import { assignConstrained, type StickyAssignment } from './constrained.ts';
import { assignGeneral } from './general.ts';
import { RackMatch } from './rack-match.ts';
import {
  cooperativeClaim,
  cooperativeUserData,
  stickyClaim,
  stickyUserData,
  type Claim,
} from './sticky-data.ts';

export const stickyAssignor: Assignor = {
  name: 'sticky',
  protocols: ['eager'],
  subscriptionUserData: (_topics, previous) => stickyUserData(previous),
  assign: (topics, members) =>
    withoutUserData(assignSticky(topics, members, stickyClaim).assignments),
};

export const cooperativeStickyAssignor: Assignor = {
  name: 'cooperative-sticky',
  protocols: ['cooperative', 'eager'],
  subscriptionUserData: (_topics, previous) => cooperativeUserData(previous),
  assign(topics, members) {
    const { assignments, transferred } = assignSticky(topics, members, cooperativeClaim);
    const held = transferred ?? heldByOthers(members, assignments);
    return withoutUserData(
      new Map(
        [...assignments].map(([memberId, partitions]) => [
          memberId,
          partitions.filter((each) => held.get(keyOf(each)) !== memberId),
        ]),
      ),
    );
  },
};

function assignSticky(
  topics: ReadonlyMap<string, AssignorTopic>,
  members: readonly MemberSubscription[],
  claimOf: (member: MemberSubscription) => Claim,
): StickyAssignment {
  if (members.length === 0) return { assignments: new Map(), transferred: new Map() };
  const claims = decideClaims(members, topics, claimOf);
  const racks = new RackMatch(topics, members);
  if (wantTheSame(members)) return assignConstrained(topics, claims, racks);
  return assignGeneral({ topics, members, claims, racks });
}

/** What a member got and another still has, by key: to whom it went. */
function heldByOthers(
  members: readonly MemberSubscription[],
  assignments: ReadonlyMap<string, readonly TopicPartition[]>,
): Map<string, string> {
  const added = new Map<string, string>();
  const revoked = new Set<string>();
  for (const { memberId, ownedPartitions } of members) {
    const owned = new Set(ownedPartitions.map(keyOf));
    const assigned = new Set((assignments.get(memberId) ?? []).map(keyOf));
    for (const key of assigned) if (!owned.has(key)) added.set(key, memberId);
    for (const key of owned) if (!assigned.has(key)) revoked.add(key);
  }
  return new Map([...added].filter(([key]) => revoked.has(key)));
}
