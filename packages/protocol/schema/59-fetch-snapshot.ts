// Reads a part of a KRaft snapshot (KIP-630).
//
// v1: directory id of the replica, leader endpoints (KIP-853).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 59,
  name: 'FetchSnapshot',
  versions: '0-1',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    ClusterId: string 0+, nullable, tag 0, default null
    ReplicaId: int32 0+, default -1, entity brokerId
    MaxBytes: int32 0+, default 0x7fffffff
    Topics: []TopicSnapshot 0+
      Name: string 0+, entity topicName
      Partitions: []PartitionSnapshot 0+
        Partition: int32 0+
        CurrentLeaderEpoch: int32 0+
        SnapshotId: SnapshotId 0+
          EndOffset: int64 0+
          Epoch: int32 0+
        Position: int64 0+
        ReplicaDirectoryId: uuid 1+, tag 0, ignorable
  `,
  response: `
    ThrottleTimeMs: int32 0+, ignorable
    ErrorCode: int16 0+
    Topics: []TopicSnapshot 0+
      Name: string 0+, entity topicName
      Partitions: []PartitionSnapshot 0+
        Index: int32 0+
        ErrorCode: int16 0+
        SnapshotId: SnapshotId 0+
          EndOffset: int64 0+
          Epoch: int32 0+
        CurrentLeader: LeaderIdAndEpoch 0+, tag 0
          LeaderId: int32 0+, entity brokerId
          LeaderEpoch: int32 0+
        Size: int64 0+
        Position: int64 0+
        UnalignedRecords: records 0+
    NodeEndpoints: []NodeEndpoint 1+, tag 0
      NodeId: int32 1+, key, entity brokerId
      Host: string 1+
      Port: uint16 1+
  `,
};
