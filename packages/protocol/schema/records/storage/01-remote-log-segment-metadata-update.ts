// Remote log metadata: a segment's state changed.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 1,
  name: 'RemoteLogSegmentMetadataUpdateRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    RemoteLogSegmentId: RemoteLogSegmentIdEntry 0+
      TopicIdPartition: TopicIdPartitionEntry 0+
        Name: string 0+
        Id: uuid 0+
        Partition: int32 0+
      Id: uuid 0+
    BrokerId: int32 0+
    EventTimestampMs: int64 0+
    CustomMetadata: bytes 0+, nullable, default null
    RemoteLogSegmentState: int8 0+
  `,
};
