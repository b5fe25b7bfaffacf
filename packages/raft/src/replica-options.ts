// What a replica is told once, and what it finds when it starts.

import type { ElectionState } from './election-state.ts';
import type { EpochStart } from './epoch-history.ts';
import type { OffsetAndEpoch } from './offset-and-epoch.ts';
import type { ReplicaKey } from './replica-key.ts';
import type { VoterHistory } from './voter-history.ts';
import type { VoterEndpoint } from './voter-set.ts';

export interface ReplicaOptions {
  readonly local: ReplicaKey;
  readonly clusterId: string;
  /** How peers reach this node's controller; written into the voter set by the leader. */
  readonly endpoints: readonly VoterEndpoint[];
  /** controller.quorum.election.timeout.ms; the timeout is this plus up to as much again. */
  readonly electionTimeoutMs: number;
  /** controller.quorum.fetch.timeout.ms */
  readonly fetchTimeoutMs: number;
  /** controller.quorum.election.backoff.max.ms */
  readonly electionBackoffMaxMs: number;
  /** controller.quorum.retry.backoff.ms */
  readonly retryBackoffMs: number;
  /**
   * controller.quorum.append.linger.ms; 0 writes at once, or as soon as the flush before has ended.
   */
  readonly appendLingerMs: number;
  /** controller.quorum.fetch.max.bytes */
  readonly fetchBytesMax: number;
}

export interface ReplicaStart {
  /** From `quorum-state`; undefined where there is none yet. */
  readonly election: ElectionState | undefined;
  readonly startOffset: number;
  /** All of the log found at start counts as durable: the shell makes it so before. */
  readonly endOffset: number;
  readonly epochs: readonly EpochStart[];
  /** The snapshots there are, oldest first. */
  readonly snapshots: readonly OffsetAndEpoch[];
  /** From configuration, newest snapshot and whole log. */
  readonly voters: VoterHistory;
}

/** The largest batch of the metadata log: Kafka's own limit of 8 MiB. */
export const BATCH_BYTES_MAX = 8 * 1024 * 1024;
/** The levels of kraft.version that this node can work with. */
export const SUPPORTED_KRAFT_VERSIONS = { min: 0, max: 1 } as const;
/** The bootstrap snapshot of a dynamic quorum is never sent to others. */
export const BOOTSTRAP_SNAPSHOT_ID: OffsetAndEpoch = { offset: 0, epoch: 0 };
