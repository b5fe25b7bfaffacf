// The client's half of an incremental fetch session with one broker (KIP-227): which partitions a
// request must name, and what a response means for the session. Pure.
//
// full (id 0 or kept, epoch 0) --response with id--> incremental (epoch 1, 2, …)
//   --error, lost connection--> full, closing the old session
//   --FETCH_SESSION_ID_NOT_FOUND--> full, new

import { errors, type Uuid } from '@ottla/protocol';

import { ZERO_UUID } from '../core/cluster-metadata.ts';

/** Asks for a new session, or names one that is to be replaced. */
export const INITIAL_EPOCH = 0;
/** Ends the session. */
export const FINAL_EPOCH = -1;
const NO_SESSION = 0;
const EPOCH_MAX = 0x7fffffff;

/** What a request says about one partition. */
export interface FetchPartition {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly partition: number;
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly lastFetchedEpoch: number;
  readonly bytesMax: number;
}

export interface FetchSessionRequest {
  readonly sessionId: number;
  readonly epoch: number;
  /** Partitions that are new to the session or differ from what it holds; all of them when full. */
  readonly toSend: readonly FetchPartition[];
  readonly toForget: readonly FetchPartition[];
  /** False where a partition's topic id is unknown: then at most Fetch version 12 can be used. */
  readonly canUseTopicIds: boolean;
}

export class FetchSession {
  #sessionId = NO_SESSION;
  #epoch = INITIAL_EPOCH;
  #partitions = new Map<string, FetchPartition>();

  get isOpen(): boolean {
    return this.#sessionId !== NO_SESSION;
  }

  get size(): number {
    return this.#partitions.size;
  }

  /** The next request for these partitions. Changes the session: follow it with a result. */
  next(wanted: readonly FetchPartition[]): FetchSessionRequest {
    const isFull = this.#epoch === INITIAL_EPOCH;
    const previous = isFull ? new Map<string, FetchPartition>() : this.#partitions;
    const partitions = new Map<string, FetchPartition>();
    const toSend: FetchPartition[] = [];
    const toForget: FetchPartition[] = [];
    for (const partition of wanted) {
      const key = keyOf(partition);
      const known = previous.get(key);
      partitions.set(key, partition);
      if (known === undefined || !isSame(known, partition)) toSend.push(partition);
      if (known !== undefined && isReplaced(known, partition)) toForget.push(known);
    }
    for (const [key, known] of previous) if (!partitions.has(key)) toForget.push(known);
    this.#partitions = partitions;
    return {
      sessionId: this.#sessionId,
      epoch: this.#epoch,
      toSend,
      toForget,
      canUseTopicIds: [...wanted, ...toForget].every(({ topicId }) => topicId !== ZERO_UUID),
    };
  }

  /** A response came; returns whether its partitions may be used. */
  responded(errorCode: number, sessionId: number): boolean {
    if (errorCode === errors.FETCH_SESSION_ID_NOT_FOUND.code) {
      this.#sessionId = NO_SESSION;
      this.#epoch = INITIAL_EPOCH;
      return false;
    }
    if (errorCode !== 0) {
      this.failed();
      return false;
    }
    this.#sessionId = sessionId;
    this.#epoch = sessionId === NO_SESSION ? INITIAL_EPOCH : followingEpoch(this.#epoch);
    return true;
  }

  /** No response will come: the broker may or may not have seen the request. */
  failed(): void {
    this.#epoch = INITIAL_EPOCH;
  }
}

function followingEpoch(epoch: number): number {
  return epoch === EPOCH_MAX ? 1 : epoch + 1;
}

function keyOf({ topic, partition }: FetchPartition): string {
  return `${topic}-${partition}`;
}

function isReplaced(known: FetchPartition, next: FetchPartition): boolean {
  const knowsBoth = known.topicId !== ZERO_UUID && next.topicId !== ZERO_UUID;
  return knowsBoth && known.topicId !== next.topicId;
}

function isSame(known: FetchPartition, next: FetchPartition): boolean {
  return (
    known.topicId === next.topicId &&
    known.offset === next.offset &&
    known.leaderEpoch === next.leaderEpoch &&
    known.lastFetchedEpoch === next.lastFetchedEpoch &&
    known.bytesMax === next.bytesMax
  );
}
