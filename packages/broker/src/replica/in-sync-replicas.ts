// Whose log ends count: the replicas of a partition as its leader sees them. Pure. Today the ISR
// is what the metadata says; a leader that proposes changes of it (AlterPartition) will do so
// here.

import { errors, type ProtocolError } from '@ottla/protocol';

/** What the leader knows of a replica on another broker. */
interface Follower {
  /** The offset that it fetched last: it has all below. -1 where it has not fetched yet. */
  logEndOffset: number;
  logStartOffset: number;
  lastFetchMs: number;
}

export interface Assignment {
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

export class InSyncReplicas {
  readonly #brokerId: number;
  readonly #followers = new Map<number, Follower>();
  #replicas: readonly number[] = [];
  #isr: readonly number[] = [];

  constructor(brokerId: number) {
    this.#brokerId = brokerId;
  }

  get isr(): readonly number[] {
    return this.#isr;
  }

  get replicas(): readonly number[] {
    return this.#replicas;
  }

  /** Takes an assignment over. `isNewLeader`: what followers had fetched from before is void. */
  assign({ replicas, isr }: Assignment, isNewLeader: boolean): void {
    this.#replicas = replicas;
    this.#isr = isr;
    if (isNewLeader) this.#followers.clear();
    for (const id of this.#followers.keys()) {
      if (!replicas.includes(id)) this.#followers.delete(id);
    }
  }

  /** min.insync.replicas, as far as there are replicas at all. */
  effectiveMinIsr(minInsyncReplicas: number): number {
    return Math.min(minInsyncReplicas, this.#replicas.length);
  }

  hasEnough(minInsyncReplicas: number): boolean {
    return this.#isr.length >= this.effectiveMinIsr(minInsyncReplicas);
  }

  /** A follower fetches from `offset`: it has all below. An error where it is none of ours. */
  fetched(
    replicaId: number,
    { offset, logStartOffset, nowMs, hasEpoch }: FollowerFetch,
  ): ProtocolError | undefined {
    if (!this.#replicas.includes(replicaId)) {
      // Metadata reaches leader and follower at different times: the follower should try again.
      return hasEpoch ? errors.UNKNOWN_LEADER_EPOCH : errors.NOT_LEADER_OR_FOLLOWER;
    }
    this.#followers.set(replicaId, { logEndOffset: offset, logStartOffset, lastFetchMs: nowMs });
    return undefined;
  }

  /**
   * The high watermark where the leader's own log ends at `ownEnd`; undefined where it must stay.
   */
  highWatermark(ownEnd: number, minInsyncReplicas: number): number | undefined {
    if (!this.hasEnough(minInsyncReplicas)) return undefined;
    let lowest = ownEnd;
    for (const id of this.#isr) {
      if (id === this.#brokerId) continue;
      const follower = this.#followers.get(id);
      if (follower === undefined) return undefined;
      lowest = Math.min(lowest, follower.logEndOffset);
    }
    return lowest;
  }

  /** The lowest log start of all replicas: what DeleteRecords waits for. */
  lowWatermark(ownStart: number): number {
    let lowest = ownStart;
    for (const id of this.#replicas) {
      if (id === this.#brokerId) continue;
      lowest = Math.min(lowest, this.#followers.get(id)?.logStartOffset ?? -1);
    }
    return lowest;
  }
}

export interface FollowerFetch {
  readonly offset: number;
  readonly logStartOffset: number;
  readonly nowMs: number;
  /** Whether the request named a leader epoch. */
  readonly hasEpoch: boolean;
}
