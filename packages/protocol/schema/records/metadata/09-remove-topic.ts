// Deletes a topic with its partitions.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 9,
  name: 'RemoveTopicRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    TopicId: uuid 0+
  `,
};
