// A KRaft candidate asks for a vote.
//
// v1: voter key (KIP-853).
// v2: pre-votes (KIP-996).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 52,
  name: 'Vote',
  versions: '0-2',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    ClusterId: string 0+, nullable, default null
    VoterId: int32 1+, default -1, ignorable, entity brokerId
    Topics: []TopicData 0+
      TopicName: string 0+, entity topicName
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
        ReplicaEpoch: int32 0+
        ReplicaId: int32 0+, entity brokerId
        ReplicaDirectoryId: uuid 1+, ignorable
        VoterDirectoryId: uuid 1+, ignorable
        LastOffsetEpoch: int32 0+
        LastOffset: int64 0+
        PreVote: bool 2+
  `,
  response: `
    ErrorCode: int16 0+
    Topics: []TopicData 0+
      TopicName: string 0+, entity topicName
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        LeaderId: int32 0+, entity brokerId
        LeaderEpoch: int32 0+
        VoteGranted: bool 0+
    NodeEndpoints: []NodeEndpoint 1+, tag 0
      NodeId: int32 1+, key, entity brokerId
      Host: string 1+
      Port: uint16 1+
  `,
};
