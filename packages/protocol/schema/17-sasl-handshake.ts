// Chooses the SASL mechanism of a connection.
//
// v0: bare tokens follow.
// v1: tokens travel in SaslAuthenticate. Never flexible (KAFKA-9577).

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
