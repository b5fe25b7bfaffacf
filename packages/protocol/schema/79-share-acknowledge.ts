// Acknowledges records of share partitions (KIP-932).
//
// v0 was for early access and is gone.
// v2: renewal of acquisition locks (KIP-1222).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 79,
  name: 'ShareAcknowledge',
  versions: '1-2',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, nullable, default null, entity groupId
    MemberId: string 0+, nullable
    ShareSessionEpoch: int32 0+
    IsRenewAck: bool 2+
    Topics: []AcknowledgeTopic 0+
      TopicId: uuid 0+, key
      Partitions: []AcknowledgePartition 0+
        PartitionIndex: int32 0+, key
        AcknowledgementBatches: []AcknowledgementBatch 0+
          FirstOffset: int64 0+
          LastOffset: int64 0+
          AcknowledgeTypes: []int8 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable, default null
    AcquisitionLockTimeoutMs: int32 2+, ignorable
    Responses: []ShareAcknowledgeTopicResponse 0+
      TopicId: uuid 0+, key
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable, default null
        CurrentLeader: LeaderIdAndEpoch 0+
          LeaderId: int32 0+
          LeaderEpoch: int32 0+
    NodeEndpoints: []NodeEndpoint 0+
      NodeId: int32 0+, key, entity brokerId
      Host: string 0+
      Port: int32 0+
      Rack: string 0+, nullable, default null
  `,
};
