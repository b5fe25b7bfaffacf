// A static member that lost its id comes back: it takes over its own place under a new one, and who
// still uses the old one is fenced (KIP-345). A stable group whose choice of protocol stays is not
// disturbed: the new id is written, and the member goes on with the assignment that it had.

import { assert } from '@ottla/base';
import { errors, type JoinGroupResponse, type ProtocolError } from '@ottla/protocol';
import type { Ticket } from '../../runtime/shard.ts';
import { groupRecord } from '../records/group-records.ts';
import type { Turn } from '../turn.ts';
import { clientReason, type Join } from './add-member.ts';
import type { ClassicGroup } from './classic-group.ts';
import type { ClassicMember } from './classic-member.ts';
import { completeJoinIfAllJoined, currentGeneration, prepareRebalance } from './rebalance.ts';
import {
  answerAwaitingJoin,
  answerJoin,
  awaitJoin,
  endSession,
  refuseJoin,
  refuseSync,
  startSession,
} from './sessions.ts';
import { groupMetadata } from './stored-group.ts';

/** From here on a leader can be told that the assignment stays as it is (KIP-814). */
const SKIP_ASSIGNMENT_SINCE = 9;

export function returnAsStaticMember(
  turn: Turn,
  group: ClassicGroup,
  join: Join,
  memberId: string,
): void {
  const old = memberBefore(group, join);
  const leaderBefore = group.leaderId ?? '';
  fence(turn, group, old);
  const member = group.replace(old, memberId);
  endSession(turn.state, group, old.memberId);
  startSession(turn.state, group, member);
  group.update(member, join.terms);
  awaitJoin(turn, group, member, join.ticket);
  const text = `static member ${old.groupInstanceId} is back; ${clientReason(join.request)}`;
  const reason = { cause: 'static member returned', text } as const;
  if (group.state === 'CompletingRebalance') {
    // The leader may have assigned something to the old id by now.
    prepareRebalance(turn, group, reason);
  } else if (group.state !== 'Stable') {
    completeJoinIfAllJoined(turn, group);
  } else if (group.chooseProtocol() === group.protocolName) {
    writeNewId(turn, group, { old, member, leaderBefore });
  } else {
    prepareRebalance(turn, group, reason);
  }
}

function memberBefore(group: ClassicGroup, { request }: Join): ClassicMember {
  const memberId = group.staticMemberId(request.groupInstanceId ?? '');
  const member = memberId === undefined ? undefined : group.member(memberId);
  assert(member !== undefined, `${request.groupInstanceId} is a static member`);
  return member;
}

function fence(turn: Turn, group: ClassicGroup, member: ClassicMember): void {
  answerAwaitingJoin(turn, group, member, {
    memberId: member.memberId,
    protocolName: null,
    errorCode: errors.FENCED_INSTANCE_ID.code,
  });
  refuseSync(turn, member, errors.FENCED_INSTANCE_ID);
}

interface Replacement {
  readonly old: ClassicMember;
  readonly member: ClassicMember;
  readonly leaderBefore: string;
}

function writeNewId(turn: Turn, group: ClassicGroup, replacement: Replacement): void {
  const { member } = replacement;
  const { groupId } = group;
  const assignments = [...group.members()].map((each) => [each.memberId, each.assignment] as const);
  turn.append(groupRecord(groupId, groupMetadata(group, new Map(assignments))));
  turn.whenSettled((later, error, isLate) => {
    // It may have been replaced or removed meanwhile: then it was answered too.
    if (group.member(member.memberId) !== member) return;
    if (error !== undefined && isLate !== true) takeBack(later, group, replacement, error);
    else if (group.state === 'Stable') answerReturned(later, group, replacement, error);
  });
}

/** With an error where the new id is written, and it is not known whether it stays. */
function answerReturned(
  turn: Turn,
  group: ClassicGroup,
  replacement: Replacement,
  error?: ProtocolError,
): void {
  const { member, leaderBefore } = replacement;
  const ticket = group.setAwaitingJoin(member, undefined);
  // Its session may have run out while it waited.
  startSession(turn.state, group, member);
  if (ticket === undefined) return;
  if (error !== undefined) refuseJoin(turn, ticket, error, '');
  else answerJoin(turn, ticket, generationFor(group, member, ticket));
  function generationFor(
    { leaderId }: ClassicGroup,
    { memberId }: ClassicMember,
    { apiVersion }: Ticket<JoinGroupResponse>,
  ) {
    const generation = currentGeneration(group, member);
    if (apiVersion >= SKIP_ASSIGNMENT_SINCE) {
      return { ...generation, skipAssignment: leaderId === memberId };
    }
    // It would assign anew where it learnt that it leads, and nobody else would hear of it.
    return { ...generation, leader: leaderBefore, members: [] };
  }
}

/** The log still has the old id, so the group has it too; the member may try once more. */
function takeBack(
  turn: Turn,
  group: ClassicGroup,
  { old, member }: Replacement,
  error: ProtocolError,
): void {
  const { logger } = turn.state.services;
  logger.warn(`could not write member ${member.memberId} of group ${group.groupId}: ${error.name}`);
  answerAwaitingJoin(turn, group, member, { memberId: '', errorCode: error.code });
  refuseSync(turn, member, error);
  group.update(member, old);
  const restored = group.replace(member, old.memberId);
  endSession(turn.state, group, member.memberId);
  startSession(turn.state, group, restored);
}
