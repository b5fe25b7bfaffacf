// Deletes a group's committed offsets. Never flexible.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 47,
  name: 'OffsetDelete',
  versions: '0',
  flexible: 'none',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    Topics: []OffsetDeleteRequestTopic 0+
      Name: string 0+, key, entity topicName
      Partitions: []OffsetDeleteRequestPartition 0+
        PartitionIndex: int32 0+
  `,
  response: `
    ErrorCode: int16 0+
    ThrottleTimeMs: int32 0+, ignorable
    Topics: []OffsetDeleteResponseTopic 0+
      Name: string 0+, key, entity topicName
      Partitions: []OffsetDeleteResponsePartition 0+
        PartitionIndex: int32 0+, key
        ErrorCode: int16 0+
  `,
};
