// The partitions that a classic consumer group's leader gives to a member: what SyncGroup carries.
// int16 version, body. A later version is read as the latest one known: versions only add.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'ConsumerProtocolAssignment',
  versions: '0-3',
  flexible: 'none',
  fields: `
    AssignedPartitions: []TopicPartition 0+
      Topic: string 0+, key, entity topicName
      Partitions: []int32 0+
    UserData: bytes 0+, nullable, default null, zero-copy
  `,
};
