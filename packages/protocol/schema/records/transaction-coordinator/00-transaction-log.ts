// The state of a transactional id.
//
// v1: fields of transactions v2 as tags (KIP-890); later ones come as tags too (KIP-915).

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 0,
  name: 'TransactionLog',
  versions: '0-1',
  flexible: '1+',
  keyFields: `
    TransactionalId: string 0
  `,
  valueFields: `
    ProducerId: int64 0+
    PreviousProducerId: int64 1+, tag 0, default -1
    NextProducerId: int64 1+, tag 1, default -1
    ProducerEpoch: int16 0+
    NextProducerEpoch: int16 1+, tag 3, default -1
    TransactionTimeoutMs: int32 0+
    TransactionStatus: int8 0+
    TransactionPartitions: []PartitionsSchema 0+, nullable
      Topic: string 0+
      PartitionIds: []int32 0+
    TransactionLastUpdateTimestampMs: int64 0+
    TransactionStartTimestampMs: int64 0+
    ClientTransactionVersion: int16 1+, tag 2
  `,
};
