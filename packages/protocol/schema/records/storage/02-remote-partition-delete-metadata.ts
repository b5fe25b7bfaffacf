// Remote log metadata: a partition's deletion began, or ended.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 2,
  name: 'RemotePartitionDeleteMetadataRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    TopicIdPartition: TopicIdPartitionEntry 0+
      Name: string 0+
      Id: uuid 0+
      Partition: int32 0+
    BrokerId: int32 0+
    EventTimestampMs: int64 0+
    RemotePartitionDeleteState: int8 0+
  `,
};
