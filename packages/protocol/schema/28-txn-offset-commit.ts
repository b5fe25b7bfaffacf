// Commits a group's offsets as part of a transaction.
//
// v2: leader epochs.
// v3: member, instance and generation.
// v5: the request also adds the group to the transaction (KIP-890).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 28,
  name: 'TxnOffsetCommit',
  versions: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: `
    TransactionalId: string 0+, entity transactionalId
    GroupId: string 0+, entity groupId
    ProducerId: int64 0+, entity producerId
    ProducerEpoch: int16 0+
    GenerationId: int32 3+, default -1
    MemberId: string 3+
    GroupInstanceId: string 3+, nullable, default null
    Topics: []TxnOffsetCommitRequestTopic 0+
      Name: string 0+, entity topicName
      Partitions: []TxnOffsetCommitRequestPartition 0+
        PartitionIndex: int32 0+
        CommittedOffset: int64 0+
        CommittedLeaderEpoch: int32 2+, default -1, ignorable
        CommittedMetadata: string 0+, nullable
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Topics: []TxnOffsetCommitResponseTopic 0+
      Name: string 0+, entity topicName
      Partitions: []TxnOffsetCommitResponsePartition 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
  `,
};
