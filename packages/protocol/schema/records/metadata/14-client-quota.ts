// A client quota, set or removed.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 14,
  name: 'ClientQuotaRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Entity: []EntityData 0+
      EntityType: string 0+
      EntityName: string 0+, nullable
    Key: string 0+
    Value: float64 0+
    Remove: bool 0+
  `,
};
