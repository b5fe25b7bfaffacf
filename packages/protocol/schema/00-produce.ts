// Appends record batches to partitions, each to its leader. Without a response when Acks is 0.
//
// v3: only record batches of magic 2.
// v7: zstd is allowed.
// v8: errors of single records (KIP-467).
// v10: the response names the new leader and its endpoint (KIP-951).
// v11: TRANSACTION_ABORTABLE.
// v12: in a transaction the request also adds its partitions to it (KIP-890).
// v13: topics by id (KIP-516).
// Advertised from version 0 for librdkafka's sake (KAFKA-18659), but 0 to 2 are refused.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 0,
  name: 'Produce',
  versions: '3-13',
  flexible: '9+',
  listeners: ['broker'],
  request: `
    TransactionalId: string 3+, nullable, default null, entity transactionalId
    Acks: int16 0+
    TimeoutMs: int32 0+
    TopicData: []TopicProduceData 0+
      Name: string 0-12, key, ignorable, entity topicName
      TopicId: uuid 13+, key, ignorable
      PartitionData: []PartitionProduceData 0+
        Index: int32 0+
        Records: records 0+, nullable
  `,
  response: `
    Responses: []TopicProduceResponse 0+
      Name: string 0-12, key, ignorable, entity topicName
      TopicId: uuid 13+, key, ignorable
      PartitionResponses: []PartitionProduceResponse 0+
        Index: int32 0+
        ErrorCode: int16 0+
        BaseOffset: int64 0+
        LogAppendTimeMs: int64 2+, default -1, ignorable
        LogStartOffset: int64 5+, default -1, ignorable
        RecordErrors: []BatchIndexAndErrorMessage 8+, ignorable
          BatchIndex: int32 8+
          BatchIndexErrorMessage: string 8+, nullable, default null
        ErrorMessage: string 8+, nullable, default null, ignorable
        CurrentLeader: LeaderIdAndEpoch 10+, tag 0
          LeaderId: int32 10+, default -1, entity brokerId
          LeaderEpoch: int32 10+, default -1
    ThrottleTimeMs: int32 1+, ignorable
    NodeEndpoints: []NodeEndpoint 10+, tag 0
      NodeId: int32 10+, key, entity brokerId
      Host: string 10+
      Port: int32 10+
      Rack: string 10+, nullable, default null
  `,
};
