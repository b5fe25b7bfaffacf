// Deletes the state of share partitions from the share coordinator (KIP-932).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 86,
  name: 'DeleteShareGroupState',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+
    Topics: []DeleteStateData 0+
      TopicId: uuid 0+
      Partitions: []PartitionData 0+
        Partition: int32 0+
  `,
  response: `
    Results: []DeleteStateResult 0+
      TopicId: uuid 0+
      Partitions: []PartitionResult 0+
        Partition: int32 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable, default null
  `,
};
