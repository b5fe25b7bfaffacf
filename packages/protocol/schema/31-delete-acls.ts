// Deletes the ACLs that match filters.
//
// v1: pattern types.
// v3: resource type USER.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 31,
  name: 'DeleteAcls',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    Filters: []DeleteAclsFilter 0+
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
    FilterResults: []DeleteAclsFilterResult 0+
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable
      MatchingAcls: []DeleteAclsMatchingAcl 0+
        ErrorCode: int16 0+
        ErrorMessage: string 0+, nullable
        ResourceType: int8 0+
        ResourceName: string 0+
        PatternType: int8 1+, default 3
        Principal: string 0+
        Host: string 0+
        Operation: int8 0+
        PermissionType: int8 0+
  `,
};
