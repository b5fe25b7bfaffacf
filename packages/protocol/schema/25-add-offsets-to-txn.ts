// Adds a group's partition of the offsets topic to a transaction.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 25,
  name: 'AddOffsetsToTxn',
  versions: '0-4',
  flexible: '3+',
  listeners: ['broker'],
  request: `
    TransactionalId: string 0+, entity transactionalId
    ProducerId: int64 0+, entity producerId
    ProducerEpoch: int16 0+
    GroupId: string 0+, entity groupId
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
  `,
};
