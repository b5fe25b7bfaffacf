// A voter tells the leader its endpoints and versions (KIP-853).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 82,
  name: 'UpdateRaftVoter',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    ClusterId: string 0+, nullable
    CurrentLeaderEpoch: int32 0+
    VoterId: int32 0+
    VoterDirectoryId: uuid 0+
    Listeners: []Listener 0+
      Name: string 0+, key
      Host: string 0+
      Port: uint16 0+
    KRaftVersionFeature: KRaftVersionFeature 0+
      MinSupportedVersion: int16 0+
      MaxSupportedVersion: int16 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    CurrentLeader: CurrentLeader 0+, tag 0
      LeaderId: int32 0+, default -1, entity brokerId
      LeaderEpoch: int32 0+, default -1
      Host: string 0+
      Port: int32 0+
  `,
};
