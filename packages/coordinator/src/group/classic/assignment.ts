// Assignments as they reach the members: all that wait for one are answered at once.

import { assert } from '@ottla/base';
import type { ProtocolError } from '@ottla/protocol';
import type { Turn } from '../turn.ts';
import type { ClassicGroup } from './classic-group.ts';
import { type ClassicMember, emptyBytes } from './classic-member.ts';
import { refuseSync, startSession } from './sessions.ts';

export type Assignments = ReadonlyMap<string, Uint8Array>;

export function handOutAssignments(turn: Turn, group: ClassicGroup, assignments: Assignments) {
  assert(group.state === 'CompletingRebalance', 'assignments come at the end of a rebalance');
  for (const member of group.members()) {
    member.assignment = assignments.get(member.memberId) ?? emptyBytes;
    handOut(turn, group, member);
  }
}

function handOut(turn: Turn, group: ClassicGroup, member: ClassicMember): void {
  const ticket = member.awaitingSync;
  if (ticket === undefined) return;
  member.awaitingSync = undefined;
  const { protocolType, protocolName } = group;
  turn.answer(ticket, { protocolType, protocolName, assignment: member.assignment });
  // Its session may have run out while it waited.
  startSession(turn.state, group, member);
}

/** The generation ends before its assignment is known. */
export function withdrawAssignments(turn: Turn, group: ClassicGroup, error: ProtocolError): void {
  assert(group.state === 'CompletingRebalance', 'only what was not handed out can be withdrawn');
  for (const member of group.members()) {
    member.assignment = emptyBytes;
    if (refuseSync(turn, member, error)) startSession(turn.state, group, member);
  }
}
