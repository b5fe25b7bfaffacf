// Where a replica takes up again (kraft.md §4): in the state that its stored election left it in,
// except that a leader comes back resigned, so that no offset of its epoch can be written a second
// time.

import { type ElectionState, UNKNOWN_LEADER } from './election-state.ts';
import { ElectionTally } from './quorum/election-tally.ts';
import type { ReplicaCore } from './replica-core.ts';
import { type RaftState, votedKeyOf } from './states/raft-state.ts';
import { becomeLeader, becomeProspective, sendVoteRequests } from './transitions.ts';

function unattached(core: ReplicaCore, election: ElectionState): RaftState {
  const deadlineMs = core.isVoter ? core.electionDeadlineMs() : Number.POSITIVE_INFINITY;
  return { kind: 'unattached', ...election, deadlineMs };
}

function initialState(core: ReplicaCore, stored: ElectionState | undefined): RaftState {
  const unknown = { leaderId: UNKNOWN_LEADER, votedKey: undefined };
  const { local, fetchTimeoutMs } = core.options;
  if (stored === undefined) return unattached(core, { epoch: core.lastEpoch, ...unknown });
  const { epoch, leaderId, votedKey } = stored;
  // The log knows of a later epoch than the file: the file's vote and leader are of the past.
  if (epoch < core.lastEpoch) return unattached(core, { epoch: core.lastEpoch, ...unknown });
  if (leaderId === local.id) {
    const unacknowledged = new Set<number>();
    const deadlineMs = core.electionDeadlineMs();
    return {
      kind: 'resigned',
      epoch,
      leaderId,
      unacknowledged,
      preferredCandidates: [],
      deadlineMs,
    };
  }
  const votedSelf = votedKey?.id === local.id && votedKey.directoryId === local.directoryId;
  if (leaderId === UNKNOWN_LEADER && votedSelf && core.isVoter) {
    const tally = new ElectionTally(core.voters.voters.ids);
    tally.record(local.id, true);
    const deadlineMs = core.electionDeadlineMs();
    return { kind: 'candidate', epoch, leaderId: UNKNOWN_LEADER, votedKey, tally, deadlineMs };
  }
  if (leaderId !== UNKNOWN_LEADER && core.voters.voters.hasId(leaderId)) {
    const nowMs = core.moment.nowMs;
    const deadlineMs = core.isVoter ? nowMs + fetchTimeoutMs : Number.POSITIVE_INFINITY;
    return { kind: 'follower', epoch, leaderId, votedKey, hasFetched: false, deadlineMs };
  }
  return unattached(core, stored);
}

/** Enters the first state, and goes on from it at once where this replica is the only voter. */
export function beginAt(core: ReplicaCore, stored: ElectionState | undefined): void {
  const state = initialState(core, stored);
  core.state = state;
  core.persist({ epoch: state.epoch, leaderId: state.leaderId, votedKey: votedKeyOf(state) });
  const isResigned = state.kind === 'resigned';
  core.tellLeader(isResigned ? UNKNOWN_LEADER : state.leaderId, state.epoch, -1);
  if (state.kind === 'candidate') {
    if (state.tally.isWon) becomeLeader(core);
    else sendVoteRequests(core);
  } else if (core.isOnlyVoter) {
    becomeProspective(core);
  }
}
