// Offsets of a group, as applications give and get them.

import type { TopicPartition } from '../../fetcher/topic-partition.ts';

export interface OffsetToCommit extends TopicPartition {
  /** Of the next record to consume: one more than that of the last one that is finished. */
  readonly offset: number;
  /** Of the last record that is finished; lets the next reader notice that the log was cut. */
  readonly leaderEpoch?: number | undefined;
  readonly metadata?: string | undefined;
}

export interface CommittedOffset extends TopicPartition {
  readonly offset: number;
  /** -1 where none was committed. */
  readonly leaderEpoch: number;
  readonly metadata: string;
}
