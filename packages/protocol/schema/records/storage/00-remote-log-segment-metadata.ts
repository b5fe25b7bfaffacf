// Remote log metadata: a segment was copied, or its copying began (KIP-405).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 0,
  name: 'RemoteLogSegmentMetadataRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    RemoteLogSegmentId: RemoteLogSegmentIdEntry 0+
      TopicIdPartition: TopicIdPartitionEntry 0+
        Name: string 0+
        Id: uuid 0+
        Partition: int32 0+
      Id: uuid 0+
    StartOffset: int64 0+
    EndOffset: int64 0+
    BrokerId: int32 0+
    MaxTimestampMs: int64 0+
    EventTimestampMs: int64 0+
    SegmentLeaderEpochs: []SegmentLeaderEpochEntry 0+
      LeaderEpoch: int32 0+
      Offset: int64 0+
    SegmentSizeInBytes: int32 0+
    CustomMetadata: bytes 0+, nullable, default null
    RemoteLogSegmentState: int8 0+
    TxnIndexEmpty: bool 0+, tag 0
  `,
};
