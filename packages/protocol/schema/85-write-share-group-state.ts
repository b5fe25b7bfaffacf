// A share partition's leader writes its state to the share coordinator (KIP-932).
//
// v1: DeliveryCompleteCount (KIP-1226).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 85,
  name: 'WriteShareGroupState',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+
    Topics: []WriteStateData 0+
      TopicId: uuid 0+
      Partitions: []PartitionData 0+
        Partition: int32 0+
        StateEpoch: int32 0+
        LeaderEpoch: int32 0+
        StartOffset: int64 0+
        DeliveryCompleteCount: int32 1+, default -1, ignorable
        StateBatches: []StateBatch 0+
          FirstOffset: int64 0+
          LastOffset: int64 0+
          DeliveryState: int8 0+
          DeliveryCount: int16 0+
  `,
  response: `
    Results: []WriteStateResult 0+
      TopicId: uuid 0+
      Partitions: []PartitionResult 0+
        Partition: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable, default null
  `,
};
