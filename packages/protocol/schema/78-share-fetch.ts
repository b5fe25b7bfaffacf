// Acquires records of share partitions, and acknowledges earlier ones (KIP-932).
//
// v0 was for early access and is gone.
// v2: acquire modes, renewal of acquisition locks (KIP-1206, KIP-1222).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 78,
  name: 'ShareFetch',
  versions: '1-2',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, nullable, default null, entity groupId
    MemberId: string 0+, nullable
    ShareSessionEpoch: int32 0+
    MaxWaitMs: int32 0+
    MinBytes: int32 0+
    MaxBytes: int32 0+, default 0x7fffffff
    MaxRecords: int32 1+
    BatchSize: int32 1+
    ShareAcquireMode: int8 2+, ignorable
    IsRenewAck: bool 2+
    Topics: []FetchTopic 0+
      TopicId: uuid 0+, key
      Partitions: []FetchPartition 0+
        PartitionIndex: int32 0+, key
        PartitionMaxBytes: int32 0
        AcknowledgementBatches: []AcknowledgementBatch 0+
          FirstOffset: int64 0+
          LastOffset: int64 0+
          AcknowledgeTypes: []int8 0+
    ForgottenTopicsData: []ForgottenTopic 0+
      TopicId: uuid 0+
      Partitions: []int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable, default null
    AcquisitionLockTimeoutMs: int32 1+
    Responses: []ShareFetchableTopicResponse 0+
      TopicId: uuid 0+, key
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable, default null
        AcknowledgeErrorCode: int16 0+
        AcknowledgeErrorMessage: string 0+, nullable, default null
        CurrentLeader: LeaderIdAndEpoch 0+
          LeaderId: int32 0+
          LeaderEpoch: int32 0+
        Records: records 0+, nullable 0
        AcquiredRecords: []AcquiredRecords 0+
          FirstOffset: int64 0+
          LastOffset: int64 0+
          DeliveryCount: int16 0+
    NodeEndpoints: []NodeEndpoint 0+
      NodeId: int32 0+, key, entity brokerId
      Host: string 0+
      Port: int32 0+
      Rack: string 0+, nullable, default null
  `,
};
