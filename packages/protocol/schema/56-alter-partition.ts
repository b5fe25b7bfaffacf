// A partition's leader proposes a new ISR to the controller.
//
// v2: topics by id.
// v3: the ISR with broker epochs (KIP-903).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 56,
  name: 'AlterPartition',
  versions: '2-3',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    BrokerId: int32 0+, entity brokerId
    BrokerEpoch: int64 0+, default -1
    Topics: []TopicData 0+
      TopicId: uuid 2+, ignorable
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
        LeaderEpoch: int32 0+
        NewIsr: []int32 0-2, entity brokerId
        NewIsrWithEpochs: []BrokerState 3+
          BrokerId: int32 3+, entity brokerId
          BrokerEpoch: int64 3+, default -1
        LeaderRecoveryState: int8 1+
        PartitionEpoch: int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    Topics: []TopicData 0+
      TopicId: uuid 2+, ignorable
      Partitions: []PartitionData 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
        LeaderId: int32 0+, entity brokerId
        LeaderEpoch: int32 0+
        Isr: []int32 0+, entity brokerId
        LeaderRecoveryState: int8 1+, ignorable
        PartitionEpoch: int32 0+
  `,
};
