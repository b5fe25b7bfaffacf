// How long members are waited for. A member that waits for the group's answer is alive while it
// waits; every other one has to be heard of within its session timeout.

import { type Draft, errors, type JoinGroupResponse, type ProtocolError } from '@ottla/protocol';
import type { Ticket } from '../../runtime/shard.ts';
import type { GroupState } from '../group-state.ts';
import type { Turn } from '../turn.ts';
import type { ClassicGroup } from './classic-group.ts';
import { type ClassicMember, emptyBytes } from './classic-member.ts';

/**
 * A new member knows its id only once the join phase is over: until then its join is given this
 * long, so that clients that gave up and joined anew do not stay as members for ever.
 */
const NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * 60_000;

export function startSession(
  { timers }: GroupState,
  group: ClassicGroup,
  member: ClassicMember,
): void {
  const { groupId } = group;
  timers.set({ kind: 'session', groupId, memberId: member.memberId }, member.sessionTimeoutMs);
}

export function startJoinOfNewMember(
  { timers }: GroupState,
  group: ClassicGroup,
  memberId: string,
): void {
  timers.set({ kind: 'session', groupId: group.groupId, memberId }, NEW_MEMBER_JOIN_TIMEOUT_MS);
}

/** An id that was given out has to come back with a join. */
export function startPendingJoin(
  { timers }: GroupState,
  group: ClassicGroup,
  pending: { readonly memberId: string; readonly sessionTimeoutMs: number },
): void {
  const { memberId, sessionTimeoutMs } = pending;
  timers.set({ kind: 'session', groupId: group.groupId, memberId }, sessionTimeoutMs);
}

export function endSession({ timers }: GroupState, group: ClassicGroup, memberId: string): void {
  timers.cancel({ kind: 'session', groupId: group.groupId, memberId });
}

/** Nothing of the group is waited for any more. */
export function endTimers(state: GroupState, group: ClassicGroup): void {
  const { groupId } = group;
  for (const { memberId } of group.members()) endSession(state, group, memberId);
  for (const memberId of group.pendingJoin) endSession(state, group, memberId);
  state.timers.cancel({ kind: 'join', groupId });
  state.timers.cancel({ kind: 'sync', groupId });
}

// Answers to those that wait. Each gives the ticket up, so that none is answered twice.

/** Before version 7 the chosen protocol cannot be null. */
export function answerJoin(
  turn: Turn,
  ticket: Ticket<JoinGroupResponse>,
  response: Draft<JoinGroupResponse>,
): void {
  const { protocolName = '' } = response;
  const named = protocolName === null && ticket.apiVersion < 7 ? '' : protocolName;
  turn.answer(ticket, { ...response, protocolName: named });
}

export function refuseJoin(
  turn: Turn,
  ticket: Ticket<JoinGroupResponse>,
  error: ProtocolError,
  memberId: string,
): void {
  answerJoin(turn, ticket, { memberId, errorCode: error.code });
}

export function answerAwaitingJoin(
  turn: Turn,
  group: ClassicGroup,
  member: ClassicMember,
  response: Draft<JoinGroupResponse>,
): void {
  const ticket = group.setAwaitingJoin(member, undefined);
  if (ticket !== undefined) answerJoin(turn, ticket, response);
}

/** Where a member asks again, nobody listens to its first question any more. */
export function awaitJoin(
  turn: Turn,
  group: ClassicGroup,
  member: ClassicMember,
  ticket: Ticket<JoinGroupResponse>,
): void {
  const before = group.setAwaitingJoin(member, ticket);
  if (before !== undefined) {
    refuseJoin(turn, before, errors.REBALANCE_IN_PROGRESS, member.memberId);
  }
}

export function refuseSync(turn: Turn, member: ClassicMember, error: ProtocolError): boolean {
  const ticket = member.awaitingSync;
  if (ticket === undefined) return false;
  member.awaitingSync = undefined;
  turn.answer(ticket, { errorCode: error.code, assignment: emptyBytes });
  return true;
}

/** A member goes: whatever it waits for ends. It may join anew. */
export function letGo(turn: Turn, group: ClassicGroup, member: ClassicMember): void {
  const response = { memberId: '', errorCode: errors.UNKNOWN_MEMBER_ID.code };
  answerAwaitingJoin(turn, group, member, response);
  refuseSync(turn, member, errors.UNKNOWN_MEMBER_ID);
  group.remove(member.memberId);
}
