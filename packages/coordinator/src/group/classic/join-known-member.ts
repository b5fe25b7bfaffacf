// A join by somebody who has an id already: with it the member comes for the first time, comes back
// in a rebalance, says something new of itself, or has lost the answer that it was given.

import { errors } from '@ottla/protocol';
import type { Turn } from '../turn.ts';
import { addMember, clientReason, type Join } from './add-member.ts';
import type { ClassicGroup } from './classic-group.ts';
import { type ClassicMember, sameProtocols } from './classic-member.ts';
import type { TransitionCause } from './classic-state.ts';
import { currentGeneration, rebalanceOrCompleteJoin } from './rebalance.ts';
import { answerJoin, awaitJoin, refuseJoin } from './sessions.ts';

export function joinAsKnownMember(turn: Turn, group: ClassicGroup, join: Join): void {
  const { request, ticket, terms } = join;
  const { memberId, groupInstanceId } = request;
  if (!group.supports(request.protocolType, terms.protocols)) {
    refuseJoin(turn, ticket, errors.INCONSISTENT_GROUP_PROTOCOL, memberId);
  } else if (group.pendingJoin.has(memberId) && groupInstanceId === null) {
    addMember(turn, group, join, memberId);
  } else {
    const member = group.identify(memberId, groupInstanceId);
    if ('code' in member) refuseJoin(turn, ticket, member, memberId);
    else joinAgain(turn, group, join, member);
  }
}

function joinAgain(turn: Turn, group: ClassicGroup, join: Join, member: ClassicMember): void {
  const { ticket, terms, request } = join;
  const isUnchanged = sameProtocols(member.protocols, terms.protocols);
  switch (group.state) {
    case 'PreparingRebalance':
      rejoin(turn, group, join, 'member joined');
      return;
    case 'CompletingRebalance':
      if (isUnchanged) answerJoin(turn, ticket, currentGeneration(group, member));
      else rejoin(turn, group, join, 'metadata changed');
      return;
    case 'Stable':
      // What the leader bases the assignment on need not show in its metadata: a topic has grown.
      if (group.isLeader(member.memberId)) rejoin(turn, group, join, 'leader rejoined');
      else if (!isUnchanged) rejoin(turn, group, join, 'metadata changed');
      else answerJoin(turn, ticket, currentGeneration(group, member));
      return;
    case 'Empty':
    case 'Dead':
      refuseJoin(turn, ticket, errors.UNKNOWN_MEMBER_ID, request.memberId);
  }
}

function rejoin(turn: Turn, group: ClassicGroup, join: Join, cause: TransitionCause): void {
  const { request, ticket, terms } = join;
  const member = group.member(request.memberId);
  if (member === undefined) return;
  group.update(member, terms);
  awaitJoin(turn, group, member, ticket);
  const text = `${cause}, ${request.memberId} in ${group.state}; ${clientReason(request)}`;
  rebalanceOrCompleteJoin(turn, group, { cause, text });
}
