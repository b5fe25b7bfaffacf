// Control record: the first record of each leader of the quorum.
//
// v1: directory ids of voters (KIP-853).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'LeaderChangeMessage',
  versions: '0-1',
  flexible: '0+',
  fields: `
    Version: int16 0+
    LeaderId: int32 0+, entity brokerId
    Voters: []Voter 0+
    GrantingVoters: []Voter 0+

    struct Voter 0+
      VoterId: int32 0+
      VoterDirectoryId: uuid 1+
  `,
};
