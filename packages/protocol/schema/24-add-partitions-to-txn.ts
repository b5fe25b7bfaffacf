// Adds partitions to a transaction, or verifies that they are in one.
//
// v0 to v3: clients, one transaction.
// v4: brokers, several transactions, VerifyOnly (KIP-890).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 24,
  name: 'AddPartitionsToTxn',
  versions: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: `
    Transactions: []AddPartitionsToTxnTransaction 4+
      TransactionalId: string 4+, key, entity transactionalId
      ProducerId: int64 4+, entity producerId
      ProducerEpoch: int16 4+
      VerifyOnly: bool 4+
      Topics: []AddPartitionsToTxnTopic 4+
    V3AndBelowTransactionalId: string 0-3, entity transactionalId
    V3AndBelowProducerId: int64 0-3, entity producerId
    V3AndBelowProducerEpoch: int16 0-3
    V3AndBelowTopics: []AddPartitionsToTxnTopic 0-3

    struct AddPartitionsToTxnTopic 0+
      Name: string 0+, key, entity topicName
      Partitions: []int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 4+, ignorable
    ResultsByTransaction: []AddPartitionsToTxnResult 4+
      TransactionalId: string 4+, key, entity transactionalId
      TopicResults: []AddPartitionsToTxnTopicResult 4+
    ResultsByTopicV3AndBelow: []AddPartitionsToTxnTopicResult 0-3

    struct AddPartitionsToTxnTopicResult 0+
      Name: string 0+, key, entity topicName
      ResultsByPartition: []AddPartitionsToTxnPartitionResult 0+

    struct AddPartitionsToTxnPartitionResult 0+
      PartitionIndex: int32 0+, key
      PartitionErrorCode: int16 0+
  `,
};
