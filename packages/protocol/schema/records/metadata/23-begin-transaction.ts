// Opens a transaction of metadata records: they take effect together (KIP-868).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 23,
  name: 'BeginTransactionRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Name: string 0+, nullable, tag 0, default null
  `,
};
