// A share group: its epoch and the hash over its topics.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 11,
  name: 'ShareGroupMetadata',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
  `,
  valueFields: `
    Epoch: int32 0+
    MetadataHash: int64 0+
  `,
};
