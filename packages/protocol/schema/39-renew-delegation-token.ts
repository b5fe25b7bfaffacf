// Renews a delegation token.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 39,
  name: 'RenewDelegationToken',
  versions: '1-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    Hmac: bytes 0+
    RenewPeriodMs: int64 0+
  `,
  response: `
    ErrorCode: int16 0+
    ExpiryTimestampMs: int64 0+
    ThrottleTimeMs: int32 0+
  `,
};
