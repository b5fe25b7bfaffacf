// Commits or aborts a transaction.
//
// v5: each transaction ends with a new epoch, which the response tells (KIP-890).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 26,
  name: 'EndTxn',
  versions: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: `
    TransactionalId: string 0+, entity transactionalId
    ProducerId: int64 0+, entity producerId
    ProducerEpoch: int16 0+
    Committed: bool 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ProducerId: int64 5+, default -1, ignorable, entity producerId
    ProducerEpoch: int16 5+, default -1, ignorable
  `,
};
