// The partitions that a member of a consumer group is to have.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 7,
  name: 'ConsumerGroupTargetAssignmentMember',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
    MemberId: string 0
  `,
  valueFields: `
    TopicPartitions: []TopicPartition 0+
      TopicId: uuid 0+
      Partitions: []int32 0+
  `,
};
