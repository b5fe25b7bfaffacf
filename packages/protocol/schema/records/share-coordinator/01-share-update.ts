// A change of a share partition's state since its last snapshot.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 1,
  name: 'ShareUpdate',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
    TopicId: uuid 0
    Partition: int32 0
  `,
  valueFields: `
    SnapshotEpoch: int32 0+
    LeaderEpoch: int32 0+
    StartOffset: int64 0+
    DeliveryCompleteCount: int32 0+, tag 0, default -1
    StateBatches: []StateBatch 0+
      FirstOffset: int64 0+
      LastOffset: int64 0+
      DeliveryState: int8 0+
      DeliveryCount: int16 0+
  `,
};
