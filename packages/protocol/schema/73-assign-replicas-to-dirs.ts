// A broker tells the controller in which log directory its replicas are (KIP-858).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 73,
  name: 'AssignReplicasToDirs',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    BrokerId: int32 0+, entity brokerId
    BrokerEpoch: int64 0+, default -1
    Directories: []DirectoryData 0+
      Id: uuid 0+
      Topics: []TopicData 0+
        TopicId: uuid 0+
        Partitions: []PartitionData 0+
          PartitionIndex: int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    Directories: []DirectoryData 0+
      Id: uuid 0+
      Topics: []TopicData 0+
        TopicId: uuid 0+
        Partitions: []PartitionData 0+
          PartitionIndex: int32 0+
          ErrorCode: int16 0+
  `,
};
