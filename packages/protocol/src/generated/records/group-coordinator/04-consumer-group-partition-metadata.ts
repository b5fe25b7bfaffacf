// Generated from schema/records/group-coordinator/04-consumer-group-partition-metadata.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../../../codec/codec-error.ts';
import { defineCodec } from '../../../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField, Uuid } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
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

function readConsumerGroupPartitionMetadataValuePartitionMetadataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ConsumerGroupPartitionMetadataValuePartitionMetadata[] {
  const items: ConsumerGroupPartitionMetadataValuePartitionMetadata[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readConsumerGroupPartitionMetadataValuePartitionMetadata(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeConsumerGroupPartitionMetadataValuePartitionMetadataArray(
  writer: Writer,
  items: readonly Draft<ConsumerGroupPartitionMetadataValuePartitionMetadata>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeConsumerGroupPartitionMetadataValuePartitionMetadata(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readConsumerGroupPartitionMetadataValueTopicMetadata(
  reader: Reader,
  version: number,
): ConsumerGroupPartitionMetadataValueTopicMetadata {
  return {
    topicId: reader.uuid('topicId'),
    topicName: reader.string('topicName', true),
    numPartitions: reader.int32('numPartitions'),
    partitionMetadata: readConsumerGroupPartitionMetadataValuePartitionMetadataArray(reader, version, 'partitionMetadata', reader.arrayCount('partitionMetadata', true, 6)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readConsumerGroupPartitionMetadataValueTopicMetadataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ConsumerGroupPartitionMetadataValueTopicMetadata[] {
  const items: ConsumerGroupPartitionMetadataValueTopicMetadata[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readConsumerGroupPartitionMetadataValueTopicMetadata(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeConsumerGroupPartitionMetadataValuePartitionMetadataArray(writer, partitionMetadata, version, 'partitionMetadata');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeConsumerGroupPartitionMetadataValueTopicMetadataArray(
  writer: Writer,
  items: readonly Draft<ConsumerGroupPartitionMetadataValueTopicMetadata>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeConsumerGroupPartitionMetadataValueTopicMetadata(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readConsumerGroupPartitionMetadataValue(
  reader: Reader,
  version: number,
): ConsumerGroupPartitionMetadataValue {
  return {
    topics: readConsumerGroupPartitionMetadataValueTopicMetadataArray(reader, version, 'topics', reader.arrayCount('topics', true, 23)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupPartitionMetadataValue(
  writer: Writer,
  draft: Draft<ConsumerGroupPartitionMetadataValue>,
  version: number,
): void {
  const { topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writeConsumerGroupPartitionMetadataValueTopicMetadataArray(writer, topics, version, 'topics');
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
