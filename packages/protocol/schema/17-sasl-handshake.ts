// SaslHandshake.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 17,
  name: 'SaslHandshake',
  versions: '0-1',
  flexible: 'none',
  listeners: ['broker', 'controller'],
  request: `
    Mechanism: string 0+
  `,
  response: `
    ErrorCode: int16 0+
    Mechanisms: []string 0+
  `,
};
