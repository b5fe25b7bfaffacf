// A classic group with its members and their assignments.
//
// v2: time of the last state change.
// v3: static members. Later fields come as tags (KIP-915).

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 2,
  name: 'GroupMetadata',
  versions: '0-4',
  flexible: '4+',
  keyFields: `
    group: string 0
  `,
  valueFields: `
    protocolType: string 0+
    generation: int32 0+
    protocol: string 0+, nullable
    leader: string 0+, nullable
    currentStateTimestamp: int64 2+, default -1, ignorable
    members: []MemberMetadata 0+

    struct MemberMetadata 0+
      memberId: string 0+
      groupInstanceId: string 3+, nullable, default null, ignorable
      clientId: string 0+
      clientHost: string 0+
      rebalanceTimeout: int32 1+, default -1, ignorable
      sessionTimeout: int32 0+
      subscription: bytes 0+
      assignment: bytes 0+
  `,
};
