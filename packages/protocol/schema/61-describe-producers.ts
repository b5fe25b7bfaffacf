// Tells the state of the active producers of partitions (KIP-664).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 61,
  name: 'DescribeProducers',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    Topics: []TopicRequest 0+
      Name: string 0+, entity topicName
      PartitionIndexes: []int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Topics: []TopicResponse 0+
      Name: string 0+, entity topicName
      Partitions: []PartitionResponse 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable, default null
        ActiveProducers: []ProducerState 0+
          ProducerId: int64 0+, entity producerId
          ProducerEpoch: int32 0+
          LastSequence: int32 0+, default -1
          LastTimestamp: int64 0+, default -1
          CoordinatorEpoch: int32 0+
          CurrentTxnStartOffset: int64 0+, default -1
  `,
};
