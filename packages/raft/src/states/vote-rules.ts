// Whether a replica grants a vote, by its state (kraft.md §4). The epoch was already compared: a
// request of a higher epoch has moved the receiver to Unattached before it is asked here.

import { isVoteFor, type ReplicaKey } from '../replica-key.ts';
import type { RaftState } from './raft-state.ts';

export interface Ballot {
  readonly candidate: ReplicaKey;
  /** The candidate's log is not behind the receiver's. */
  readonly isUpToDate: boolean;
  readonly isPreVote: boolean;
}

export function grantsVote(state: RaftState, ballot: Ballot): boolean {
  const { isPreVote, isUpToDate } = ballot;
  switch (state.kind) {
    case 'leader':
      return false;
    case 'candidate':
    case 'resigned':
      return isPreVote && isUpToDate;
    case 'follower':
      return isPreVote && isUpToDate && !state.hasFetched;
    case 'unattached':
    case 'prospective':
      if (isPreVote) return isUpToDate;
      if (state.votedKey !== undefined) return isVoteFor(state.votedKey, ballot.candidate);
      return state.leaderId === -1 && isUpToDate;
  }
}
