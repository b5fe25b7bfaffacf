// Finds the offset for a timestamp, or one of the special positions: -1 latest, -2 earliest, and
// from later versions -3 maximum timestamp (v7), -4 earliest in the local log (v8), -5 latest in
// tiered storage (v9), -6 earliest not yet uploaded (v11).
//
// v2: isolation level.
// v4: leader epochs (KIP-320).
// v10: timeout for lookups in tiered storage (KIP-1075).

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
