// Deletes groups that have no members.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 42,
  name: 'DeleteGroups',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker'],
  request: `
    GroupsNames: []string 0+, entity groupId
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Results: []DeletableGroupResult 0+
      GroupId: string 0+, key, entity groupId
      ErrorCode: int16 0+
  `,
};
