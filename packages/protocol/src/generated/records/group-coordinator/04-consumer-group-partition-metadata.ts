// Generated from schema/records/group-coordinator/04-consumer-group-partition-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConsumerGroupPartitionMetadataKey {
  readonly groupId: string;
}

function readConsumerGroupPartitionMetadataKey(
  reader: Reader,
  _version: number,
): ConsumerGroupPartitionMetadataKey {
  return {
    groupId: reader.string('groupId', false),
  };
}

function writeConsumerGroupPartitionMetadataKey(
  writer: Writer,
  draft: Draft<ConsumerGroupPartitionMetadataKey>,
  _version: number,
): void {
  const { groupId = '' } = draft;
  writer.string(groupId, 'groupId', false);
}

export const consumerGroupPartitionMetadataKey: MessageCodec<ConsumerGroupPartitionMetadataKey> = defineCodec({
  name: 'ConsumerGroupPartitionMetadataKey',
  apiKey: 4,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readConsumerGroupPartitionMetadataKey,
  write: writeConsumerGroupPartitionMetadataKey,
});

export interface ConsumerGroupPartitionMetadataValue {
  readonly topics: readonly ConsumerGroupPartitionMetadataValueTopicMetadata[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupPartitionMetadataValueTopicMetadata {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly numPartitions: number;
  readonly partitionMetadata: readonly ConsumerGroupPartitionMetadataValuePartitionMetadata[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupPartitionMetadataValuePartitionMetadata {
  readonly partition: number;
  readonly racks: readonly string[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConsumerGroupPartitionMetadataValuePartitionMetadata(
  reader: Reader,
  _version: number,
): ConsumerGroupPartitionMetadataValuePartitionMetadata {
  return {
    partition: reader.int32('partition'),
    racks: reader.stringArray('racks', reader.arrayCount('racks', true, 1), true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupPartitionMetadataValuePartitionMetadata(
  writer: Writer,
  draft: Draft<ConsumerGroupPartitionMetadataValuePartitionMetadata>,
  _version: number,
): void {
  const { partition = 0, racks = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partition, 'partition');
  writer.stringArray(racks, 'racks', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readConsumerGroupPartitionMetadataValueTopicMetadata(
  reader: Reader,
  version: number,
): ConsumerGroupPartitionMetadataValueTopicMetadata {
  return {
    topicId: reader.uuid('topicId'),
    topicName: reader.string('topicName', true),
    numPartitions: reader.int32('numPartitions'),
    partitionMetadata: reader.items(
      'partitionMetadata',
      reader.arrayCount('partitionMetadata', true, 6),
      version,
      readConsumerGroupPartitionMetadataValuePartitionMetadata,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupPartitionMetadataValueTopicMetadata(
  writer: Writer,
  draft: Draft<ConsumerGroupPartitionMetadataValueTopicMetadata>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    topicName = '',
    numPartitions = 0,
    partitionMetadata = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.string(topicName, 'topicName', true);
  writer.int32(numPartitions, 'numPartitions');
  writer.arrayCount(partitionMetadata, 'partitionMetadata', true);
  writer.items(
    partitionMetadata,
    'partitionMetadata',
    version,
    writeConsumerGroupPartitionMetadataValuePartitionMetadata,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readConsumerGroupPartitionMetadataValue(
  reader: Reader,
  version: number,
): ConsumerGroupPartitionMetadataValue {
  return {
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 23),
      version,
      readConsumerGroupPartitionMetadataValueTopicMetadata,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupPartitionMetadataValue(
  writer: Writer,
  draft: Draft<ConsumerGroupPartitionMetadataValue>,
  version: number,
): void {
  const { topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeConsumerGroupPartitionMetadataValueTopicMetadata);
  writer.unknownTags(unknownTaggedFields, true);
}

export const consumerGroupPartitionMetadataValue: MessageCodec<ConsumerGroupPartitionMetadataValue> = defineCodec({
  name: 'ConsumerGroupPartitionMetadataValue',
  apiKey: 4,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readConsumerGroupPartitionMetadataValue,
  write: writeConsumerGroupPartitionMetadataValue,
});
