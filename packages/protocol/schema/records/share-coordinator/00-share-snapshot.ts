// The whole state of a share partition (KIP-932), from which updates go on.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 0,
  name: 'ShareSnapshot',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
    TopicId: uuid 0
    Partition: int32 0
  `,
  valueFields: `
    SnapshotEpoch: int32 0+
    StateEpoch: int32 0+
    LeaderEpoch: int32 0+
    StartOffset: int64 0+
    DeliveryCompleteCount: int32 0+, tag 0, default -1
    CreateTimestamp: int64 0+
    WriteTimestamp: int64 0+
    StateBatches: []StateBatch 0+
      FirstOffset: int64 0+
      LastOffset: int64 0+
      DeliveryState: int8 0+
      DeliveryCount: int16 0+
  `,
};
