// The epoch of a consumer group's target assignment, and since 4.3 when it was made (KIP-1263).

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 6,
  name: 'ConsumerGroupTargetAssignmentMetadata',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
  `,
  valueFields: `
    AssignmentEpoch: int32 0+
    AssignmentTimestamp: int64 0+, tag 0, ignorable
  `,
};
