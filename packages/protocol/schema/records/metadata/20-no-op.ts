// Nothing: keeps the log moving while it is idle.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 20,
  name: 'NoOpRecord',
  versions: '0',
  flexible: '0+',
  fields: ``,
};
