// A change of a partition: fields that are not set stay as they were.
//
// v1: directories (KIP-858).
// v2: eligible leader replicas (KIP-966).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 5,
  name: 'PartitionChangeRecord',
  versions: '0-2',
  flexible: '0+',
  fields: `
    PartitionId: int32 0+, default -1
    TopicId: uuid 0+
    Isr: []int32 0+, nullable, tag 0, default null, entity brokerId
    Leader: int32 0+, tag 1, default -2, entity brokerId
    Replicas: []int32 0+, nullable, tag 2, default null, entity brokerId
    RemovingReplicas: []int32 0+, nullable, tag 3, default null, entity brokerId
    AddingReplicas: []int32 0+, nullable, tag 4, default null, entity brokerId
    LeaderRecoveryState: int8 0+, tag 5, default -1
    Directories: []uuid 1+, nullable, tag 8, default null
    EligibleLeaderReplicas: []int32 2+, nullable, tag 6, default null, entity brokerId
    LastKnownElr: []int32 2+, nullable, tag 7, default null, entity brokerId
  `,
};
