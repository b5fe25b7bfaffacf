// A member of a streams group.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 19,
  name: 'StreamsGroupMemberMetadata',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
    MemberId: string 0
  `,
  valueFields: `
    InstanceId: string 0+, nullable
    RackId: string 0+, nullable
    ClientId: string 0+
    ClientHost: string 0+
    RebalanceTimeoutMs: int32 0+, default -1
    TopologyEpoch: int32 0+
    ProcessId: string 0+
    UserEndpoint: Endpoint 0+, nullable, default null
    ClientTags: []KeyValue 0+

    struct Endpoint 0+
      Host: string 0+
      Port: uint16 0+

    struct KeyValue 0+
      Key: string 0+
      Value: string 0+
  `,
};
