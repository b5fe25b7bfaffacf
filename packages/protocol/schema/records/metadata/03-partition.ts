// A partition, new or as a whole in a snapshot.
//
// v1: directories (KIP-858).
// v2: eligible leader replicas (KIP-966).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 3,
  name: 'PartitionRecord',
  versions: '0-2',
  flexible: '0+',
  fields: `
    PartitionId: int32 0+, default -1
    TopicId: uuid 0+
    Replicas: []int32 0+, entity brokerId
    Isr: []int32 0+
    RemovingReplicas: []int32 0+, entity brokerId
    AddingReplicas: []int32 0+, entity brokerId
    Leader: int32 0+, default -1, entity brokerId
    LeaderRecoveryState: int8 0+, tag 0
    LeaderEpoch: int32 0+, default -1
    PartitionEpoch: int32 0+, default -1
    Directories: []uuid 1+
    EligibleLeaderReplicas: []int32 2+, nullable, tag 1, default null, entity brokerId
    LastKnownElr: []int32 2+, nullable, tag 2, default null, entity brokerId
  `,
};
