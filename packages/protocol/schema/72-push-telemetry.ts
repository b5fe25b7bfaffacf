// A client pushes its metrics (KIP-714).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 72,
  name: 'PushTelemetry',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    ClientInstanceId: uuid 0+
    SubscriptionId: int32 0+
    Terminating: bool 0+
    CompressionType: int8 0+
    Metrics: bytes 0+, zero-copy
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
  `,
};
