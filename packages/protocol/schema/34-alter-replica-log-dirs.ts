// Moves replicas to other log directories of the same broker.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 34,
  name: 'AlterReplicaLogDirs',
  versions: '1-2',
  flexible: '2+',
  listeners: ['broker'],
  request: `
    Dirs: []AlterReplicaLogDir 0+
      Path: string 0+, key
      Topics: []AlterReplicaLogDirTopic 0+
        Name: string 0+, key, entity topicName
        Partitions: []int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Results: []AlterReplicaLogDirTopicResult 0+
      TopicName: string 0+, entity topicName
      Partitions: []AlterReplicaLogDirPartitionResult 0+
        PartitionIndex: int32 0+
        ErrorCode: int16 0+
  `,
};
