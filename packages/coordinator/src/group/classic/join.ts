// JoinGroup as the machine sees it: which group, whether there is a place, and who it is that
// joins.

import { errors } from '@ottla/protocol';
import { groupRecord } from '../records/group-records.ts';
import type { Turn } from '../turn.ts';
import { abandonGroup } from './abandon.ts';
import type { Join } from './add-member.ts';
import type { ClassicGroup } from './classic-group.ts';
import { joinAsKnownMember } from './join-known-member.ts';
import { joinAsNewMember } from './join-new-member.ts';
import { endSession, letGo, refuseJoin } from './sessions.ts';
import { newClassicGroup } from './stored-group.ts';

export function joinClassicGroup(turn: Turn, join: Join): void {
  const { request, ticket } = join;
  const { groupId, memberId } = request;
  const { groups, services } = turn.state;
  const stored = groups.stored(groupId);
  if (stored !== undefined && stored.kind !== 'classic') {
    refuseJoin(turn, ticket, errors.INCONSISTENT_GROUP_PROTOCOL, '');
    return;
  }
  const known = groups.classic(groupId);
  if (known === undefined && memberId !== '') {
    refuseJoin(turn, ticket, errors.UNKNOWN_MEMBER_ID, memberId);
    return;
  }
  // What is left of a group whose record was undone is founded anew, with all who wait in it.
  const left = groups.machine(groupId);
  const group = known ?? left ?? newClassicGroup(groupId, services.wallMs());
  admit(turn, group, join);
  if (known === undefined) found(turn, group);
}

function admit(turn: Turn, group: ClassicGroup, join: Join): void {
  const { memberId } = join.request;
  if (!hasPlace(turn, group, memberId)) {
    const member = group.member(memberId);
    if (member !== undefined) letGo(turn, group, member);
    group.pendingJoin.delete(memberId);
    endSession(turn.state, group, memberId);
    refuseJoin(turn, join.ticket, errors.GROUP_MAX_SIZE_REACHED, '');
  } else if (memberId === '') {
    joinAsNewMember(turn, group, join);
  } else {
    joinAsKnownMember(turn, group, join);
  }
}

/**
 * While a group rebalances those that have joined are counted: its size may be above a limit that
 * was lowered, and then the last ones to come back find no place.
 */
function hasPlace({ state }: Turn, group: ClassicGroup, memberId: string): boolean {
  const { groupMaxSize } = state.config;
  const member = group.member(memberId);
  switch (group.state) {
    case 'Empty':
    case 'Dead':
      return true;
    case 'PreparingRebalance':
      return member?.awaitingJoin !== undefined || group.awaitingJoinCount < groupMaxSize;
    case 'CompletingRebalance':
    case 'Stable':
      return member !== undefined || group.memberCount < groupMaxSize;
  }
}

/** A group comes to be with its first join, and is written before anything else of it. */
function found(turn: Turn, group: ClassicGroup): void {
  const { groups, services } = turn.state;
  const { groupId, stateTimestampMs: currentStateTimestamp } = group;
  groups.add(group);
  turn.append(groupRecord(groupId, { currentStateTimestamp, protocol: null, leader: null }));
  turn.whenSettled((later, error, isLate) => {
    if (error === undefined) return;
    services.logger.warn(`could not write the new group ${groupId}: ${error.name}`);
    // One that is written lives on, and answers those who wait in it.
    if (isLate !== true) abandonGroup(later, group, error);
  });
}
