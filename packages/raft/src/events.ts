// What happens to a replica. Time and chance come with every event, so that the machine itself has
// neither clock nor dice.

import type { RaftRequest } from './messages/requests.ts';
import type { RaftResponse } from './messages/responses.ts';
import type { OffsetAndEpoch } from './offset-and-epoch.ts';
import type { QuorumControl } from './voter-history.ts';

/** What comes along with an event. */
export interface Moment {
  /** Monotonic time, for timeouts. */
  readonly nowMs: number;
  /** Wall-clock time, for records. */
  readonly wallMs: number;
  /** In [0, 1): spreads election timeouts. */
  readonly chance: number;
}

export type RaftEvent =
  /** The time that `nextDeadlineMs` named has come. */
  | { readonly kind: 'tick' }
  /** A peer asks; the answer is a `respond` effect with the same token. */
  | { readonly kind: 'request'; readonly token: number; readonly request: RaftRequest }
  /** The answer to a `send` effect. */
  | { readonly kind: 'response'; readonly requestId: number; readonly response: RaftResponse }
  /** There will be no answer to a `send` effect: no connection, or too late. */
  | { readonly kind: 'request-failed'; readonly requestId: number }
  /** This node, being leader in `epoch`, wants these record values appended together. */
  | {
      readonly kind: 'propose';
      readonly epoch: number;
      readonly values: readonly Uint8Array[];
    }
  /** All below `endOffset` is durable. */
  | { readonly kind: 'flushed'; readonly endOffset: number }
  /** A snapshot of this node's own state is durable. */
  | { readonly kind: 'snapshot-written'; readonly id: OffsetAndEpoch }
  /** What lies below `startOffset` was removed from the log. */
  | { readonly kind: 'log-start-raised'; readonly startOffset: number }
  /**
   * The snapshot asked for by `fetch-snapshot` is durable, and the log begins anew where it ends.
   */
  | {
      readonly kind: 'snapshot-installed';
      readonly id: OffsetAndEpoch;
      readonly controls: readonly QuorumControl[];
    }
  | { readonly kind: 'snapshot-failed' }
  /** The node is going down: a leader resigns. */
  | { readonly kind: 'shut-down' };
