// Removes a broker that will not come back.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 64,
  name: 'UnregisterBroker',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: `
    BrokerId: int32 0+, entity brokerId
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable
  `,
};
