// Joins a share group, keeps the membership alive, tells the assignment (KIP-932).
//
// v0 was for early access and is gone.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 76,
  name: 'ShareGroupHeartbeat',
  versions: '1',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    MemberId: string 0+
    MemberEpoch: int32 0+
    RackId: string 0+, nullable, default null
    SubscribedTopicNames: []string 0+, nullable, default null, entity topicName
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
