// What a client wants of one partition, as it said last, and what it was told last: the memory of
// a fetch session. Without a session it lives for one request.

import { type FetchRequestFetchPartition, type Uuid, zeroUuid } from '@ottla/protocol';

export interface FetchedTopic {
  /** Empty where only the id is known. */
  readonly name: string;
  /** Zero in versions that name topics. */
  readonly topicId: Uuid;
}

/** Offsets beyond a number's safe range are out of every log's range anyway. */
function offsetOf(value: number | bigint): number {
  if (typeof value === 'number') return value;
  return value < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

export class FetchedPartition {
  readonly topic: FetchedTopic;
  readonly index: number;
  fetchOffset = -1;
  maxBytes = 0;
  /** -1: the client does not say. */
  currentLeaderEpoch = -1;
  /** Epoch of the last batch that a follower has; -1: do not compare. */
  lastFetchedEpoch = -1;
  /** A follower's log start; -1 for consumers. */
  logStartOffset = -1;
  /** What was told last; -1 before, and after an error. */
  toldHighWatermark = -1;
  toldLogStartOffset = -1;

  constructor(topic: FetchedTopic, wanted: FetchRequestFetchPartition) {
    this.topic = topic;
    this.index = wanted.partition;
    this.update(wanted);
  }

  update(wanted: FetchRequestFetchPartition): void {
    this.fetchOffset = offsetOf(wanted.fetchOffset);
    this.maxBytes = wanted.partitionMaxBytes;
    this.currentLeaderEpoch = wanted.currentLeaderEpoch;
    this.lastFetchedEpoch = wanted.lastFetchedEpoch;
    this.logStartOffset = offsetOf(wanted.logStartOffset);
  }
}

/** One partition among those of a session. */
export function partitionKey(topic: FetchedTopic, index: number): string {
  return `${topic.topicId === zeroUuid ? topic.name : topic.topicId}/${index}`;
}
