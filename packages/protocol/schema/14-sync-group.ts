// The leader of a classic group hands in the assignment; every member gets its part.
//
// v3: static members.
// v5: protocol type and name are checked.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 14,
  name: 'SyncGroup',
  versions: '0-5',
  flexible: '4+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    GenerationId: int32 0+
    MemberId: string 0+
    GroupInstanceId: string 3+, nullable, default null
    ProtocolType: string 5+, nullable, default null, ignorable
    ProtocolName: string 5+, nullable, default null, ignorable
    Assignments: []SyncGroupRequestAssignment 0+
      MemberId: string 0+
      Assignment: bytes 0+
  `,
  response: `
    ThrottleTimeMs: int32 1+, ignorable
    ErrorCode: int16 0+
    ProtocolType: string 5+, nullable, default null, ignorable
    ProtocolName: string 5+, nullable, default null, ignorable
    Assignment: bytes 0+
  `,
};
