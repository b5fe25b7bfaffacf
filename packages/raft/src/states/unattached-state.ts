// Unattached: waits for a leader of this epoch to show up, looks for one, and may vote.

import type { ReplicaKey } from '../replica-key.ts';

export interface UnattachedState {
  readonly kind: 'unattached';
  readonly epoch: number;
  /** Known by name, but not how to reach; else -1. */
  readonly leaderId: number;
  readonly votedKey: ReplicaKey | undefined;
  /** When the election timeout ends; Infinity for an observer. */
  readonly deadlineMs: number;
}
