// Sets the start offsets of a share group that has no members.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 91,
  name: 'AlterShareGroupOffsets',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    Topics: []AlterShareGroupOffsetsRequestTopic 0+
      TopicName: string 0+, key, entity topicName
      Partitions: []AlterShareGroupOffsetsRequestPartition 0+
        PartitionIndex: int32 0+
        StartOffset: int64 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable, default null
    Responses: []AlterShareGroupOffsetsResponseTopic 0+
      TopicName: string 0+, key, entity topicName
      TopicId: uuid 0+
      Partitions: []AlterShareGroupOffsetsResponsePartition 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable, default null
  `,
};
