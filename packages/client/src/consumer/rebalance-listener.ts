// What an application is told when partitions come and go. Each is awaited, while the application
// waits for records and before the group goes on; one that takes longer than maxPollIntervalMs
// costs the member its place in the group. `unsubscribe` and `close` may be called in here.

import type { TopicPartition } from '../fetcher/topic-partition.ts';

export interface RebalanceListener {
  /** These are new; a seek in here decides where they start. */
  onPartitionsAssigned?(partitions: readonly TopicPartition[]): void | Promise<void>;
  /** These are still this member's: offsets may be committed in here, for the last time. */
  onPartitionsRevoked?(partitions: readonly TopicPartition[]): void | Promise<void>;
  /** These may be others' already. Without it, `onPartitionsRevoked` is called. */
  onPartitionsLost?(partitions: readonly TopicPartition[]): void | Promise<void>;
}
