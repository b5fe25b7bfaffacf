// NoOpRecord.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 20,
  name: 'NoOpRecord',
  versions: '0',
  flexible: '0+',
  fields: ``,
};
