// Describes groups of the new consumer protocol.
//
// v1: member types (KIP-1099).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupIds: []string 0+, entity groupId
    IncludeAuthorizedOperations: bool 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Groups: []DescribedGroup 0+
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable, default null
      GroupId: string 0+, entity groupId
      GroupState: string 0+
      GroupEpoch: int32 0+
      AssignmentEpoch: int32 0+
      AssignorName: string 0+
      Members: []Member 0+
        MemberId: string 0+
        InstanceId: string 0+, nullable, default null
        RackId: string 0+, nullable, default null
        MemberEpoch: int32 0+
        ClientId: string 0+
        ClientHost: string 0+
        SubscribedTopicNames: []string 0+, entity topicName
        SubscribedTopicRegex: string 0+, nullable, default null
        Assignment: Assignment 0+
        TargetAssignment: Assignment 0+
        MemberType: int8 1+, default -1, ignorable
      AuthorizedOperations: int32 0+, default -2147483648

    struct TopicPartitions 0+
      TopicId: uuid 0+
      TopicName: string 0+, entity topicName
      Partitions: []int32 0+

    struct Assignment 0+
      TopicPartitions: []TopicPartitions 0+
  `,
};
