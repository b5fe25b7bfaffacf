// Lists the transactions that a broker coordinates.
//
// v1: filter by duration.
// v2: filter by pattern of the transactional id (KIP-1152).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 66,
  name: 'ListTransactions',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    StateFilters: []string 0+
    ProducerIdFilters: []int64 0+, entity producerId
    DurationFilter: int64 1+, default -1
    TransactionalIdPattern: string 2+, nullable, default null
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    UnknownStateFilters: []string 0+
    TransactionStates: []TransactionState 0+
      TransactionalId: string 0+, entity transactionalId
      ProducerId: int64 0+, entity producerId
      TransactionState: string 0+
  `,
};
