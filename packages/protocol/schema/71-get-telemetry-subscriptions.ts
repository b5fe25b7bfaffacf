// Tells a client which metrics to push, and how often (KIP-714).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 71,
  name: 'GetTelemetrySubscriptions',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    ClientInstanceId: uuid 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ClientInstanceId: uuid 0+
    SubscriptionId: int32 0+
    AcceptedCompressionTypes: []int8 0+
    PushIntervalMs: int32 0+
    TelemetryMaxBytes: int32 0+
    DeltaTemporality: bool 0+
    RequestedMetrics: []string 0+
  `,
};
