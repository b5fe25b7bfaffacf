// Creates ACLs.
//
// v1: pattern types.
// v3: resource type USER.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 30,
  name: 'CreateAcls',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    Creations: []AclCreation 0+
      ResourceType: int8 0+
      ResourceName: string 0+
      ResourcePatternType: int8 1+, default 3
      Principal: string 0+
      Host: string 0+
      Operation: int8 0+
      PermissionType: int8 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Results: []AclCreationResult 0+
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable
  `,
};
