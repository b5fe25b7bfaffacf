// Raises the number of partitions of topics.
//
// v3: THROTTLING_QUOTA_EXCEEDED.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 37,
  name: 'CreatePartitions',
  versions: '0-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    Topics: []CreatePartitionsTopic 0+
      Name: string 0+, key, entity topicName
      Count: int32 0+
      Assignments: []CreatePartitionsAssignment 0+, nullable
        BrokerIds: []int32 0+, entity brokerId
    TimeoutMs: int32 0+
    ValidateOnly: bool 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Results: []CreatePartitionsTopicResult 0+
      Name: string 0+, entity topicName
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable, default null
  `,
};
