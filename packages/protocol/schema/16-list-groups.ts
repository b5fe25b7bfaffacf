// Lists the groups that a broker coordinates.
//
// v4: filter by state.
// v5: filter by type (KIP-848).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 16,
  name: 'ListGroups',
  versions: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: `
    StatesFilter: []string 4+
    TypesFilter: []string 5+
  `,
  response: `
    ThrottleTimeMs: int32 1+, ignorable
    ErrorCode: int16 0+
    Groups: []ListedGroup 0+
      GroupId: string 0+, entity groupId
      ProtocolType: string 0+
      GroupState: string 4+, ignorable
      GroupType: string 5+, ignorable
  `,
};
