// Lists resources that have configs.
//
// v0: client metrics only (KIP-1000).
// v1: any type (KIP-1142).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 74,
  name: 'ListConfigResources',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: `
    ResourceTypes: []int8 1+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ConfigResources: []ConfigResource 0+
      ResourceName: string 0+
      ResourceType: int8 1+, default 16, ignorable
  `,
};
