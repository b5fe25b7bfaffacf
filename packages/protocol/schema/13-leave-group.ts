// Takes members out of a classic group.
//
// v3: several members at once, static ones by instance id.
// v5: Reason.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 13,
  name: 'LeaveGroup',
  versions: '0-5',
  flexible: '4+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    MemberId: string 0-2
    Members: []MemberIdentity 3+
      MemberId: string 3+
      GroupInstanceId: string 3+, nullable, default null
      Reason: string 5+, nullable, default null, ignorable
  `,
  response: `
    ThrottleTimeMs: int32 1+, ignorable
    ErrorCode: int16 0+
    Members: []MemberResponse 3+
      MemberId: string 3+
      GroupInstanceId: string 3+, nullable
      ErrorCode: int16 3+
  `,
};
