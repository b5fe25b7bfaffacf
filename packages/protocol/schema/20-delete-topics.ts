// Deletes topics.
//
// v3: TOPIC_DELETION_DISABLED.
// v5: error messages.
// v6: by name or by id.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 20,
  name: 'DeleteTopics',
  versions: '1-6',
  flexible: '4+',
  listeners: ['broker', 'controller'],
  request: `
    Topics: []DeleteTopicState 6+
      Name: string 6+, nullable, default null, entity topicName
      TopicId: uuid 6+
    TopicNames: []string 0-5, ignorable, entity topicName
    TimeoutMs: int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 1+, ignorable
    Responses: []DeletableTopicResult 0+
      Name: string 0+, nullable 6+, key, entity topicName
      TopicId: uuid 6+, ignorable
      ErrorCode: int16 0+
      ErrorMessage: string 5+, nullable, default null, ignorable
  `,
};
