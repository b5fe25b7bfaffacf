// Describes topics page by page, with eligible leader replicas (KIP-966).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 75,
  name: 'DescribeTopicPartitions',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    Topics: []TopicRequest 0+
      Name: string 0+, entity topicName
    ResponsePartitionLimit: int32 0+, default 2000
    Cursor: Cursor 0+, nullable, default null
      TopicName: string 0+, entity topicName
      PartitionIndex: int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+, ignorable
    Topics: []DescribeTopicPartitionsResponseTopic 0+
      ErrorCode: int16 0+
      Name: string 0+, nullable, key, entity topicName
      TopicId: uuid 0+, ignorable
      IsInternal: bool 0+, ignorable
      Partitions: []DescribeTopicPartitionsResponsePartition 0+
        ErrorCode: int16 0+
        PartitionIndex: int32 0+
        LeaderId: int32 0+, entity brokerId
        LeaderEpoch: int32 0+, default -1, ignorable
        ReplicaNodes: []int32 0+, entity brokerId
        IsrNodes: []int32 0+, entity brokerId
        EligibleLeaderReplicas: []int32 0+, nullable, default null, entity brokerId
        LastKnownElr: []int32 0+, nullable, default null, entity brokerId
        OfflineReplicas: []int32 0+, ignorable, entity brokerId
      TopicAuthorizedOperations: int32 0+, default -2147483648
    NextCursor: Cursor 0+, nullable, default null
      TopicName: string 0+, entity topicName
      PartitionIndex: int32 0+
  `,
};
