// What a replica wants done. Effects are performed one after the other in the order given: what
// must be durable before a message leaves stands before it.

import type { ElectionState } from './election-state.ts';
import type { RaftRequest } from './messages/requests.ts';
import type { RaftResponse } from './messages/responses.ts';
import type { OffsetAndEpoch } from './offset-and-epoch.ts';

export type Effect =
  /** Makes the election state durable before anything that follows. */
  | { readonly kind: 'persist'; readonly election: ElectionState }
  /** Puts whole batches at the end of the log, at once. */
  | {
      readonly kind: 'append';
      readonly bytes: Uint8Array;
      readonly baseOffset: number;
      readonly endOffset: number;
      /** The one epoch of all these batches. */
      readonly epoch: number;
    }
  /** Cuts the log. */
  | { readonly kind: 'truncate'; readonly offset: number }
  /** Starts to make the log durable up to its present end; a `flushed` event tells when. */
  | { readonly kind: 'flush'; readonly endOffset: number }
  /** To a voter; or, with `any`, to some voter or bootstrap server that may know the leader. */
  | {
      readonly kind: 'send';
      readonly requestId: number;
      readonly to: number | 'any';
      readonly request: RaftRequest;
      /** How long to wait before it is sent. */
      readonly afterMs: number;
    }
  | { readonly kind: 'respond'; readonly token: number; readonly response: RaftResponse }
  /** Answers a Fetch with what the log has from `offset` on in place of its empty records. */
  | {
      readonly kind: 'respond-with-records';
      readonly token: number;
      readonly response: RaftResponse & { readonly kind: 'fetch' };
      readonly offset: number;
      readonly bytesMax: number;
    }
  /** Fetches that snapshot from the leader; `snapshot-installed` or `snapshot-failed` follows. */
  | { readonly kind: 'fetch-snapshot'; readonly leaderId: number; readonly id: OffsetAndEpoch }
  /**
   * Somebody (-1: nobody) leads in this epoch. Where it is this node, it may act as leader only
   * after the records below `epochStartOffset` are committed and applied.
   */
  | {
      readonly kind: 'leader-changed';
      readonly leaderId: number;
      readonly epoch: number;
      readonly epochStartOffset: number;
    }
  /** Records below `offset` are committed. */
  | { readonly kind: 'committed'; readonly offset: number };
