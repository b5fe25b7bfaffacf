// Generated from schema/records/consumer-protocol/consumer-protocol-subscription.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import type { Reader } from '../../../codec/reader.ts';
import type { Draft } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConsumerProtocolSubscription {
  readonly topics: readonly string[];
  readonly userData: Uint8Array | null;
  readonly ownedPartitions: readonly ConsumerProtocolSubscriptionTopicPartition[]; // v1+
  readonly generationId: number; // v2+
  readonly rackId: string | null; // v3+
}

export interface ConsumerProtocolSubscriptionTopicPartition {
  readonly topic: string; // v1+
  readonly partitions: readonly number[]; // v1+
}

function readConsumerProtocolSubscriptionTopicPartition(
  reader: Reader,
  _version: number,
): ConsumerProtocolSubscriptionTopicPartition {
  return {
    topic: reader.string('topic', false),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', false, 4)),
  };
}

function writeConsumerProtocolSubscriptionTopicPartition(
  writer: Writer,
  draft: Draft<ConsumerProtocolSubscriptionTopicPartition>,
  _version: number,
): void {
  const { topic = '', partitions = [] } = draft;
  writer.string(topic, 'topic', false);
  writer.int32Array(partitions, 'partitions', false);
}

function readConsumerProtocolSubscription(
  reader: Reader,
  version: number,
): ConsumerProtocolSubscription {
  return {
    topics: reader.stringArray('topics', reader.arrayCount('topics', false, 2), false),
    userData: reader.nullableByteView('userData', false),
    ownedPartitions: version >= 1
      ? reader.items(
        'ownedPartitions',
        reader.arrayCount('ownedPartitions', false, 6),
        version,
        readConsumerProtocolSubscriptionTopicPartition,
      )
      : [],
    generationId: version >= 2 ? reader.int32('generationId') : -1,
    rackId: version >= 3 ? reader.nullableString('rackId', false) : null,
  };
}

function writeConsumerProtocolSubscription(
  writer: Writer,
  draft: Draft<ConsumerProtocolSubscription>,
  version: number,
): void {
  const {
    topics = [],
    userData = null,
    ownedPartitions = [],
    generationId = -1,
    rackId = null,
  } = draft;
  writer.stringArray(topics, 'topics', false);
  writer.nullableBytes(userData, 'userData', false);
  if (version >= 1) {
    writer.arrayCount(ownedPartitions, 'ownedPartitions', false);
    writer.items(
      ownedPartitions,
      'ownedPartitions',
      version,
      writeConsumerProtocolSubscriptionTopicPartition,
    );
  }
  if (version >= 2) writer.int32(generationId, 'generationId');
  if (version >= 3) writer.nullableString(rackId, 'rackId', false);
}

export const consumerProtocolSubscription: MessageCodec<ConsumerProtocolSubscription> = defineCodec({
  name: 'ConsumerProtocolSubscription',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: Infinity,
  read: readConsumerProtocolSubscription,
  write: writeConsumerProtocolSubscription,
});
