// Adds a voter to the KRaft quorum (KIP-853).
//
// v1: answer once committed, or at once.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 80,
  name: 'AddRaftVoter',
  versions: '0-1',
  flexible: '0+',
  listeners: ['controller', 'broker'],
  request: `
    ClusterId: string 0+, nullable
    TimeoutMs: int32 0+
    VoterId: int32 0+
    VoterDirectoryId: uuid 0+
    Listeners: []Listener 0+
      Name: string 0+, key
      Host: string 0+
      Port: uint16 0+
    AckWhenCommitted: bool 1+, default true
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable, ignorable
  `,
};
