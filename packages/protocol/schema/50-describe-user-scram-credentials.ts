// Tells for which users and SCRAM mechanisms there are credentials, never the credentials.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 50,
  name: 'DescribeUserScramCredentials',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: `
    Users: []UserName 0+, nullable
      Name: string 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable
    Results: []DescribeUserScramCredentialsResult 0+
      User: string 0+
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable
      CredentialInfos: []CredentialInfo 0+
        Mechanism: int8 0+
        Iterations: int32 0+
  `,
};
