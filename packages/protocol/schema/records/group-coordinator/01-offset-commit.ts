// A committed offset of a group.
//
// v1: expiry time of its own.
// v3: leader epoch. Later fields come as tags, as older brokers refuse newer versions (KIP-915).

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 1,
  name: 'OffsetCommit',
  versions: '0-4',
  flexible: '4+',
  keyFields: `
    group: string 0
    topic: string 0
    partition: int32 0
  `,
  valueFields: `
    offset: int64 0+
    leaderEpoch: int32 3+, default -1, ignorable
    metadata: string 0+
    commitTimestamp: int64 0+
    expireTimestamp: int64 1, default -1, ignorable
    topicId: uuid 4+, tag 0, ignorable
  `,
};
