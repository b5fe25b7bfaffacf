// Changes client quotas.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 49,
  name: 'AlterClientQuotas',
  versions: '0-1',
  flexible: '1+',
  listeners: ['broker', 'controller'],
  request: `
    Entries: []EntryData 0+
      Entity: []EntityData 0+
        EntityType: string 0+
        EntityName: string 0+, nullable
      Ops: []OpData 0+
        Key: string 0+
        Value: float64 0+
        Remove: bool 0+
    ValidateOnly: bool 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Entries: []EntryData 0+
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable
      Entity: []EntityData 0+
        EntityType: string 0+
        EntityName: string 0+, nullable
  `,
};
