// Follower: fetches from the leader of its epoch.

import type { ReplicaKey } from '../replica-key.ts';

export interface FollowerState {
  readonly kind: 'follower';
  readonly epoch: number;
  readonly leaderId: number;
  readonly votedKey: ReplicaKey | undefined;
  /** Whether a fetch from this leader has succeeded: from then on no pre-vote is granted. */
  readonly hasFetched: boolean;
  /** When the fetch timeout ends; Infinity for an observer. */
  readonly deadlineMs: number;
}
