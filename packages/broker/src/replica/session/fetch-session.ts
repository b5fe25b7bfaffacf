// A fetch session (KIP-227): the partitions that a client fetches, so that each request and
// response needs to name only what changes.

import type { FetchedPartition } from './fetched-partition.ts';

/** The epochs with a meaning of their own. */
export const INITIAL_EPOCH = 0;
export const FINAL_EPOCH = -1;
/** The id that stands for no session. */
export const NO_SESSION = 0;

const EPOCH_MAX = 2_147_483_647;

/** Follows `epoch`; after the largest comes 1, as 0 opens a session. */
export function nextEpoch(epoch: number): number {
  if (epoch < 0) return FINAL_EPOCH;
  return epoch === EPOCH_MAX ? 1 : epoch + 1;
}

/** What the cache keeps sessions for. */
export interface SessionOptions {
  readonly id: number;
  /** A follower's: kept in preference to consumers'. */
  readonly isPrivileged: boolean;
  readonly usesTopicIds: boolean;
  readonly partitions: Map<string, FetchedPartition>;
  readonly nowMs: number;
}

export class FetchSession {
  readonly id: number;
  readonly isPrivileged: boolean;
  readonly usesTopicIds: boolean;
  readonly createdMs: number;
  /** By `partitionKey`, in the order in which they are read. */
  readonly partitions: Map<string, FetchedPartition>;
  /** The epoch that the next request must have. */
  epoch = nextEpoch(INITIAL_EPOCH);
  lastUsedMs: number;

  constructor({ id, isPrivileged, usesTopicIds, partitions, nowMs }: SessionOptions) {
    this.id = id;
    this.isPrivileged = isPrivileged;
    this.usesTopicIds = usesTopicIds;
    this.partitions = partitions;
    this.createdMs = nowMs;
    this.lastUsedMs = nowMs;
  }

  /** Moves a partition that was served to the end, so that each has its turn. */
  moveToEnd(key: string): void {
    const partition = this.partitions.get(key);
    if (partition === undefined) return;
    this.partitions.delete(key);
    this.partitions.set(key, partition);
  }
}
