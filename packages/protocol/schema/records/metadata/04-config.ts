// A dynamic config of a resource; a null value removes it.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 4,
  name: 'ConfigRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    ResourceType: int8 0+
    ResourceName: string 0+
    Name: string 0+
    Value: string 0+, nullable
  `,
};
