// Tells the start offsets of a share group (KIP-932).
//
// v1: Lag (KIP-1226).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 90,
  name: 'DescribeShareGroupOffsets',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    Groups: []DescribeShareGroupOffsetsRequestGroup 0+
      GroupId: string 0+, entity groupId
      Topics: []DescribeShareGroupOffsetsRequestTopic 0+, nullable
        TopicName: string 0+, entity topicName
        Partitions: []int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Groups: []DescribeShareGroupOffsetsResponseGroup 0+
      GroupId: string 0+, entity groupId
      Topics: []DescribeShareGroupOffsetsResponseTopic 0+
        TopicName: string 0+, entity topicName
        TopicId: uuid 0+
        Partitions: []DescribeShareGroupOffsetsResponsePartition 0+
          PartitionIndex: int32 0+
          StartOffset: int64 0+
          LeaderEpoch: int32 0+
          Lag: int64 1+, default -1, ignorable
          ErrorCode: int16 0+
          ErrorMessage: string 0+, nullable, default null
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable, default null
  `,
};
