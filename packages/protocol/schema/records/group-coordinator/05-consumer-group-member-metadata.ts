// A member of a consumer group and what it subscribes to. A classic member has its protocols in a
// tagged field.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 5,
  name: 'ConsumerGroupMemberMetadata',
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
    SubscribedTopicNames: []string 0+
    SubscribedTopicRegex: string 0+, nullable
    RebalanceTimeoutMs: int32 0+, default -1
    ServerAssignor: string 0+, nullable
    ClassicMemberMetadata: ClassicMemberMetadata 0+, nullable, tag 0
      SessionTimeoutMs: int32 0+
      SupportedProtocols: []ClassicProtocol 0+
        Name: string 0+
        Metadata: bytes 0+
  `,
};
