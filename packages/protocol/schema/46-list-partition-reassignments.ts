// Lists the reassignments under way.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 46,
  name: 'ListPartitionReassignments',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: `
    TimeoutMs: int32 0+, default 60000
    Topics: []ListPartitionReassignmentsTopics 0+, nullable, default null
      Name: string 0+, entity topicName
      PartitionIndexes: []int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable
    Topics: []OngoingTopicReassignment 0+
      Name: string 0+, entity topicName
      Partitions: []OngoingPartitionReassignment 0+
        PartitionIndex: int32 0+
        Replicas: []int32 0+, entity brokerId
        AddingReplicas: []int32 0+, entity brokerId
        RemovingReplicas: []int32 0+, entity brokerId
  `,
};
