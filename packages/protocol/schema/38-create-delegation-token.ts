// Creates a delegation token.
//
// v3: for another owner (KIP-373).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 38,
  name: 'CreateDelegationToken',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    OwnerPrincipalType: string 3+, nullable
    OwnerPrincipalName: string 3+, nullable
    Renewers: []CreatableRenewers 0+
      PrincipalType: string 0+
      PrincipalName: string 0+
    MaxLifetimeMs: int64 0+
  `,
  response: `
    ErrorCode: int16 0+
    PrincipalType: string 0+
    PrincipalName: string 0+
    TokenRequesterPrincipalType: string 3+
    TokenRequesterPrincipalName: string 3+
    IssueTimestampMs: int64 0+
    ExpiryTimestampMs: int64 0+
    MaxTimestampMs: int64 0+
    TokenId: string 0+
    Hmac: bytes 0+
    ThrottleTimeMs: int32 0+
  `,
};
