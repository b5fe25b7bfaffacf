// Removes a delegation token.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 26,
  name: 'RemoveDelegationTokenRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    TokenId: string 0+
  `,
};
