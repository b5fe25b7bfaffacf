// Changes when a delegation token expires; at once with a negative period.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 40,
  name: 'ExpireDelegationToken',
  versions: '1-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    Hmac: bytes 0+
    ExpiryTimePeriodMs: int64 0+
  `,
  response: `
    ErrorCode: int16 0+
    ExpiryTimestampMs: int64 0+
    ThrottleTimeMs: int32 0+
  `,
};
