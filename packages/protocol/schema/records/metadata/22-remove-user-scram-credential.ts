// Removes a SCRAM credential.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 22,
  name: 'RemoveUserScramCredentialRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Name: string 0+
    Mechanism: int8 0+
  `,
};
