// What a node hears from its replica of the metadata log, in log order: the controller half and the
// broker half (the loader) both live on it, on a voter as on a broker that only observes.

import type { OffsetAndEpoch } from '@ottla/raft';

export interface LeaderAndEpoch {
  /** -1: nobody known. */
  readonly leaderId: number;
  readonly epoch: number;
}

export interface QuorumListener {
  /**
   * Whole batches that are committed, each exactly once and in order. Valid during the call only.
   */
  onCommitted(batches: Uint8Array): void;
  /** Everything so far is void: the state begins anew with this snapshot (a whole file). */
  onSnapshot(id: OffsetAndEpoch, bytes: Uint8Array): void;
  /**
   * For a node that has become leader itself: only after it was told of all earlier epochs'
   * records.
   */
  onLeaderChange(leader: LeaderAndEpoch): void;
}

/** Where committed metadata comes from: this node's replica, whatever its role. */
export interface MetadataSource {
  /** Replays all that is committed so far to the listener, then goes on; returns how to stop. */
  subscribe(listener: QuorumListener): () => void;
  /** Offset below which all is committed; -1 before it is known. */
  readonly highWatermark: number;
}
