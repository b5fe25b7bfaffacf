// Tells brokers, and topics with their partitions, leaders and replicas. Creates missing topics
// where both sides allow it.
//
// v0: an empty list means all topics; from v1 null does.
// v4: AllowAutoTopicCreation.
// v5: offline replicas.
// v7: leader epochs.
// v8: authorized operations.
// v10: topic ids; v12: topics may be asked for by id, names may be null.
// v11: the cluster's authorized operations are gone (see DescribeCluster).
// v13: top-level error code (KIP-1102).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 3,
  name: 'Metadata',
  versions: '0-13',
  flexible: '9+',
  listeners: ['broker'],
  request: `
    Topics: []MetadataRequestTopic 0+, nullable 1+
      TopicId: uuid 10+, ignorable
      Name: string 0+, nullable 10+, entity topicName
    AllowAutoTopicCreation: bool 4+, default true
    IncludeClusterAuthorizedOperations: bool 8-10
    IncludeTopicAuthorizedOperations: bool 8+
  `,
  response: `
    ThrottleTimeMs: int32 3+, ignorable
    Brokers: []MetadataResponseBroker 0+
      NodeId: int32 0+, key, entity brokerId
      Host: string 0+
      Port: int32 0+
      Rack: string 1+, nullable, default null, ignorable
    ClusterId: string 2+, nullable, default null, ignorable
    ControllerId: int32 1+, default -1, ignorable, entity brokerId
    Topics: []MetadataResponseTopic 0+
      ErrorCode: int16 0+
      Name: string 0+, nullable 12+, key, entity topicName
      TopicId: uuid 10+, ignorable
      IsInternal: bool 1+, ignorable
      Partitions: []MetadataResponsePartition 0+
        ErrorCode: int16 0+
        PartitionIndex: int32 0+
        LeaderId: int32 0+, entity brokerId
        LeaderEpoch: int32 7+, default -1, ignorable
        ReplicaNodes: []int32 0+, entity brokerId
        IsrNodes: []int32 0+, entity brokerId
        OfflineReplicas: []int32 5+, ignorable, entity brokerId
      TopicAuthorizedOperations: int32 8+, default -2147483648
    ClusterAuthorizedOperations: int32 8-10, default -2147483648
    ErrorCode: int16 13+, ignorable
  `,
};
