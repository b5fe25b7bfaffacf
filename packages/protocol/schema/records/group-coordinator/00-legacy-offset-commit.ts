// A committed offset as Kafka 0.8 wrote it: the key's type 0.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 0,
  name: 'LegacyOffsetCommit',
  versions: '0',
  flexible: 'none',
  keyFields: `
    group: string 0
    topic: string 0
    partition: int32 0
  `,
  valueFields: `
    offset: int64 0
    metadata: string 0
    commitTimestamp: int64 0
  `,
};
