// Lists client quotas by filters on their entities (KIP-546).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 48,
  name: 'DescribeClientQuotas',
  versions: '0-1',
  flexible: '1+',
  listeners: ['broker'],
  request: `
    Components: []ComponentData 0+
      EntityType: string 0+
      MatchType: int8 0+
      Match: string 0+, nullable
    Strict: bool 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable
    Entries: []EntryData 0+, nullable
      Entity: []EntityData 0+
        EntityType: string 0+
        EntityName: string 0+, nullable
      Values: []ValueData 0+
        Key: string 0+
        Value: float64 0+
  `,
};
