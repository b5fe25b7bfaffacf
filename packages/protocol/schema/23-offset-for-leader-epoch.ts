// Tells where a leader epoch ends in the leader's log: how replicas and consumers find where logs
// diverge.
//
// v2: fencing by current leader epoch.
// v3: replica id.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 23,
  name: 'OffsetForLeaderEpoch',
  versions: '2-4',
  flexible: '4+',
  listeners: ['broker'],
  request: `
    ReplicaId: int32 3+, default -2, ignorable, entity brokerId
    Topics: []OffsetForLeaderTopic 0+
      Topic: string 0+, key, entity topicName
      Partitions: []OffsetForLeaderPartition 0+
        Partition: int32 0+
        CurrentLeaderEpoch: int32 2+, default -1, ignorable
        LeaderEpoch: int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 2+, ignorable
    Topics: []OffsetForLeaderTopicResult 0+
      Topic: string 0+, key, entity topicName
      Partitions: []EpochEndOffset 0+
        ErrorCode: int16 0+
        Partition: int32 0+
        LeaderEpoch: int32 1+, default -1, ignorable
        EndOffset: int64 0+, default -1
  `,
};
