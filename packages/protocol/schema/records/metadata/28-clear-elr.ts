// Clears the eligible leader replicas of a topic, or of all (KIP-966).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 28,
  name: 'ClearElrRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    TopicName: string 0+, entity topicName
  `,
};
