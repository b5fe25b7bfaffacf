// Removes a voter from the KRaft quorum (KIP-853).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 81,
  name: 'RemoveRaftVoter',
  versions: '0',
  flexible: '0+',
  listeners: ['controller', 'broker'],
  request: `
    ClusterId: string 0+, nullable
    VoterId: int32 0+
    VoterDirectoryId: uuid 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable, ignorable
  `,
};
