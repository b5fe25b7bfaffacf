// What a member of a classic Kafka Streams group puts into the user data of its subscription. int32
// version in front is part of the body.
//
// v7: tasks by their fields instead of TaskId.
// v10: offset sums directly.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'SubscriptionInfoData',
  versions: '1-11',
  flexible: 'none',
  fields: `
    version: int32 1+
    latestSupportedVersion: int32 3+, default -1
    processId: uuid 1+
    prevTasks: []TaskId 1-6
    standbyTasks: []TaskId 1-6
    userEndPoint: bytes 2+
    taskOffsetSums: []TaskOffsetSum 7+
    uniqueField: int8 8+
    errorCode: int32 9+
    clientTags: []ClientTag 11+

    struct TaskId 1-6
      topicGroupId: int32 1-6
      partition: int32 1-6

    struct TaskOffsetSum 7+
      topicGroupId: int32 7+
      partition: int32 10+
      offsetSum: int64 10+
      namedTopology: string 10+, nullable
      partitionToOffsetSum: []PartitionToOffsetSum 7-9

    struct PartitionToOffsetSum 7-9
      partition: int32 7-9
      offsetSum: int64 7-9

    struct ClientTag 11+
      key: bytes 11+
      value: bytes 11+
  `,
};
