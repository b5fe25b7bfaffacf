// The answers to messages/requests.ts. Each names the leader and epoch that the answering replica
// knows, which is how a replica that was left behind finds out.

import type { OffsetAndEpoch } from '../offset-and-epoch.ts';

interface FromReplica {
  /** A protocol error code; 0 for none. */
  readonly error: number;
  /** -1: nobody known. */
  readonly leaderId: number;
  readonly epoch: number;
}

export interface VoteResponse extends FromReplica {
  readonly kind: 'vote';
  readonly granted: boolean;
}

export interface BeginQuorumEpochResponse extends FromReplica {
  readonly kind: 'begin-quorum-epoch';
}

export interface EndQuorumEpochResponse extends FromReplica {
  readonly kind: 'end-quorum-epoch';
}

export interface FetchResponse extends FromReplica {
  readonly kind: 'fetch';
  /** -1: not known yet. */
  readonly highWatermark: number;
  readonly logStartOffset: number;
  /** The sender's log parts from the leader's here: it must cut its own. */
  readonly diverging: OffsetAndEpoch | undefined;
  /** The sender must begin anew from this snapshot. */
  readonly snapshotId: OffsetAndEpoch | undefined;
  /** Whole batches; the shell fills them in where an effect says from which offset on. */
  readonly records: Uint8Array;
}

export type RaftResponse =
  VoteResponse | BeginQuorumEpochResponse | EndQuorumEpochResponse | FetchResponse;
