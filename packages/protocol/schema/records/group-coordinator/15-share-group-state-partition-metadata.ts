// Which partitions of a share group the share coordinator has set up, or is to set up or delete.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 15,
  name: 'ShareGroupStatePartitionMetadata',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
  `,
  valueFields: `
    InitializingTopics: []TopicPartitionsInfo 0+
    InitializedTopics: []TopicPartitionsInfo 0+
    DeletingTopics: []TopicInfo 0+

    struct TopicPartitionsInfo 0+
      TopicId: uuid 0+
      TopicName: string 0+
      Partitions: []int32 0+

    struct TopicInfo 0+
      TopicId: uuid 0+
      TopicName: string 0+
  `,
};
