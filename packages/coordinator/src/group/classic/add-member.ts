// A join as it is passed around, and a member that is added by one.

import type { JoinGroupRequest, JoinGroupResponse } from '@ottla/protocol';
import type { Ticket } from '../../runtime/shard.ts';
import type { Turn } from '../turn.ts';
import type { ClassicGroup } from './classic-group.ts';
import { classicMember, type MemberTerms } from './classic-member.ts';
import { rebalanceOrCompleteJoin } from './rebalance.ts';
import { awaitJoin, startJoinOfNewMember } from './sessions.ts';

export interface Join {
  readonly request: JoinGroupRequest;
  readonly ticket: Ticket<JoinGroupResponse>;
  /** As the request has them, in memory of their own. */
  readonly terms: MemberTerms;
}

/** The member waits for the end of the join phase, which its coming begins or completes. */
export function addMember(turn: Turn, group: ClassicGroup, join: Join, memberId: string): void {
  const { request, ticket, terms } = join;
  const { groupInstanceId } = request;
  const { clientId, clientHost } = ticket;
  const member = classicMember({ memberId, groupInstanceId, clientId, clientHost, ...terms });
  member.isNew = true;
  if (group.state === 'PreparingRebalance' && group.previousState === 'Empty') {
    group.wasJoinedMeanwhile = true;
  }
  group.add(member, request.protocolType);
  awaitJoin(turn, group, member, ticket);
  startJoinOfNewMember(turn.state, group, memberId);
  const text = `new member ${memberId}, instance ${groupInstanceId}; ${clientReason(request)}`;
  rebalanceOrCompleteJoin(turn, group, { cause: 'member joined', text });
}

export function clientReason({ reason }: { readonly reason: string | null }): string {
  return `client reason: ${reason === null || reason === '' ? 'not provided' : reason}`;
}
