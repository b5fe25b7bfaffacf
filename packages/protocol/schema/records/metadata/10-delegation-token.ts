// A delegation token.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 10,
  name: 'DelegationTokenRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Owner: string 0+
    Requester: string 0+
    Renewers: []string 0+
    IssueTimestamp: int64 0+
    MaxTimestamp: int64 0+
    ExpirationTimestamp: int64 0+
    TokenId: string 0+
  `,
};
