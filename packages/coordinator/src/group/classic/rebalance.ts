// A rebalance: it begins when the members or what they say have changed, its join phase ends when
// all have joined or their time is over, and then the next generation waits for its assignment.

import { errors } from '@ottla/protocol';
import { groupRecord } from '../records/group-records.ts';
import type { Turn } from '../turn.ts';
import { withdrawAssignments } from './assignment.ts';
import type { ClassicGroup } from './classic-group.ts';
import { type ClassicMember, metadataFor } from './classic-member.ts';
import type { TransitionCause } from './classic-state.ts';
import { answerAwaitingJoin, endSession, startSession } from './sessions.ts';
import { groupMetadata } from './stored-group.ts';
import { transition } from './transition.ts';

/** Why, in the machine's words and in those for the log. */
export interface RebalanceReason {
  readonly cause: TransitionCause;
  readonly text: string;
}

export function canRebalance({ state }: ClassicGroup): boolean {
  return state === 'Empty' || state === 'CompletingRebalance' || state === 'Stable';
}

/** What each change of the members leads to. */
export function rebalanceOrCompleteJoin(
  turn: Turn,
  group: ClassicGroup,
  reason: RebalanceReason,
): void {
  if (canRebalance(group)) prepareRebalance(turn, group, reason);
  else completeJoinIfAllJoined(turn, group);
}

export function prepareRebalance(turn: Turn, group: ClassicGroup, reason: RebalanceReason): void {
  const { state } = turn;
  const { groupId } = group;
  if (group.state === 'CompletingRebalance') {
    withdrawAssignments(turn, group, errors.REBALANCE_IN_PROGRESS);
  }
  group.pendingSync.clear();
  state.timers.cancel({ kind: 'sync', groupId });
  const isInitial = group.state === 'Empty';
  transition(state, group, 'PreparingRebalance', reason.cause);
  const { generationId } = group;
  state.services.logger.info(`preparing to rebalance group ${groupId}: ${reason.text}`, {
    generationId,
  });
  if (isInitial) putOffInitialRebalance(turn, group);
  else if (group.haveAllJoined) completeJoin(turn, group, 'all joined');
  else state.timers.set({ kind: 'join', groupId }, group.rebalanceTimeoutMs);
}

/** Members of a new group seldom come at the same moment: it waits for more of them. */
function putOffInitialRebalance({ state }: Turn, group: ClassicGroup): void {
  const delayMs = state.config.groupInitialRebalanceDelayMs;
  const remainingMs = Math.max(group.rebalanceTimeoutMs - delayMs, 0);
  group.initialDelay = { delayMs, remainingMs };
  group.wasJoinedMeanwhile = false;
  state.timers.set({ kind: 'join', groupId: group.groupId }, delayMs);
}

/** The first rebalance of a group is not cut short: it has its delay. */
export function completeJoinIfAllJoined(turn: Turn, group: ClassicGroup): void {
  if (group.state !== 'PreparingRebalance' || group.previousState === 'Empty') return;
  if (group.haveAllJoined) completeJoin(turn, group, 'all joined');
}

/** The timer of the join phase. */
export function joinTimeOver(turn: Turn, group: ClassicGroup): void {
  if (group.state !== 'PreparingRebalance') return;
  const delay = group.initialDelay;
  if (delay !== undefined && group.wasJoinedMeanwhile && delay.remainingMs !== 0) {
    const { groupInitialRebalanceDelayMs } = turn.state.config;
    const delayMs = Math.min(groupInitialRebalanceDelayMs, delay.remainingMs);
    const remainingMs = Math.max(delay.remainingMs - delay.delayMs, 0);
    group.initialDelay = { delayMs, remainingMs };
    group.wasJoinedMeanwhile = false;
    turn.state.timers.set({ kind: 'join', groupId: group.groupId }, delayMs);
    return;
  }
  completeJoin(turn, group, group.haveAllJoined ? 'all joined' : 'join time over');
}

/**
 * Ends the join phase, where it can end. Static members that have not joined stay: they are away
 * until their session ends.
 */
export function completeJoin(
  turn: Turn,
  group: ClassicGroup,
  cause: 'all joined' | 'join time over',
): void {
  const { timers, services } = turn.state;
  const { groupId } = group;
  timers.cancel({ kind: 'join', groupId });
  group.initialDelay = undefined;
  removeAbsentees(turn, group);
  if (group.memberCount === 0) {
    becomeEmpty(turn, group);
  } else if (!electJoinedLeader(turn, group)) {
    services.logger.error(`group ${groupId} has only members that did not join: waiting on`);
    timers.set({ kind: 'join', groupId }, group.rebalanceTimeoutMs);
  } else {
    beginGeneration(turn, group, cause);
  }
}

function removeAbsentees({ state }: Turn, group: ClassicGroup): void {
  const absent = [...group.members()].filter(
    (member) => member.awaitingJoin === undefined && member.groupInstanceId === null,
  );
  if (absent.length === 0) return;
  for (const { memberId } of absent) {
    group.remove(memberId);
    endSession(state, group, memberId);
  }
  const ids = absent.map(({ memberId }) => memberId).join(', ');
  state.services.logger.info(`group ${group.groupId} goes on without those not back: ${ids}`);
}

/** A leader that is away cannot assign. False where nobody is there. */
function electJoinedLeader({ state }: Turn, group: ClassicGroup): boolean {
  const { leaderId, groupId } = group;
  const leader = leaderId === null ? undefined : group.member(leaderId);
  if (leader?.awaitingJoin !== undefined) return true;
  const next = [...group.members()].find(({ awaitingJoin }) => awaitingJoin !== undefined);
  if (next === undefined) return false;
  group.leaderId = next.memberId;
  state.services.logger.info(
    `leader ${leaderId} of group ${groupId} did not join in time: ${next.memberId} leads`,
  );
  return true;
}

/** A failed append does no harm: the generation that comes back then times out. */
function becomeEmpty(turn: Turn, group: ClassicGroup): void {
  const { logger } = turn.state.services;
  group.beginGeneration();
  transition(turn.state, group, 'Empty', 'no members left');
  const { groupId, generationId } = group;
  logger.info(`group ${groupId} is empty`, { generationId });
  turn.append(groupRecord(groupId, groupMetadata(group, new Map())));
  turn.whenSettled((_, error) => {
    if (error !== undefined) {
      logger.warn(`could not write that group ${groupId} is empty: ${error.name}`);
    }
  });
}

function beginGeneration(
  turn: Turn,
  group: ClassicGroup,
  cause: 'all joined' | 'join time over',
): void {
  const { state } = turn;
  const { groupId } = group;
  group.beginGeneration();
  transition(state, group, 'CompletingRebalance', cause);
  const { generationId, memberCount } = group;
  state.services.logger.info(`stabilized group ${groupId}`, { generationId, memberCount });
  for (const member of group.members()) {
    answerAwaitingJoin(turn, group, member, currentGeneration(group, member));
    startSession(state, group, member);
    member.isNew = false;
    group.pendingSync.add(member.memberId);
  }
  state.timers.set({ kind: 'sync', groupId }, group.rebalanceTimeoutMs);
}

/** What a member is told of its generation; the leader also who is in it. */
export function currentGeneration(group: ClassicGroup, member: ClassicMember) {
  const { memberId } = member;
  return {
    generationId: group.generationId,
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    leader: group.leaderId ?? '',
    memberId,
    members: group.isLeader(memberId) ? listMembers(group) : [],
  };
}

function listMembers(group: ClassicGroup) {
  return [...group.members()].map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    metadata: metadataFor(member, group.protocolName),
  }));
}
