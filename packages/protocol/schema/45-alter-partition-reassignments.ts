// Moves partitions to other brokers, or stops that with null replicas (KIP-455).
//
// v1: whether the replication factor may change.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 45,
  name: 'AlterPartitionReassignments',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: `
    TimeoutMs: int32 0+, default 60000
    AllowReplicationFactorChange: bool 1+, default true
    Topics: []ReassignableTopic 0+
      Name: string 0+, entity topicName
      Partitions: []ReassignablePartition 0+
        PartitionIndex: int32 0+
        Replicas: []int32 0+, nullable, default null, entity brokerId
  `,
  response: `
    ThrottleTimeMs: int32 0+
    AllowReplicationFactorChange: bool 1+, default true, ignorable
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable
    Responses: []ReassignableTopicResponse 0+
      Name: string 0+, entity topicName
      Partitions: []ReassignablePartitionResponse 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable
  `,
};
