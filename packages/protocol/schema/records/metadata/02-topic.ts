// A new topic.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 2,
  name: 'TopicRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Name: string 0+, entity topicName
    TopicId: uuid 0+
  `,
};
