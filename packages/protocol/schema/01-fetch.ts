// Reads record batches: for consumers up to the high watermark or the last stable offset, for
// followers up to the log's end, for KRaft replicas from the metadata log.
//
// v4: isolation level.
// v5: log start offset.
// v7: incremental fetch sessions (KIP-227).
// v9: fencing by leader epoch (KIP-320).
// v10: zstd.
// v11: fetching from a follower in the same rack (KIP-392).
// v12: truncation by epoch (DivergingEpoch).
// v13: topics by id (KIP-516).
// v14: OFFSET_MOVED_TO_TIERED_STORAGE.
// v15: ReplicaState in place of ReplicaId (KIP-903).
// v16: endpoints of new leaders (KIP-951).
// v17: directory id of KRaft voters (KIP-853).
// v18: the follower's own high watermark (KIP-1166).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 1,
  name: 'Fetch',
  versions: '4-18',
  flexible: '12+',
  listeners: ['broker', 'controller'],
  request: `
    ClusterId: string 12+, nullable, tag 0, default null, ignorable
    ReplicaId: int32 0-14, default -1, entity brokerId
    ReplicaState: ReplicaState 15+, tag 1
      ReplicaId: int32 15+, default -1, entity brokerId
      ReplicaEpoch: int64 15+, default -1
    MaxWaitMs: int32 0+
    MinBytes: int32 0+
    MaxBytes: int32 3+, default 0x7fffffff, ignorable
    IsolationLevel: int8 4+, ignorable
    SessionId: int32 7+, ignorable
    SessionEpoch: int32 7+, default -1, ignorable
    Topics: []FetchTopic 0+
      Topic: string 0-12, ignorable, entity topicName
      TopicId: uuid 13+, ignorable
      Partitions: []FetchPartition 0+
        Partition: int32 0+
        CurrentLeaderEpoch: int32 9+, default -1, ignorable
        FetchOffset: int64 0+
        LastFetchedEpoch: int32 12+, default -1
        LogStartOffset: int64 5+, default -1, ignorable
        PartitionMaxBytes: int32 0+
        ReplicaDirectoryId: uuid 17+, tag 0, ignorable
        HighWatermark: int64 18+, tag 1, default 9223372036854775807, ignorable
    ForgottenTopicsData: []ForgottenTopic 7+
      Topic: string 7-12, ignorable, entity topicName
      TopicId: uuid 13+, ignorable
      Partitions: []int32 7+
    RackId: string 11+, ignorable
  `,
  response: `
    ThrottleTimeMs: int32 1+, ignorable
    ErrorCode: int16 7+, ignorable
    SessionId: int32 7+
    Responses: []FetchableTopicResponse 0+
      Topic: string 0-12, ignorable, entity topicName
      TopicId: uuid 13+, ignorable
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        HighWatermark: int64 0+
        LastStableOffset: int64 4+, default -1, ignorable
        LogStartOffset: int64 5+, default -1, ignorable
        DivergingEpoch: EpochEndOffset 12+, tag 0
          Epoch: int32 12+, default -1
          EndOffset: int64 12+, default -1
        CurrentLeader: LeaderIdAndEpoch 12+, tag 1
          LeaderId: int32 12+, default -1, entity brokerId
          LeaderEpoch: int32 12+, default -1
        SnapshotId: SnapshotId 12+, tag 2
          EndOffset: int64 0+, default -1
          Epoch: int32 0+, default -1
        AbortedTransactions: []AbortedTransaction 4+, nullable, ignorable
          ProducerId: int64 4+, entity producerId
          FirstOffset: int64 4+
        PreferredReadReplica: int32 11+, default -1, entity brokerId
        Records: records 0+, nullable
    NodeEndpoints: []NodeEndpoint 16+, tag 0
      NodeId: int32 16+, key, entity brokerId
      Host: string 16+
      Port: int32 16+
      Rack: string 16+, nullable, default null
  `,
};
