// What every response tells besides its own matter: the leader and epoch that the peer knows. It
// may fence this replica, or show it a leader.

import { errors } from '@ottla/protocol';
import { UNKNOWN_LEADER } from '../election-state.ts';
import type { RaftResponse } from '../messages/responses.ts';
import type { ReplicaCore } from '../replica-core.ts';
import { becomeFollower, becomeUnattached } from '../transitions.ts';

/** What is left to do with a response. */
export type Reading =
  /** It speaks about the present state: its own matter counts. */
  | 'current'
  /** It was about the past, or has changed the state itself. */
  | 'done'
  /** The peer cannot answer now. */
  | 'try-later';

/**
 * A leader named for the present epoch contradicts what this replica knows: two leaders in one
 * epoch. Nothing good can come of such a message, so it is not acted on.
 */
function contradicts(core: ReplicaCore, leaderId: number, epoch: number): boolean {
  const { state } = core;
  if (leaderId === core.localId) {
    const hasLed = state.kind === 'leader' || state.kind === 'resigned';
    return !hasLed || state.epoch !== epoch;
  }
  if (epoch !== state.epoch || leaderId === UNKNOWN_LEADER) return false;
  return state.leaderId !== UNKNOWN_LEADER && state.leaderId !== leaderId;
}

/** Follows news of a later epoch, or of the leader of this one. */
export function followNews(core: ReplicaCore, leaderId: number, epoch: number): void {
  const { state } = core;
  if (contradicts(core, leaderId, epoch)) return;
  if (epoch > state.epoch) {
    if (leaderId === UNKNOWN_LEADER) becomeUnattached(core, epoch, UNKNOWN_LEADER);
    else becomeFollower(core, epoch, leaderId);
  } else if (epoch === state.epoch && leaderId !== UNKNOWN_LEADER && needsLeader(core)) {
    becomeFollower(core, epoch, leaderId);
  }
}

/** Whether a leader named for this epoch is news to act on. */
function needsLeader(core: ReplicaCore): boolean {
  const { state } = core;
  if (state.kind === 'unattached') return true;
  return state.leaderId === UNKNOWN_LEADER;
}

export function readCommon(core: ReplicaCore, response: RaftResponse): Reading {
  const { error, leaderId, epoch } = response;
  if (epoch < core.state.epoch || error === errors.UNKNOWN_LEADER_EPOCH.code) return 'done';
  const isFenced =
    error === errors.FENCED_LEADER_EPOCH.code || error === errors.NOT_LEADER_OR_FOLLOWER.code;
  if (epoch > core.state.epoch || isFenced) {
    followNews(core, leaderId, epoch);
    return 'done';
  }
  if (contradicts(core, leaderId, epoch)) return 'try-later';
  if (leaderId !== UNKNOWN_LEADER && needsLeader(core)) {
    becomeFollower(core, epoch, leaderId);
    return error === errors.NONE.code ? 'current' : 'done';
  }
  if (error === errors.NONE.code) return 'current';
  return error === errors.INVALID_VOTER_KEY.code ? 'done' : 'try-later';
}
