// Keeps a member of a classic group alive, and tells it of a rebalance.
//
// v3: static members.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 12,
  name: 'Heartbeat',
  versions: '0-4',
  flexible: '4+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    GenerationId: int32 0+
    MemberId: string 0+
    GroupInstanceId: string 3+, nullable, default null
  `,
  response: `
    ThrottleTimeMs: int32 1+, ignorable
    ErrorCode: int16 0+
  `,
};
