// Joins a classic group; the answer waits until all members have joined. The leader then assigns.
//
// v1: rebalance timeout apart from session timeout.
// v4: a new member gets its id with MEMBER_ID_REQUIRED and joins again.
// v5: static members.
// v7: the response tells the protocol type.
// v8: Reason.
// v9: SkipAssignment for static leaders that return.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 11,
  name: 'JoinGroup',
  versions: '0-9',
  flexible: '6+',
  listeners: ['broker'],
  request: `
    GroupId: string 0+, entity groupId
    SessionTimeoutMs: int32 0+
    RebalanceTimeoutMs: int32 1+, default -1, ignorable
    MemberId: string 0+
    GroupInstanceId: string 5+, nullable, default null
    ProtocolType: string 0+
    Protocols: []JoinGroupRequestProtocol 0+
      Name: string 0+, key
      Metadata: bytes 0+
    Reason: string 8+, nullable, default null, ignorable
  `,
  response: `
    ThrottleTimeMs: int32 2+, ignorable
    ErrorCode: int16 0+
    GenerationId: int32 0+, default -1
    ProtocolType: string 7+, nullable, default null, ignorable
    ProtocolName: string 0+, nullable 7+
    Leader: string 0+
    SkipAssignment: bool 9+
    MemberId: string 0+
    Members: []JoinGroupResponseMember 0+
      MemberId: string 0+
      GroupInstanceId: string 5+, nullable, default null, ignorable
      Metadata: bytes 0+
  `,
};
