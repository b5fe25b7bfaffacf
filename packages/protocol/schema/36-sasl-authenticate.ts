// One step of a SASL exchange.
//
// v1: how long the session may live, for re-authentication (KIP-368).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 36,
  name: 'SaslAuthenticate',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    AuthBytes: bytes 0+
  `,
  response: `
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable
    AuthBytes: bytes 0+
    SessionLifetimeMs: int64 1+, ignorable
  `,
};
