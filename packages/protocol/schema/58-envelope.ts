// A broker forwards a client's request to the controller, with the client's principal and address
// (KIP-590).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 58,
  name: 'Envelope',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    RequestData: bytes 0+, zero-copy
    RequestPrincipal: bytes 0+, nullable
    ClientHostAddress: bytes 0+
  `,
  response: `
    ResponseData: bytes 0+, nullable, default null, zero-copy
    ErrorCode: int16 0+
  `,
};
