// Creates topics, with counts or explicit assignments.
//
// v4: -1 for the defaults of partitions and replication factor (KIP-464).
// v5: the response tells configs.
// v6: THROTTLING_QUOTA_EXCEEDED.
// v7: topic ids.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 19,
  name: 'CreateTopics',
  versions: '2-7',
  flexible: '5+',
  listeners: ['broker', 'controller'],
  request: `
    Topics: []CreatableTopic 0+
      Name: string 0+, key, entity topicName
      NumPartitions: int32 0+
      ReplicationFactor: int16 0+
      Assignments: []CreatableReplicaAssignment 0+
        PartitionIndex: int32 0+, key
        BrokerIds: []int32 0+, entity brokerId
      Configs: []CreatableTopicConfig 0+
        Name: string 0+, key
        Value: string 0+, nullable
    timeoutMs: int32 0+, default 60000
    validateOnly: bool 1+
  `,
  response: `
    ThrottleTimeMs: int32 2+, ignorable
    Topics: []CreatableTopicResult 0+
      Name: string 0+, key, entity topicName
      TopicId: uuid 7+, ignorable
      ErrorCode: int16 0+
      ErrorMessage: string 1+, nullable 0+, ignorable
      TopicConfigErrorCode: int16 5+, tag 0, ignorable
      NumPartitions: int32 5+, default -1, ignorable
      ReplicationFactor: int16 5+, default -1, ignorable
      Configs: []CreatableTopicConfigs 5+, nullable, ignorable
        Name: string 5+
        Value: string 5+, nullable
        ReadOnly: bool 5+
        ConfigSource: int8 5+, default -1, ignorable
        IsSensitive: bool 5+
  `,
};
