// SyncGroup: the leader brings the assignment, everybody asks for its part. The assignment counts
// once it is written; a rebalance that has begun meanwhile makes it void.

import {
  errors,
  type ProtocolError,
  type SyncGroupRequest,
  type SyncGroupResponse,
} from '@ottla/protocol';
import type { Ticket } from '../../runtime/shard.ts';
import { groupRecord } from '../records/group-records.ts';
import type { Turn } from '../turn.ts';
import { type Assignments, handOutAssignments, withdrawAssignments } from './assignment.ts';
import type { ClassicGroup } from './classic-group.ts';
import { type ClassicMember, emptyBytes } from './classic-member.ts';
import { rebalanceOrCompleteJoin } from './rebalance.ts';
import { refuseSync } from './sessions.ts';
import { groupMetadata } from './stored-group.ts';
import { transition } from './transition.ts';

export interface Sync {
  readonly request: SyncGroupRequest;
  readonly ticket: Ticket<SyncGroupResponse>;
}

export function syncClassicGroup(turn: Turn, { request, ticket }: Sync): void {
  const group = turn.state.groups.classic(request.groupId);
  const outcome = group === undefined ? errors.UNKNOWN_MEMBER_ID : check(group, request);
  if (group === undefined || 'code' in outcome) {
    const { code } = 'code' in outcome ? outcome : errors.UNKNOWN_MEMBER_ID;
    turn.answer(ticket, { errorCode: code, assignment: emptyBytes });
    return;
  }
  noteSync(turn, group, outcome);
  if (group.state === 'Stable') {
    const { protocolType, protocolName } = group;
    turn.answer(ticket, { protocolType, protocolName, assignment: outcome.assignment });
    return;
  }
  refuseSync(turn, outcome, errors.REBALANCE_IN_PROGRESS);
  outcome.awaitingSync = ticket;
  if (!group.isLeader(outcome.memberId)) return;
  if (group.generationBeingStored !== group.generationId) storeAssignment(turn, group, request);
}

/** The member that asks, or why it is refused. */
function check(group: ClassicGroup, request: SyncGroupRequest): ClassicMember | ProtocolError {
  if (group.state === 'Empty') return errors.UNKNOWN_MEMBER_ID;
  const member = group.identify(request.memberId, request.groupInstanceId);
  if ('code' in member) return member;
  if (request.generationId !== group.generationId) return errors.ILLEGAL_GENERATION;
  const { protocolType, protocolName } = request;
  if (protocolType !== null && protocolType !== group.protocolType) {
    return errors.INCONSISTENT_GROUP_PROTOCOL;
  }
  if (protocolName !== null && protocolName !== group.protocolName) {
    return errors.INCONSISTENT_GROUP_PROTOCOL;
  }
  return group.state === 'PreparingRebalance' ? errors.REBALANCE_IN_PROGRESS : member;
}

function noteSync({ state }: Turn, group: ClassicGroup, member: ClassicMember): void {
  group.pendingSync.delete(member.memberId);
  const { groupId } = group;
  if (group.pendingSync.size === 0) state.timers.cancel({ kind: 'sync', groupId });
}

function storeAssignment(turn: Turn, group: ClassicGroup, request: SyncGroupRequest): void {
  const { groupId, generationId } = group;
  const assignments = new Map(
    // The request's bytes are its connection's.
    request.assignments.map(({ memberId, assignment }) => [memberId, Uint8Array.from(assignment)]),
  );
  const without = [...group.members()].filter(({ memberId }) => !assignments.has(memberId));
  const { logger } = turn.state.services;
  logger.info(`the leader of group ${groupId} has assigned`, {
    generationId,
    memberCount: group.memberCount,
    staticMemberCount: group.staticMemberCount,
  });
  if (without.length > 0) {
    const ids = without.map(({ memberId }) => memberId).join(', ');
    logger.warn(`nothing is assigned to members of group ${groupId}: ${ids}`);
  }
  turn.append(groupRecord(groupId, groupMetadata(group, assignments)));
  group.generationBeingStored = generationId;
  turn.whenSettled((later, error) => {
    if (group.generationBeingStored === generationId) group.generationBeingStored = undefined;
    if (group.state !== 'CompletingRebalance' || group.generationId !== generationId) return;
    if (error === undefined) becomeStable(later, group, assignments);
    else assignmentNotStored(later, group, error);
  });
}

function becomeStable(turn: Turn, group: ClassicGroup, assignments: Assignments): void {
  handOutAssignments(turn, group, assignments);
  transition(turn.state, group, 'Stable', 'assignment stored');
}

function assignmentNotStored(turn: Turn, group: ClassicGroup, error: ProtocolError): void {
  withdrawAssignments(turn, group, error);
  const text = `the assignment could not be written: ${error.name}`;
  rebalanceOrCompleteJoin(turn, group, { cause: 'assignment not stored', text });
}
