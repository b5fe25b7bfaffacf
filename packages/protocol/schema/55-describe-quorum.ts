// Tells the state of the KRaft quorum: leader, voters, observers and how far each has come.
//
// v1: times of last fetch and last catch-up (KIP-836).
// v2: error messages, nodes, directory ids (KIP-853).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 55,
  name: 'DescribeQuorum',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: `
    Topics: []TopicData 0+
      TopicName: string 0+, entity topicName
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
  `,
  response: `
    ErrorCode: int16 0+
    ErrorMessage: string 2+, nullable, ignorable
    Topics: []TopicData 0+
      TopicName: string 0+, entity topicName
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 2+, nullable, ignorable
        LeaderId: int32 0+, entity brokerId
        LeaderEpoch: int32 0+
        HighWatermark: int64 0+
        CurrentVoters: []ReplicaState 0+
        Observers: []ReplicaState 0+
    Nodes: []Node 2+
      NodeId: int32 2+, key, entity brokerId
      Listeners: []Listener 2+
        Name: string 2+, key
        Host: string 2+
        Port: uint16 2+

    struct ReplicaState 0+
      ReplicaId: int32 0+, entity brokerId
      ReplicaDirectoryId: uuid 2+
      LogEndOffset: int64 0+
      LastFetchTimestamp: int64 1+, default -1, ignorable
      LastCaughtUpTimestamp: int64 1+, default -1, ignorable
  `,
};
