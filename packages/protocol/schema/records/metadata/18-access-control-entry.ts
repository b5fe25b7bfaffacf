// An ACL.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 18,
  name: 'AccessControlEntryRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Id: uuid 0+
    ResourceType: int8 0+
    ResourceName: string 0+
    PatternType: int8 0+
    Principal: string 0+
    Host: string 0+
    Operation: int8 0+
    PermissionType: int8 0+
  `,
};
