// ListOffsets.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 2,
  name: 'ListOffsets',
  versions: '1-11',
  flexible: '6+',
  listeners: ['broker'],
  request: `
    ReplicaId: int32 0+, entity brokerId
    IsolationLevel: int8 2+
    Topics: []ListOffsetsTopic 0+
      Name: string 0+, entity topicName
      Partitions: []ListOffsetsPartition 0+
        PartitionIndex: int32 0+
        CurrentLeaderEpoch: int32 4+, default -1, ignorable
        Timestamp: int64 0+
    TimeoutMs: int32 10+, ignorable
  `,
  response: `
    ThrottleTimeMs: int32 2+, ignorable
    Topics: []ListOffsetsTopicResponse 0+
      Name: string 0+, entity topicName
      Partitions: []ListOffsetsPartitionResponse 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        Timestamp: int64 1+, default -1
        Offset: int64 1+, default -1
        LeaderEpoch: int32 4+, default -1
  `,
};
