// The partitions that a member of a consumer group has or is giving up, and its epochs.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 8,
  name: 'ConsumerGroupCurrentMemberAssignment',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
    MemberId: string 0
  `,
  valueFields: `
    MemberEpoch: int32 0+
    PreviousMemberEpoch: int32 0+
    State: int8 0+
    AssignedPartitions: []TopicPartitions 0+
    PartitionsPendingRevocation: []TopicPartitions 0+

    struct TopicPartitions 0+
      TopicId: uuid 0+
      Partitions: []int32 0+
      AssignmentEpochs: []int32 0+, nullable, tag 0
  `,
};
