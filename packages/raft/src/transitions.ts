// Moves from one state to another (the table is in states/raft-state.ts). What an election binds
// this replica to is made durable by the `persist` effect that stands before all that follows from
// it.

import { assert } from '@ottla/base';
import { errors } from '@ottla/protocol';
import { BatchAccumulator } from './batch-accumulator.ts';
import { epochStartBatch } from './epoch-start-batch.ts';
import { UNKNOWN_LEADER } from './election-state.ts';
import { emptyFetchResponse } from './messages/fetch-responses.ts';
import type { VoteRequest } from './messages/requests.ts';
import { ElectionTally } from './quorum/election-tally.ts';
import type { ReplicaCore } from './replica-core.ts';
import type { ReplicaKey } from './replica-key.ts';
import { BATCH_BYTES_MAX } from './replica-options.ts';
import { LeaderState } from './states/leader-state.ts';
import { type RaftState, votedKeyOf } from './states/raft-state.ts';

/** A leader resigns when no majority fetches for 1.5 fetch timeouts. */
const CHECK_QUORUM_FACTOR = 1.5;

export function checkQuorumTimeoutMs(core: ReplicaCore): number {
  return Math.floor(core.options.fetchTimeoutMs * CHECK_QUORUM_FACTOR);
}

/**
 * What leaving a state means: fetches parked at a leader are answered, requests under way
 * forgotten.
 */
function enter(core: ReplicaCore, next: RaftState, isDurable: boolean): void {
  const { epoch, leaderId } = next;
  if (isDurable) core.persist({ epoch, leaderId, votedKey: votedKeyOf(next) });
  const parked = core.parkedFetches;
  core.state = next;
  core.parkedFetches = [];
  core.outstanding.clear();
  core.fetchRequestId = undefined;
  core.fetchingSnapshot = undefined;
  for (const { token } of parked) {
    const response = emptyFetchResponse(core, errors.NOT_LEADER_OR_FOLLOWER);
    core.emit({ kind: 'respond', token, response });
  }
}

/** The vote that binds this replica in `epoch`: a new epoch is free. */
function voteIn(core: ReplicaCore, epoch: number): ReplicaKey | undefined {
  return epoch === core.state.epoch ? votedKeyOf(core.state) : undefined;
}

/** How long Unattached waits: what was left of a timeout that was running, else a new one. */
function unattachedDeadlineMs(core: ReplicaCore): number {
  const { state } = core;
  if (!core.isVoter) return Number.POSITIVE_INFINITY;
  switch (state.kind) {
    case 'candidate':
    case 'unattached':
    case 'resigned':
      return state.deadlineMs;
    case 'prospective':
      return state.tally.isLost ? core.electionDeadlineMs() : state.deadlineMs;
    case 'leader':
    case 'follower':
      return core.electionDeadlineMs();
  }
}

export function becomeUnattached(core: ReplicaCore, epoch: number, leaderId: number): void {
  const { state } = core;
  assert(
    epoch > state.epoch || (epoch === state.epoch && state.kind === 'prospective'),
    `${state.kind} in epoch ${state.epoch} cannot become unattached in epoch ${epoch}`,
  );
  const votedKey = voteIn(core, epoch);
  const deadlineMs = unattachedDeadlineMs(core);
  enter(core, { kind: 'unattached', epoch, leaderId, votedKey, deadlineMs }, true);
  core.tellLeader(leaderId, epoch, -1);
}

/**
 * Binds the vote of this epoch: the election timeout begins anew, the candidate deserves the time.
 */
export function addVote(core: ReplicaCore, candidate: ReplicaKey): void {
  const { state } = core;
  assert(
    state.kind === 'unattached' || state.kind === 'prospective',
    `a ${state.kind} replica gives no vote`,
  );
  const deadlineMs = core.electionDeadlineMs();
  core.state = { ...state, votedKey: candidate, deadlineMs };
  core.persist({ epoch: state.epoch, leaderId: state.leaderId, votedKey: candidate });
}

export function becomeFollower(core: ReplicaCore, epoch: number, leaderId: number): void {
  const { state } = core;
  assert(leaderId !== core.localId, `replica ${leaderId} cannot follow itself in epoch ${epoch}`);
  assert(
    epoch > state.epoch || (epoch === state.epoch && state.kind !== 'leader'),
    `${state.kind} in epoch ${state.epoch} cannot follow ${leaderId} in epoch ${epoch}`,
  );
  const votedKey = voteIn(core, epoch);
  const { fetchTimeoutMs } = core.options;
  const deadlineMs = core.isVoter ? core.moment.nowMs + fetchTimeoutMs : Number.POSITIVE_INFINITY;
  const hasFetched = false;
  enter(core, { kind: 'follower', epoch, leaderId, votedKey, hasFetched, deadlineMs }, true);
  core.tellLeader(leaderId, epoch, -1);
}

export function becomeProspective(core: ReplicaCore): void {
  const { state } = core;
  assert(core.isVoter, `replica ${core.localId} is no voter: it cannot stand for election`);
  assert(
    state.kind !== 'leader' && state.kind !== 'prospective',
    `a ${state.kind} replica cannot become prospective`,
  );
  const { epoch } = state;
  const next: RaftState = {
    kind: 'prospective',
    epoch,
    leaderId: state.leaderId,
    votedKey: votedKeyOf(state),
    tally: newTally(core),
    deadlineMs: core.electionDeadlineMs(),
  };
  enter(core, next, false);
  if (next.tally.isWon) becomeCandidate(core);
  else sendVoteRequests(core);
}

export function becomeCandidate(core: ReplicaCore): void {
  const { state } = core;
  assert(state.kind === 'prospective', `a ${state.kind} replica cannot become candidate`);
  const epoch = state.epoch + 1;
  const next: RaftState = {
    kind: 'candidate',
    epoch,
    leaderId: UNKNOWN_LEADER,
    votedKey: core.options.local,
    tally: newTally(core),
    deadlineMs: core.electionDeadlineMs(),
  };
  enter(core, next, true);
  core.tellLeader(UNKNOWN_LEADER, epoch, -1);
  if (next.tally.isWon) becomeLeader(core);
  else sendVoteRequests(core);
}

export function becomeLeader(core: ReplicaCore): void {
  const { state, options } = core;
  assert(state.kind === 'candidate' && state.tally.isWon, 'only a candidate that has won leads');
  const { nowMs } = core.moment;
  const isAlone = core.voters.voters.size === 1;
  const leader = new LeaderState({
    local: options.local,
    epoch: state.epoch,
    epochStartOffset: core.endOffset,
    voters: core.voters.voters,
    granting: state.tally.granting,
    accumulator: new BatchAccumulator({
      nextOffset: core.endOffset,
      lingerMs: options.appendLingerMs,
      batchBytesMax: BATCH_BYTES_MAX,
    }),
    checkQuorumDeadlineMs: isAlone ? Number.POSITIVE_INFINITY : nowMs + checkQuorumTimeoutMs(core),
  });
  enter(core, leader, true);
  appendEpochStart(core, leader);
  core.tellLeader(core.localId, leader.epoch, leader.epochStartOffset);
}

/** The first record of an epoch: without one of its own a leader can commit nothing. */
function appendEpochStart(core: ReplicaCore, leader: LeaderState): void {
  const start = epochStartBatch(core, leader);
  for (const control of start.controls) core.voters = core.voters.with(control);
  core.append(start.bytes, leader.epoch, start.endOffset);
  leader.accumulator.skip(start.endOffset - leader.epochStartOffset);
  leader.voters = core.voters.voters;
  core.flush();
}

export function becomeResigned(core: ReplicaCore): void {
  const { state } = core;
  assert(state.kind === 'leader', `a ${state.kind} replica cannot resign`);
  const preferredCandidates = state.successors();
  const next: RaftState = {
    kind: 'resigned',
    epoch: state.epoch,
    leaderId: core.localId,
    unacknowledged: new Set(preferredCandidates.map((key) => key.id)),
    preferredCandidates,
    deadlineMs: core.electionDeadlineMs(),
  };
  enter(core, next, false);
  core.tellLeader(UNKNOWN_LEADER, state.epoch, -1);
  for (const { id } of preferredCandidates) sendEndQuorumEpoch(core, id);
}

/**
 * After a lost pre-election: back to the leader of the epoch where it is known, else unattached.
 */
export function leaveLostElection(core: ReplicaCore): void {
  const { state } = core;
  assert(state.kind === 'prospective', `a ${state.kind} replica has lost no pre-election`);
  const { epoch, leaderId } = state;
  const isReachable = leaderId !== core.localId && core.voters.voters.hasId(leaderId);
  if (isReachable) {
    becomeFollower(core, epoch, leaderId);
  } else {
    becomeUnattached(core, epoch, leaderId);
  }
}

function newTally(core: ReplicaCore): ElectionTally {
  const tally = new ElectionTally(core.voters.voters.ids);
  tally.record(core.localId, true);
  return tally;
}

/** Asks every voter that has not answered yet. */
export function sendVoteRequests(core: ReplicaCore): void {
  const { state } = core;
  assert(state.kind === 'prospective' || state.kind === 'candidate', 'nobody else asks for votes');
  for (const id of state.tally.unrecorded) core.send(id, voteRequestTo(core, id));
}

export function voteRequestTo(core: ReplicaCore, voterId: number): VoteRequest {
  const { state, options } = core;
  return {
    kind: 'vote',
    clusterId: options.clusterId,
    voter: core.voters.voters.voter(voterId)?.key,
    candidate: options.local,
    epoch: state.epoch,
    logEnd: core.logEnd,
    isPreVote: state.kind === 'prospective',
  };
}

function sendEndQuorumEpoch(core: ReplicaCore, voterId: number): void {
  const { state, options } = core;
  assert(state.kind === 'resigned', 'only a leader that resigns ends its epoch');
  core.send(voterId, {
    kind: 'end-quorum-epoch',
    clusterId: options.clusterId,
    leaderId: core.localId,
    epoch: state.epoch,
    preferredCandidates: state.preferredCandidates,
  });
}
