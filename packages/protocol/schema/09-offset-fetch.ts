// Reads a group's committed offsets from its coordinator. A null list of topics means all.
//
// v2: top-level error.
// v5: leader epochs.
// v7: RequireStable waits for open transactions.
// v8: several groups in one request.
// v9: member id and epoch (KIP-848).
// v10: topics by id.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 9,
  name: 'OffsetFetch',
  versions: '1-10',
  flexible: '6+',
  listeners: ['broker'],
  request: `
    GroupId: string 0-7, entity groupId
    Topics: []OffsetFetchRequestTopic 0-7, nullable 2-7
      Name: string 0-7, entity topicName
      PartitionIndexes: []int32 0-7
    Groups: []OffsetFetchRequestGroup 8+
      GroupId: string 8+, entity groupId
      MemberId: string 9+, nullable, default null, ignorable
      MemberEpoch: int32 9+, default -1, ignorable
      Topics: []OffsetFetchRequestTopics 8+, nullable
        Name: string 8-9, ignorable, entity topicName
        TopicId: uuid 10+, ignorable
        PartitionIndexes: []int32 8+
    RequireStable: bool 7+
  `,
  response: `
    ThrottleTimeMs: int32 3+, ignorable
    Topics: []OffsetFetchResponseTopic 0-7
      Name: string 0-7, entity topicName
      Partitions: []OffsetFetchResponsePartition 0-7
        PartitionIndex: int32 0-7
        CommittedOffset: int64 0-7
        CommittedLeaderEpoch: int32 5-7, default -1, ignorable
        Metadata: string 0-7, nullable
        ErrorCode: int16 0-7
    ErrorCode: int16 2-7, ignorable
    Groups: []OffsetFetchResponseGroup 8+
      GroupId: string 8+, entity groupId
      Topics: []OffsetFetchResponseTopics 8+
        Name: string 8-9, ignorable, entity topicName
        TopicId: uuid 10+, ignorable
        Partitions: []OffsetFetchResponsePartitions 8+
          PartitionIndex: int32 8+
          CommittedOffset: int64 8+
          CommittedLeaderEpoch: int32 8+, default -1, ignorable
          Metadata: string 8+, nullable
          ErrorCode: int16 8+
      ErrorCode: int16 8+
  `,
};
