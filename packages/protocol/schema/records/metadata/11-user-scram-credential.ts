// A SCRAM credential.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 11,
  name: 'UserScramCredentialRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Name: string 0+
    Mechanism: int8 0+
    Salt: bytes 0+
    StoredKey: bytes 0+
    ServerKey: bytes 0+
    Iterations: int32 0+
  `,
};
