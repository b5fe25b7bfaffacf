// What replicas ask of each other, flat: one partition, one epoch, no wire nesting. The network
// half translates from and to Vote, BeginQuorumEpoch, EndQuorumEpoch and Fetch of the wire.

import type { OffsetAndEpoch } from '../offset-and-epoch.ts';
import type { ReplicaKey } from '../replica-key.ts';

export interface VoteRequest {
  readonly kind: 'vote';
  /** Null: the sender does not say. */
  readonly clusterId: string | null;
  /** Whom the sender takes the receiver for; undefined in requests of before KIP-853. */
  readonly voter: ReplicaKey | undefined;
  readonly candidate: ReplicaKey;
  readonly epoch: number;
  /** End of the candidate's log. */
  readonly logEnd: OffsetAndEpoch;
  /** Asks whether a vote would be granted, and binds nobody (KIP-996). */
  readonly isPreVote: boolean;
}

export interface BeginQuorumEpochRequest {
  readonly kind: 'begin-quorum-epoch';
  readonly clusterId: string | null;
  readonly voter: ReplicaKey | undefined;
  readonly leaderId: number;
  readonly epoch: number;
}

export interface EndQuorumEpochRequest {
  readonly kind: 'end-quorum-epoch';
  readonly clusterId: string | null;
  readonly leaderId: number;
  readonly epoch: number;
  /** Voters by descending fetch offset: who had best become leader. */
  readonly preferredCandidates: readonly ReplicaKey[];
}

export interface FetchRequest {
  readonly kind: 'fetch';
  readonly clusterId: string | null;
  readonly replica: ReplicaKey;
  /** The leader epoch that the sender knows. */
  readonly epoch: number;
  readonly fetchOffset: number;
  /** Epoch of the sender's last record; 0 for an empty log. */
  readonly lastFetchedEpoch: number;
  /** What the sender knows to be committed; -1 for nothing. */
  readonly highWatermark: number;
  readonly maxWaitMs: number;
  readonly bytesMax: number;
}

export type RaftRequest =
  VoteRequest | BeginQuorumEpochRequest | EndQuorumEpochRequest | FetchRequest;
