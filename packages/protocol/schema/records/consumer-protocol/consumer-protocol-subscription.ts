// What a member of a classic consumer group subscribes to: what JoinGroup carries. int16 version,
// body. A later version is read as the latest one known: versions only add.
//
// v1: owned partitions, for cooperative rebalancing.
// v2: generation.
// v3: rack.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'ConsumerProtocolSubscription',
  versions: '0-3',
  flexible: 'none',
  fields: `
    Topics: []string 0+
    UserData: bytes 0+, nullable, default null, zero-copy
    OwnedPartitions: []TopicPartition 1+, ignorable
      Topic: string 1+, key, entity topicName
      Partitions: []int32 1+
    GenerationId: int32 2+, default -1, ignorable
    RackId: string 3+, nullable, default null, ignorable
  `,
};
