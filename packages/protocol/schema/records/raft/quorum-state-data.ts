// The file quorum-state, as JSON with a data_version: whom a replica voted for and whom it follows.
//
// v1: the directory id of the vote (KIP-853).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'QuorumStateData',
  versions: '0-1',
  flexible: '0+',
  fields: `
    ClusterId: string 0
    LeaderId: int32 0+, default -1
    LeaderEpoch: int32 0+, default -1
    VotedId: int32 0+, default -1
    VotedDirectoryId: uuid 1+
    AppliedOffset: int64 0
    CurrentVoters: []Voter 0, nullable
      VoterId: int32 0
  `,
};
