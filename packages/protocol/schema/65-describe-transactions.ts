// Tells the state of transactions by transactional id (KIP-664).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 65,
  name: 'DescribeTransactions',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    TransactionalIds: []string 0+, entity transactionalId
  `,
  response: `
    ThrottleTimeMs: int32 0+
    TransactionStates: []TransactionState 0+
      ErrorCode: int16 0+
      TransactionalId: string 0+, entity transactionalId
      TransactionState: string 0+
      TransactionTimeoutMs: int32 0+
      TransactionStartTimeMs: int64 0+
      ProducerId: int64 0+, entity producerId
      ProducerEpoch: int16 0+
      Topics: []TopicData 0+
        Topic: string 0+, key, entity topicName
        Partitions: []int32 0+
  `,
};
