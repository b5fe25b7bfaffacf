// RequestHeader.

import type { MessageSchema } from '../language.ts';

export const schema: MessageSchema = {
  kind: 'header',
  name: 'RequestHeader',
  versions: '1-2',
  flexible: '2+',
  fields: `
    RequestApiKey: int16 0+
    RequestApiVersion: int16 0+
    CorrelationId: int32 0+
    ClientId: string 1+, nullable, flexible none
  `,
};
