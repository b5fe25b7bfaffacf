// Deletes the offsets of a share group that has no members.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 92,
  name: 'DeleteShareGroupOffsets',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    Topics: []DeleteShareGroupOffsetsRequestTopic 0+
      TopicName: string 0+, entity topicName
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable, default null
    Responses: []DeleteShareGroupOffsetsResponseTopic 0+
      TopicName: string 0+, entity topicName
      TopicId: uuid 0+
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable, default null
  `,
};
