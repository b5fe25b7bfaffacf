// Resigned: was leader of this epoch and is no more. It tells the voters, votes for nobody in this
// epoch, and leaves it after an election timeout, so that no offset of its epoch is ever written
// twice.

import type { ReplicaKey } from '../replica-key.ts';

export interface ResignedState {
  readonly kind: 'resigned';
  readonly epoch: number;
  /** This replica itself. */
  readonly leaderId: number;
  /** Voters that have not yet answered to the resignation. */
  readonly unacknowledged: ReadonlySet<number>;
  readonly preferredCandidates: readonly ReplicaKey[];
  readonly deadlineMs: number;
}
