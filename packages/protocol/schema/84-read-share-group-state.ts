// A share partition's leader reads its state from the share coordinator (KIP-932).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 84,
  name: 'ReadShareGroupState',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+
    Topics: []ReadStateData 0+
      TopicId: uuid 0+
      Partitions: []PartitionData 0+
        Partition: int32 0+
        LeaderEpoch: int32 0+
  `,
  response: `
    Results: []ReadStateResult 0+
      TopicId: uuid 0+
      Partitions: []PartitionResult 0+
        Partition: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable, default null
        StateEpoch: int32 0+
        StartOffset: int64 0+
        StateBatches: []StateBatch 0+
          FirstOffset: int64 0+
          LastOffset: int64 0+
          DeliveryState: int8 0+
          DeliveryCount: int16 0+
  `,
};
