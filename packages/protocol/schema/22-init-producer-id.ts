// Gives an idempotent producer its id and epoch; for a transactional id it also fences and ends
// what an earlier producer left open.
//
// v3: a producer may ask to go on from its id and epoch (KIP-360).
// v4: PRODUCER_FENCED.
// v5: TRANSACTION_ABORTABLE.
// v6: two-phase commit (KIP-939), unstable.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 22,
  name: 'InitProducerId',
  versions: '0-6',
  flexible: '2+',
  latestVersionUnstable: true,
  listeners: ['broker'],
  request: `
    TransactionalId: string 0+, nullable, entity transactionalId
    TransactionTimeoutMs: int32 0+
    ProducerId: int64 3+, default -1, entity producerId
    ProducerEpoch: int16 3+, default -1
    Enable2Pc: bool 6+
    KeepPreparedTxn: bool 6+
  `,
  response: `
    ThrottleTimeMs: int32 0+, ignorable
    ErrorCode: int16 0+
    ProducerId: int64 0+, default -1, entity producerId
    ProducerEpoch: int16 0+
    OngoingTxnProducerId: int64 6+, default -1, entity producerId
    OngoingTxnProducerEpoch: int16 6+, default -1
  `,
};
