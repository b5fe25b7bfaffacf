// Tells the log directories of a broker, what lies in them and how much room is left.
//
// v3: top-level error.
// v4: total and usable bytes.
// v5: cordoned directories (KIP-1066).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 35,
  name: 'DescribeLogDirs',
  versions: '1-5',
  flexible: '2+',
  listeners: ['broker'],
  request: `
    Topics: []DescribableLogDirTopic 0+, nullable
      Topic: string 0+, key, entity topicName
      Partitions: []int32 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 3+, ignorable
    Results: []DescribeLogDirsResult 0+
      ErrorCode: int16 0+
      LogDir: string 0+
      Topics: []DescribeLogDirsTopic 0+
        Name: string 0+, entity topicName
        Partitions: []DescribeLogDirsPartition 0+
          PartitionIndex: int32 0+
          PartitionSize: int64 0+
          OffsetLag: int64 0+
          IsFutureKey: bool 0+
      TotalBytes: int64 4+, default -1, ignorable
      UsableBytes: int64 4+, default -1, ignorable
      IsCordoned: bool 5+, ignorable
  `,
};
