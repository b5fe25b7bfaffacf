// A principal as a broker forwards it in an Envelope. int16 version, body.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'DefaultPrincipalData',
  versions: '0',
  flexible: '0+',
  fields: `
    Type: string 0+
    Name: string 0+
    TokenAuthenticated: bool 0+
  `,
};
