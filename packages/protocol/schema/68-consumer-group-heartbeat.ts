// Joins a group of the new consumer protocol, keeps the membership alive, tells the assignment
// (KIP-848).
//
// v1: subscription by regular expression; the member chooses its own id (KIP-1082).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    MemberId: string 0+
    MemberEpoch: int32 0+
    InstanceId: string 0+, nullable, default null
    RackId: string 0+, nullable, default null
    RebalanceTimeoutMs: int32 0+, default -1
    SubscribedTopicNames: []string 0+, nullable, default null, entity topicName
    SubscribedTopicRegex: string 1+, nullable, default null
    ServerAssignor: string 0+, nullable, default null
    TopicPartitions: []TopicPartitions 0+, nullable, default null
      TopicId: uuid 0+
      Partitions: []int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable, default null
    MemberId: string 0+, nullable, default null
    MemberEpoch: int32 0+
    HeartbeatIntervalMs: int32 0+
    Assignment: Assignment 0+, nullable, default null
      TopicPartitions: []TopicPartitions 0+

    struct TopicPartitions 0+
      TopicId: uuid 0+
      Partitions: []int32 0+
  `,
};
