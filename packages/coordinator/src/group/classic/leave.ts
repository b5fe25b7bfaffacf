// LeaveGroup: members go, by their own wish or taken out by an administrator, who knows static ones
// by their instance id alone. One rebalance follows for all that a request names.

import {
  errors,
  type LeaveGroupRequest,
  type LeaveGroupRequestMemberIdentity,
  type ProtocolError,
} from '@ottla/protocol';
import type { Turn } from '../turn.ts';
import { clientReason } from './add-member.ts';
import type { ClassicGroup } from './classic-group.ts';
import { completeJoinIfAllJoined, rebalanceOrCompleteJoin } from './rebalance.ts';
import { endSession, letGo } from './sessions.ts';

/** What became of each member that the request names, in its order. */
export function leaveClassicGroup(
  turn: Turn,
  request: LeaveGroupRequest,
): readonly ProtocolError[] {
  const group = turn.state.groups.classic(request.groupId);
  if (group === undefined) return request.members.map(() => errors.UNKNOWN_MEMBER_ID);
  const outcomes = request.members.map((identity) => leaveOne(turn, group, identity));
  const left = request.members.filter((_, index) => outcomes[index] === errors.NONE);
  if (left.length === 0) return outcomes;
  if (group.state === 'Stable' || group.state === 'CompletingRebalance') {
    const text = `left: ${left.map(({ memberId }) => memberId).join(', ')}`;
    rebalanceOrCompleteJoin(turn, group, { cause: 'member left', text });
  } else {
    completeJoinIfAllJoined(turn, group);
  }
  return outcomes;
}

function leaveOne(
  turn: Turn,
  group: ClassicGroup,
  identity: LeaveGroupRequestMemberIdentity,
): ProtocolError {
  const { groupInstanceId } = identity;
  const memberId =
    identity.memberId === '' && groupInstanceId !== null
      ? (group.staticMemberId(groupInstanceId) ?? '')
      : identity.memberId;
  const { logger } = turn.state.services;
  const reason = clientReason(identity);
  if (group.pendingJoin.delete(memberId)) {
    endSession(turn.state, group, memberId);
    logger.info(`a member to be has left group ${group.groupId}; ${reason}`, { memberId });
    return errors.NONE;
  }
  const member = group.identify(memberId, groupInstanceId);
  if ('code' in member) return member;
  letGo(turn, group, member);
  endSession(turn.state, group, memberId);
  logger.info(`a member has left group ${group.groupId}; ${reason}`, { memberId });
  return errors.NONE;
}
