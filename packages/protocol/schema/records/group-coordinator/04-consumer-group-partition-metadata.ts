// The partitions of a consumer group's topics. Written up to 4.0; MetadataHash of the group has
// taken its place.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 4,
  name: 'ConsumerGroupPartitionMetadata',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
  `,
  valueFields: `
    Topics: []TopicMetadata 0+
      TopicId: uuid 0+
      TopicName: string 0+
      NumPartitions: int32 0+
      PartitionMetadata: []PartitionMetadata 0+
        Partition: int32 0+
        Racks: []string 0+
  `,
};
