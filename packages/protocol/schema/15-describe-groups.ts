// Describes classic groups and their members.
//
// v3: authorized operations.
// v4: static members.
// v6: GROUP_ID_NOT_FOUND for a group that is not there (KIP-1043).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 15,
  name: 'DescribeGroups',
  versions: '0-6',
  flexible: '5+',
  listeners: ['broker'],
  request: `
    Groups: []string 0+, entity groupId
    IncludeAuthorizedOperations: bool 3+
  `,
  response: `
    ThrottleTimeMs: int32 1+, ignorable
    Groups: []DescribedGroup 0+
      ErrorCode: int16 0+
      ErrorMessage: string 6+, nullable, default null
      GroupId: string 0+, entity groupId
      GroupState: string 0+
      ProtocolType: string 0+
      ProtocolData: string 0+
      Members: []DescribedGroupMember 0+
        MemberId: string 0+
        GroupInstanceId: string 4+, nullable, default null, ignorable
        ClientId: string 0+
        ClientHost: string 0+
        MemberMetadata: bytes 0+
        MemberAssignment: bytes 0+
      AuthorizedOperations: int32 3+, default -2147483648
  `,
};
