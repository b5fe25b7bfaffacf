// Generated from schema/records/group-coordinator/15-share-group-state-partition-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ShareGroupStatePartitionMetadataKey {
  readonly groupId: string;
}

function readShareGroupStatePartitionMetadataKey(
  reader: Reader,
  _version: number,
): ShareGroupStatePartitionMetadataKey {
  return {
    groupId: reader.string('groupId', false),
  };
}

function writeShareGroupStatePartitionMetadataKey(
  writer: Writer,
  draft: Draft<ShareGroupStatePartitionMetadataKey>,
  _version: number,
): void {
  const { groupId = '' } = draft;
  writer.string(groupId, 'groupId', false);
}

export const shareGroupStatePartitionMetadataKey: MessageCodec<ShareGroupStatePartitionMetadataKey> = defineCodec({
  name: 'ShareGroupStatePartitionMetadataKey',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readShareGroupStatePartitionMetadataKey,
  write: writeShareGroupStatePartitionMetadataKey,
});

export interface ShareGroupStatePartitionMetadataValue {
  readonly initializingTopics: readonly ShareGroupStatePartitionMetadataValueTopicPartitionsInfo[];
  readonly initializedTopics: readonly ShareGroupStatePartitionMetadataValueTopicPartitionsInfo[];
  readonly deletingTopics: readonly ShareGroupStatePartitionMetadataValueTopicInfo[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupStatePartitionMetadataValueTopicInfo {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupStatePartitionMetadataValueTopicPartitionsInfo {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareGroupStatePartitionMetadataValueTopicPartitionsInfo(
  reader: Reader,
  _version: number,
): ShareGroupStatePartitionMetadataValueTopicPartitionsInfo {
  return {
    topicId: reader.uuid('topicId'),
    topicName: reader.string('topicName', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupStatePartitionMetadataValueTopicPartitionsInfo(
  writer: Writer,
  draft: Draft<ShareGroupStatePartitionMetadataValueTopicPartitionsInfo>,
  _version: number,
): void {
  const {
    topicId = zeroUuid,
    topicName = '',
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.string(topicName, 'topicName', true);
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareGroupStatePartitionMetadataValueTopicInfo(
  reader: Reader,
  _version: number,
): ShareGroupStatePartitionMetadataValueTopicInfo {
  return {
    topicId: reader.uuid('topicId'),
    topicName: reader.string('topicName', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupStatePartitionMetadataValueTopicInfo(
  writer: Writer,
  draft: Draft<ShareGroupStatePartitionMetadataValueTopicInfo>,
  _version: number,
): void {
  const {
    topicId = zeroUuid,
    topicName = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.string(topicName, 'topicName', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareGroupStatePartitionMetadataValue(
  reader: Reader,
  version: number,
): ShareGroupStatePartitionMetadataValue {
  return {
    initializingTopics: reader.items(
      'initializingTopics',
      reader.arrayCount('initializingTopics', true, 19),
      version,
      readShareGroupStatePartitionMetadataValueTopicPartitionsInfo,
    ),
    initializedTopics: reader.items(
      'initializedTopics',
      reader.arrayCount('initializedTopics', true, 19),
      version,
      readShareGroupStatePartitionMetadataValueTopicPartitionsInfo,
    ),
    deletingTopics: reader.items(
      'deletingTopics',
      reader.arrayCount('deletingTopics', true, 18),
      version,
      readShareGroupStatePartitionMetadataValueTopicInfo,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupStatePartitionMetadataValue(
  writer: Writer,
  draft: Draft<ShareGroupStatePartitionMetadataValue>,
  version: number,
): void {
  const {
    initializingTopics = [],
    initializedTopics = [],
    deletingTopics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(initializingTopics, 'initializingTopics', true);
  writer.items(
    initializingTopics,
    'initializingTopics',
    version,
    writeShareGroupStatePartitionMetadataValueTopicPartitionsInfo,
  );
  writer.arrayCount(initializedTopics, 'initializedTopics', true);
  writer.items(
    initializedTopics,
    'initializedTopics',
    version,
    writeShareGroupStatePartitionMetadataValueTopicPartitionsInfo,
  );
  writer.arrayCount(deletingTopics, 'deletingTopics', true);
  writer.items(
    deletingTopics,
    'deletingTopics',
    version,
    writeShareGroupStatePartitionMetadataValueTopicInfo,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareGroupStatePartitionMetadataValue: MessageCodec<ShareGroupStatePartitionMetadataValue> = defineCodec({
  name: 'ShareGroupStatePartitionMetadataValue',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readShareGroupStatePartitionMetadataValue,
  write: writeShareGroupStatePartitionMetadataValue,
});
