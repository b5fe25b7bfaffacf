// What an append takes and answers. Refusals are values with a protocol error; the bytes of an
// accepted append are queued, and the log's listeners hear when they are in the file.

import type { Slab } from '@ottla/base';
import type { ProduceRules, ProduceVerdict, ProtocolError } from '@ottla/protocol';

/**
 * Who appends. `client`: one batch, fully checked, offsets assigned. `coordinator`: batches of this
 * broker, control batches allowed, offsets assigned. `replica`: the leader's bytes as they are.
 * `raft`: the metadata log's own batches, offsets and epoch set by the caller.
 */
export type AppendOrigin = 'client' | 'coordinator' | 'replica' | 'raft';

export interface AppendOptions {
  readonly origin: AppendOrigin;
  /** Stamped into batches whose offsets are assigned; the epoch of the fetch for `replica`. */
  readonly leaderEpoch: number;
  readonly nowMs: number;
  /**
   * The slab that `records` lies in; the log holds leases of its own on it. Without one the bytes
   * become the log's: the caller must not touch them again.
   */
  readonly slab?: Slab | undefined;
  /** Of `examineBatch`, for origin `client`: the batch is not checked again. */
  readonly verdict?: ProduceVerdict | undefined;
  /** The transaction.version of a marker's transaction; 0 where it is not known. */
  readonly transactionVersion?: number;
  /** From `startVerification`, for the first transactional batch of a transaction. */
  readonly verification?: VerificationGuard;
}

/** Proof that this very transaction was verified with its coordinator. Compared by identity. */
export interface VerificationGuard {
  readonly producerId: number;
}

export interface RecordError {
  readonly batchIndex: number;
  readonly message: string | null;
}

export interface Appended {
  readonly kind: 'appended';
  readonly firstOffset: number;
  readonly lastOffset: number;
  /** Latest record timestamp, -1 for none. */
  readonly maxTimestamp: number;
  /** The append time on a LogAppendTime topic, else -1. */
  readonly logAppendTimeMs: number;
  /** Bytes queued; 0 when a replica append had nothing for us. */
  readonly sizeBytes: number;
}

/** The batch is already there: it is acknowledged like new once its last offset would be. */
export interface DuplicateAppend {
  readonly kind: 'duplicate';
  readonly firstOffset: number;
  readonly lastOffset: number;
  /** The first copy's timestamp: what Kafka answers in its place. */
  readonly logAppendTimeMs: number;
}

export interface RefusedAppend {
  readonly kind: 'refused';
  readonly error: ProtocolError;
  readonly message: string;
  readonly recordErrors: readonly RecordError[];
}

/**
 * Checking the batch would take long, and nothing has changed. `examineBatch` by these rules finds
 * what `append` then asks for as its verdict.
 */
export interface LengthyAppend {
  readonly kind: 'lengthy';
  readonly rules: ProduceRules;
}

export type AppendOutcome = Appended | DuplicateAppend | RefusedAppend;
