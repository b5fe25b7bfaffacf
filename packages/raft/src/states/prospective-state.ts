// Prospective: asks the voters whether they would vote for it, before it disturbs anybody with a
// new epoch (pre-vote, KIP-996). Remembers leader and vote of its epoch, to go back to.

import type { ElectionTally } from '../quorum/election-tally.ts';
import type { ReplicaKey } from '../replica-key.ts';

export interface ProspectiveState {
  readonly kind: 'prospective';
  readonly epoch: number;
  readonly leaderId: number;
  readonly votedKey: ReplicaKey | undefined;
  readonly tally: ElectionTally;
  readonly deadlineMs: number;
}
