// Leader: knows how far every replica is, hence how far records are committed, and whether a
// majority still listens. The records that wait to be appended are in the accumulator.

import { majorityEndOffset, majorityOf } from '../quorum/high-watermark.ts';
import type { BatchAccumulator } from '../batch-accumulator.ts';
import type { ReplicaKey } from '../replica-key.ts';
import type { VoterSet } from '../voter-set.ts';

/** Observers that have not fetched for so long are forgotten. */
const OBSERVER_SESSION_TIMEOUT_MS = 300_000;

export interface ReplicaProgress {
  readonly key: ReplicaKey;
  /** End of the replica's log; undefined where it has not fetched in this epoch. */
  readonly endOffset: number | undefined;
  /** Monotonic; undefined where it has not fetched. */
  readonly lastFetchMs: number | undefined;
  /** When it had all that the leader had; undefined where it never did. */
  readonly lastCaughtUpMs: number | undefined;
  /** The leader's log end at the last fetch: reaching it later means having been caught up then. */
  readonly leaderEndAtLastFetch: number | undefined;
}

export interface LeaderStart {
  readonly local: ReplicaKey;
  readonly epoch: number;
  readonly epochStartOffset: number;
  readonly voters: VoterSet;
  readonly granting: readonly number[];
  readonly accumulator: BatchAccumulator;
  readonly checkQuorumDeadlineMs: number;
}

export class LeaderState {
  readonly kind = 'leader';
  readonly leaderId: number;
  readonly epoch: number;
  readonly epochStartOffset: number;
  readonly granting: readonly number[];
  readonly accumulator: BatchAccumulator;
  /** What the leader of this epoch knows to be committed; undefined before its epoch has begun. */
  highWatermark: number | undefined;
  /** When a majority must have fetched; Infinity for a sole voter. */
  checkQuorumDeadlineMs: number;
  /** The voters as the leader's own log has them now. */
  voters: VoterSet;
  /** When voters that do not fetch are told again who leads. */
  beginQuorumEpochDeadlineMs = 0;
  readonly #local: ReplicaKey;
  #localEndOffset: number | undefined;
  readonly #progress = new Map<string, ReplicaProgress>();
  readonly #fetchedVoters = new Set<number>();

  constructor(start: LeaderStart) {
    this.leaderId = start.local.id;
    this.epoch = start.epoch;
    this.epochStartOffset = start.epochStartOffset;
    this.granting = start.granting;
    this.accumulator = start.accumulator;
    this.checkQuorumDeadlineMs = start.checkQuorumDeadlineMs;
    this.voters = start.voters;
    this.#local = start.local;
  }

  /**
   * The leader's own log is durable up to here: only that counts for it. Tells whether it commits.
   */
  updateLocal(flushedOffset: number): boolean {
    this.#localEndOffset = flushedOffset;
    return this.#advance();
  }

  /** A replica fetches from `endOffset`. Tells whether that commits something. */
  updateReplica(key: ReplicaKey, endOffset: number, nowMs: number, leaderEnd: number): boolean {
    const before = this.#progress.get(progressKey(key));
    this.#progress.set(progressKey(key), {
      key,
      endOffset,
      lastFetchMs: nowMs,
      lastCaughtUpMs: caughtUpMs(before, endOffset, nowMs, leaderEnd),
      leaderEndAtLastFetch: leaderEnd,
    });
    return this.voters.isVoter(key) && this.#advance();
  }

  /** A voter listens. True when a majority, the leader among it, has done so since last asked. */
  noteFetch(key: ReplicaKey): boolean {
    if (this.voters.isVoter(key)) this.#fetchedVoters.add(key.id);
    const own = this.voters.isVoter(this.#local) ? 1 : 0;
    if (this.#fetchedVoters.size + own < majorityOf(this.voters.size)) return false;
    this.#fetchedVoters.clear();
    return true;
  }

  /** Voters other than the leader that have not fetched since `sinceMs`. */
  silentVoters(sinceMs: number): readonly ReplicaKey[] {
    return this.#otherVoters()
      .filter((each) => (each.lastFetchMs ?? Number.NEGATIVE_INFINITY) <= sinceMs)
      .map((each) => each.key);
  }

  /** Voters other than the leader, those with the longest log first. */
  successors(): readonly ReplicaKey[] {
    return this.#otherVoters()
      .toSorted((a, b) => (b.endOffset ?? -1) - (a.endOffset ?? -1))
      .map((each) => each.key);
  }

  /** For DescribeQuorum: voters first in order of their ids, then observers. */
  progress(nowMs: number): {
    readonly voters: readonly ReplicaProgress[];
    readonly observers: readonly ReplicaProgress[];
  } {
    for (const [key, each] of this.#progress) {
      const isSilent = nowMs - (each.lastFetchMs ?? 0) >= OBSERVER_SESSION_TIMEOUT_MS;
      if (isSilent && !this.voters.isVoter(each.key)) this.#progress.delete(key);
    }
    const own = this.#ownProgress(nowMs);
    const voters = this.voters.ids.map((id) => this.#voterProgress(id, own));
    const observers = [...this.#progress.values()].filter((each) => !this.voters.isVoter(each.key));
    return { voters, observers };
  }

  #ownProgress(nowMs: number): ReplicaProgress {
    return {
      key: this.#local,
      endOffset: this.#localEndOffset,
      lastFetchMs: nowMs,
      lastCaughtUpMs: nowMs,
      leaderEndAtLastFetch: this.#localEndOffset,
    };
  }

  #voterProgress(id: number, own: ReplicaProgress): ReplicaProgress {
    if (id === this.#local.id) return own;
    const key = this.voters.voter(id)?.key ?? { id, directoryId: undefined };
    const known = [...this.#progress.values()].find(
      (each) => each.key.id === id && this.voters.isVoter(each.key),
    );
    return known ?? silent(key);
  }

  #otherVoters(): readonly ReplicaProgress[] {
    const own = silent(this.#local);
    return this.voters.ids
      .filter((id) => id !== this.#local.id)
      .map((id) => this.#voterProgress(id, own));
  }

  #advance(): boolean {
    const own: ReplicaProgress = { ...silent(this.#local), endOffset: this.#localEndOffset };
    const offsets = this.voters.ids.map((id) => this.#voterProgress(id, own).endOffset);
    const candidate = majorityEndOffset(offsets, this.epochStartOffset);
    if (candidate === undefined || candidate <= (this.highWatermark ?? -1)) return false;
    this.highWatermark = candidate;
    return true;
  }
}

function progressKey(key: ReplicaKey): string {
  return `${key.id}:${key.directoryId ?? ''}`;
}

function silent(key: ReplicaKey): ReplicaProgress {
  return {
    key,
    endOffset: undefined,
    lastFetchMs: undefined,
    lastCaughtUpMs: undefined,
    leaderEndAtLastFetch: undefined,
  };
}

function caughtUpMs(
  before: ReplicaProgress | undefined,
  endOffset: number,
  nowMs: number,
  leaderEnd: number,
): number | undefined {
  if (endOffset >= leaderEnd) return nowMs;
  const previousEnd = before?.leaderEndAtLastFetch;
  if (previousEnd !== undefined && endOffset >= previousEnd) return before?.lastFetchMs;
  return before?.lastCaughtUpMs;
}
