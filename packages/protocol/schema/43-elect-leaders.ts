// Elects leaders: the preferred replicas, or unclean ones.
//
// v1: election types, top-level error.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 43,
  name: 'ElectLeaders',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    ElectionType: int8 1+
    TopicPartitions: []TopicPartitions 0+, nullable
      Topic: string 0+, key, entity topicName
      Partitions: []int32 0+
    TimeoutMs: int32 0+, default 60000
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 1+
    ReplicaElectionResults: []ReplicaElectionResult 0+
      Topic: string 0+, entity topicName
      PartitionResult: []PartitionResult 0+
        PartitionId: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable
  `,
};
