// The six states of a replica (kraft.md §4). Each is data; rules of one state stand beside it,
// moves between states in ../transitions.ts.
//
//   from         event                                                to
//   Unattached   election timeout (voter)                             Prospective
//   Unattached   a leader is found                                    Follower
//   Prospective  majority would vote, or a voter knows no pre-vote    Candidate (epoch + 1)
//   Prospective  majority would not, or timeout                       Follower, else Unattached
//   Candidate    majority voted                                       Leader
//   Candidate    election timeout                                     Prospective
//   Follower     fetch timeout (voter)                                Prospective
//   Leader       majority does not fetch; shut-down                   Resigned
//   Resigned     election timeout                                     Unattached (epoch + 1)
//   any          a higher epoch is seen                               Unattached, or Follower
//
// An observer is only ever Unattached or Follower.

import type { ReplicaKey } from '../replica-key.ts';
import type { CandidateState } from './candidate-state.ts';
import type { FollowerState } from './follower-state.ts';
import type { LeaderState } from './leader-state.ts';
import type { ProspectiveState } from './prospective-state.ts';
import type { ResignedState } from './resigned-state.ts';
import type { UnattachedState } from './unattached-state.ts';

export type RaftState =
  UnattachedState | ProspectiveState | CandidateState | FollowerState | LeaderState | ResignedState;

/** The leader that a state knows of; -1 for none. A resigned leader still names itself. */
export function leaderIdOf(state: RaftState): number {
  return state.leaderId;
}

/** For whom this replica has voted in the state's epoch. */
export function votedKeyOf(state: RaftState): ReplicaKey | undefined {
  switch (state.kind) {
    case 'unattached':
    case 'prospective':
    case 'follower':
    case 'candidate':
      return state.votedKey;
    case 'leader':
    case 'resigned':
      return undefined;
  }
}
