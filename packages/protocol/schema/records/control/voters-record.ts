// Control record: the set of voters (KIP-853).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'VotersRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Version: int16 0+
    Voters: []Voter 0+
      VoterId: int32 0+, entity brokerId
      VoterDirectoryId: uuid 0+
      Endpoints: []Endpoint 0+
        Name: string 0+, key
        Host: string 0+
        Port: uint16 0+
      KRaftVersionFeature: KRaftVersionFeature 0+
        MinSupportedVersion: int16 0+
        MaxSupportedVersion: int16 0+
  `,
};
