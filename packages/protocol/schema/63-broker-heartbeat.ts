// A broker tells the controller that it lives, how far it has come, and what it wants: to be
// unfenced, to shut down.
//
// v1: offline log directories (KIP-858).
// v2: cordoned ones (KIP-1066).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 63,
  name: 'BrokerHeartbeat',
  versions: '0-2',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    BrokerId: int32 0+, entity brokerId
    BrokerEpoch: int64 0+, default -1
    CurrentMetadataOffset: int64 0+
    WantFence: bool 0+
    WantShutDown: bool 0+
    OfflineLogDirs: []uuid 1+, tag 0
    CordonedLogDirs: []uuid 2+, nullable, tag 1, default null
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    IsCaughtUp: bool 0+
    IsFenced: bool 0+, default true
    ShouldShutDown: bool 0+
  `,
};
