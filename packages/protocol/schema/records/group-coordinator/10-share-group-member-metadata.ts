// A member of a share group and what it subscribes to.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 10,
  name: 'ShareGroupMemberMetadata',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
    MemberId: string 0
  `,
  valueFields: `
    RackId: string 0+, nullable
    ClientId: string 0+
    ClientHost: string 0+
    SubscribedTopicNames: []string 0+
  `,
};
