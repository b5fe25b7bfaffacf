// Moves the log start offset of partitions forward.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 21,
  name: 'DeleteRecords',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker'],
  request: `
    Topics: []DeleteRecordsTopic 0+
      Name: string 0+, entity topicName
      Partitions: []DeleteRecordsPartition 0+
        PartitionIndex: int32 0+
        Offset: int64 0+
    TimeoutMs: int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Topics: []DeleteRecordsTopicResult 0+
      Name: string 0+, key, entity topicName
      Partitions: []DeleteRecordsPartitionResult 0+
        PartitionIndex: int32 0+, key
        LowWatermark: int64 0+
        ErrorCode: int16 0+
  `,
};
