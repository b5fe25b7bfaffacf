// A KRaft leader resigns and names who should follow it.
//
// v1: candidates with directory ids, leader endpoints (KIP-853).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 54,
  name: 'EndQuorumEpoch',
  versions: '0-1',
  flexible: '1+',
  listeners: ['controller'],
  request: `
    ClusterId: string 0+, nullable, default null
    Topics: []TopicData 0+
      TopicName: string 0+, entity topicName
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
        LeaderId: int32 0+, entity brokerId
        LeaderEpoch: int32 0+
        PreferredSuccessors: []int32 0, ignorable
        PreferredCandidates: []ReplicaInfo 1+, ignorable
          CandidateId: int32 1+, entity brokerId
          CandidateDirectoryId: uuid 1+
    LeaderEndpoints: []LeaderEndpoint 1+, ignorable
      Name: string 1+, key
      Host: string 1+
      Port: uint16 1+
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
    NodeEndpoints: []NodeEndpoint 1+, tag 0
      NodeId: int32 1+, key, entity brokerId
      Host: string 1+
      Port: uint16 1+
  `,
};
