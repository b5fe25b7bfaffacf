// A join without a member id. A dynamic member is first given one, so that it does not become a
// member twice where the answer is lost; a static one is known by its instance id.

import { errors } from '@ottla/protocol';
import type { Turn } from '../turn.ts';
import { addMember, type Join } from './add-member.ts';
import type { ClassicGroup } from './classic-group.ts';
import { newMemberId } from './member-id.ts';
import { returnAsStaticMember } from './return-static-member.ts';
import { refuseJoin, startPendingJoin } from './sessions.ts';

/** From here on a dynamic member joins twice (KIP-394). */
const MEMBER_ID_REQUIRED_SINCE = 4;

export function joinAsNewMember(turn: Turn, group: ClassicGroup, join: Join): void {
  const { request, ticket, terms } = join;
  const { random, logger } = turn.state.services;
  if (!group.supports(request.protocolType, terms.protocols)) {
    refuseJoin(turn, ticket, errors.INCONSISTENT_GROUP_PROTOCOL, '');
    return;
  }
  const { groupInstanceId } = request;
  const memberId = newMemberId(groupInstanceId ?? ticket.clientId, random);
  const known = groupInstanceId === null ? undefined : group.staticMemberId(groupInstanceId);
  const { groupId } = group;
  if (known !== undefined) {
    logger.info(`static member ${groupInstanceId} of group ${groupId} is back`, {
      memberId,
      replaced: known,
    });
    returnAsStaticMember(turn, group, join, memberId);
  } else if (groupInstanceId === null && ticket.apiVersion >= MEMBER_ID_REQUIRED_SINCE) {
    logger.info(`a new member of group ${groupId} is to join again by its id`, { memberId });
    group.pendingJoin.add(memberId);
    startPendingJoin(turn.state, group, { memberId, sessionTimeoutMs: terms.sessionTimeoutMs });
    refuseJoin(turn, ticket, errors.MEMBER_ID_REQUIRED, memberId);
  } else {
    addMember(turn, group, join, memberId);
  }
}
