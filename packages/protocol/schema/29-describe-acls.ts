// Lists the ACLs that match a filter.
//
// v1: pattern types.
// v3: resource type USER.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 29,
  name: 'DescribeAcls',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    ResourceTypeFilter: int8 0+
    ResourceNameFilter: string 0+, nullable
    PatternTypeFilter: int8 1+, default 3
    PrincipalFilter: string 0+, nullable
    HostFilter: string 0+, nullable
    Operation: int8 0+
    PermissionType: int8 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable
    Resources: []DescribeAclsResource 0+
      ResourceType: int8 0+
      ResourceName: string 0+
      PatternType: int8 1+, default 3
      Acls: []AclDescription 0+
        Principal: string 0+
        Host: string 0+
        Operation: int8 0+
        PermissionType: int8 0+
  `,
};
