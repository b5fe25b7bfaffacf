// A consumer group: its epoch, and since 4.1 a hash over the topics it is subscribed to (KIP-1101).

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 3,
  name: 'ConsumerGroupMetadata',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
  `,
  valueFields: `
    Epoch: int32 0+
    MetadataHash: int64 0+, tag 0
  `,
};
