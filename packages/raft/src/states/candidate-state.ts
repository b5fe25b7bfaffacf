// Candidate: has voted for itself in a new epoch and asks the others to do the same. Beaten, it
// waits out its timeout.

import type { ElectionTally } from '../quorum/election-tally.ts';
import type { ReplicaKey } from '../replica-key.ts';

export interface CandidateState {
  readonly kind: 'candidate';
  readonly epoch: number;
  readonly leaderId: -1;
  readonly votedKey: ReplicaKey;
  readonly tally: ElectionTally;
  readonly deadlineMs: number;
}
