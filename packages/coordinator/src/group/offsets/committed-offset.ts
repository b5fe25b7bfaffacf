// One committed offset, and when it may be forgotten.

import { type Int64, type OffsetCommitValue, type Uuid, zeroUuid } from '@ottla/protocol';
import { NO_TIMESTAMP } from '../records/group-records.ts';

export interface CommittedOffset {
  readonly offset: Int64;
  /** -1 where it is not known. */
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestampMs: number;
  /** Set by commits of v2 to v4 that bring a retention time of their own. */
  readonly expireTimestampMs: number | undefined;
  /** The zero id where the record has none. */
  readonly topicId: Uuid;
  /** Where its record stands in the log: of two commits the later one counts. */
  readonly recordOffset: number;
}

export function committedOffset(recordOffset: number, value: OffsetCommitValue): CommittedOffset {
  const expireTimestampMs = Number(value.expireTimestamp);
  return {
    offset: value.offset,
    leaderEpoch: value.leaderEpoch,
    metadata: value.metadata,
    commitTimestampMs: Number(value.commitTimestamp),
    expireTimestampMs: expireTimestampMs === NO_TIMESTAMP ? undefined : expireTimestampMs,
    topicId: value.topicId,
    recordOffset,
  };
}

/** Whether it was committed for another topic that once had the same name. */
export function isOfAnotherTopic(committed: CommittedOffset, topicId: Uuid): boolean {
  const { topicId: own } = committed;
  return own !== zeroUuid && topicId !== zeroUuid && own !== topicId;
}
