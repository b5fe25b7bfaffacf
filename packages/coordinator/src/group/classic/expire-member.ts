// Members whose time is over: those not heard of for their session timeout, those that never came
// back with the id they were given, and those that did not ask for their assignment.

import type { Turn } from '../turn.ts';
import type { ClassicGroup } from './classic-group.ts';
import { isHeardOf } from './classic-member.ts';
import { completeJoin, prepareRebalance, rebalanceOrCompleteJoin } from './rebalance.ts';
import { endSession, letGo } from './sessions.ts';

export function sessionOver(turn: Turn, group: ClassicGroup, memberId: string): void {
  const { logger } = turn.state.services;
  const { groupId } = group;
  if (group.pendingJoin.delete(memberId)) {
    logger.info(`a member to be of group ${groupId} did not come back`, { memberId });
    completeJoinWithout(turn, group);
    return;
  }
  const member = group.member(memberId);
  if (member === undefined || isHeardOf(member)) return;
  logger.info(`a member of group ${groupId} has failed`, { memberId });
  letGo(turn, group, member);
  if (group.state === 'Stable' || group.state === 'CompletingRebalance') {
    const text = `session of ${memberId} is over`;
    rebalanceOrCompleteJoin(turn, group, { cause: 'member expired', text });
  } else {
    completeJoinWithout(turn, group);
  }
}

/** Unlike a member that leaves, one that expires may cut the initial rebalance short. */
function completeJoinWithout(turn: Turn, group: ClassicGroup): void {
  if (group.state !== 'PreparingRebalance' || !group.haveAllJoined) return;
  completeJoin(turn, group, 'all joined');
}

export function syncTimeOver(turn: Turn, group: ClassicGroup): void {
  if (group.state !== 'CompletingRebalance' && group.state !== 'Stable') return;
  const late = [...group.pendingSync];
  if (late.length === 0) return;
  for (const memberId of late) {
    const member = group.member(memberId);
    if (member !== undefined) letGo(turn, group, member);
    endSession(turn.state, group, memberId);
  }
  const text = `did not ask for their assignment: ${late.join(', ')}`;
  prepareRebalance(turn, group, { cause: 'sync expired', text });
}
