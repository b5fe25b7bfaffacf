// A group coordinator sets up the state of share partitions with the share coordinator (KIP-932).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 83,
  name: 'InitializeShareGroupState',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+
    Topics: []InitializeStateData 0+
      TopicId: uuid 0+
      Partitions: []PartitionData 0+
        Partition: int32 0+
        StateEpoch: int32 0+
        StartOffset: int64 0+
  `,
  response: `
    Results: []InitializeStateResult 0+
      TopicId: uuid 0+
      Partitions: []PartitionResult 0+
        Partition: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable, default null
  `,
};
