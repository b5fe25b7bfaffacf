// Stores a group's offsets with its coordinator.
//
// v2 to v4: retention time.
// v6: leader epochs.
// v7: static members.
// v9: for members of the new consumer protocol too: GenerationIdOrMemberEpoch (KIP-848).
// v10: topics by id.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 8,
  name: 'OffsetCommit',
  versions: '2-10',
  flexible: '8+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    GenerationIdOrMemberEpoch: int32 1+, default -1, ignorable
    MemberId: string 1+, ignorable
    GroupInstanceId: string 7+, nullable, default null
    RetentionTimeMs: int64 2-4, default -1, ignorable
    Topics: []OffsetCommitRequestTopic 0+
      Name: string 0-9, ignorable, entity topicName
      TopicId: uuid 10+, ignorable
      Partitions: []OffsetCommitRequestPartition 0+
        PartitionIndex: int32 0+
        CommittedOffset: int64 0+
        CommittedLeaderEpoch: int32 6+, default -1, ignorable
        CommittedMetadata: string 0+, nullable
  `,
  response: `
    ThrottleTimeMs: int32 3+, ignorable
    Topics: []OffsetCommitResponseTopic 0+
      Name: string 0-9, ignorable, entity topicName
      TopicId: uuid 10+, ignorable
      Partitions: []OffsetCommitResponsePartition 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
  `,
};
