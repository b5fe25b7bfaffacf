// Lists delegation tokens.
//
// v3: who asked for the token.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 41,
  name: 'DescribeDelegationToken',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    Owners: []DescribeDelegationTokenOwner 0+, nullable
      PrincipalType: string 0+
      PrincipalName: string 0+
  `,
  response: `
    ErrorCode: int16 0+
    Tokens: []DescribedDelegationToken 0+
      PrincipalType: string 0+
      PrincipalName: string 0+
      TokenRequesterPrincipalType: string 3+
      TokenRequesterPrincipalName: string 3+
      IssueTimestamp: int64 0+
      ExpiryTimestamp: int64 0+
      MaxTimestamp: int64 0+
      TokenId: string 0+
      Hmac: bytes 0+
      Renewers: []DescribedDelegationTokenRenewer 0+
        PrincipalType: string 0+
        PrincipalName: string 0+
    ThrottleTimeMs: int32 0+
  `,
};
