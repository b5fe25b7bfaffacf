// A broker asks the controller for a block of producer ids.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 67,
  name: 'AllocateProducerIds',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    BrokerId: int32 0+, entity brokerId
    BrokerEpoch: int64 0+, default -1
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ProducerIdStart: int64 0+, entity producerId
    ProducerIdLen: int32 0+
  `,
};
