// Drops all metadata records since BeginTransactionRecord (KIP-868).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 25,
  name: 'AbortTransactionRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Reason: string 0+, nullable, tag 0, default null
  `,
};
