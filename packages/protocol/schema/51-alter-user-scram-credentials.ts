// Sets or deletes SCRAM credentials; the password comes salted.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 51,
  name: 'AlterUserScramCredentials',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: `
    Deletions: []ScramCredentialDeletion 0+
      Name: string 0+
      Mechanism: int8 0+
    Upsertions: []ScramCredentialUpsertion 0+
      Name: string 0+
      Mechanism: int8 0+
      Iterations: int32 0+
      Salt: bytes 0+
      SaltedPassword: bytes 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Results: []AlterUserScramCredentialsResult 0+
      User: string 0+
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable
  `,
};
