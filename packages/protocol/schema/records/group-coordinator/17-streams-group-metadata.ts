// A streams group: its epochs and the hash over its topics.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 17,
  name: 'StreamsGroupMetadata',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
  `,
  valueFields: `
    Epoch: int32 0+
    MetadataHash: int64 0+
    ValidatedTopologyEpoch: int32 0+, tag 0, default -1
    LastAssignmentConfigs: []LastAssignmentConfig 0+, nullable, tag 1

    struct LastAssignmentConfig 0+
      Key: string 0+
      Value: string 0+
  `,
};
