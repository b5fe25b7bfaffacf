// Ends a transaction of metadata records (KIP-868).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 24,
  name: 'EndTransactionRecord',
  versions: '0',
  flexible: '0+',
  fields: ``,
};
