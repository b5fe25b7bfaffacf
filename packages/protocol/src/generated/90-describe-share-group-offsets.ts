// Generated from schema/90-describe-share-group-offsets.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Writer } from '../codec/writer.ts';

export interface DescribeShareGroupOffsetsRequest {
  readonly groups: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup {
  readonly groupId: string;
  readonly topics: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(
  reader: Reader,
  _version: number,
): DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic {
  return {
    topicName: reader.string('topicName', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic[] {
  const items: DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic[] | null {
  return count < 0 ? null : readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopicArray(reader, version, field, count);
}

function writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic>,
  _version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopicArray(
  writer: Writer,
  items: readonly Draft<DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup {
  return {
    groupId: reader.string('groupId', true),
    topics: readNullableDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopicArray(reader, version, 'topics', reader.nullableArrayCount('topics', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroupArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup[] {
  const items: DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  if (topics === null) writer.nullArray('topics', true);
  else writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopicArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroupArray(
  writer: Writer,
  items: readonly Draft<DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeShareGroupOffsetsRequest(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsRequest {
  return {
    groups: readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroupArray(reader, version, 'groups', reader.arrayCount('groups', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeShareGroupOffsetsRequest(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsRequest>,
  version: number,
): void {
  const { groups = [], unknownTaggedFields = noTaggedFields } = draft;
  writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroupArray(writer, groups, version, 'groups');
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeShareGroupOffsetsRequest: MessageCodec<DescribeShareGroupOffsetsRequest> = defineCodec({
  name: 'DescribeShareGroupOffsetsRequest',
  apiKey: 90,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readDescribeShareGroupOffsetsRequest,
  write: writeDescribeShareGroupOffsetsRequest,
});

export interface DescribeShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup {
  readonly groupId: string;
  readonly topics: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic[];
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: Uuid;
  readonly partitions: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number;
  readonly startOffset: Int64;
  readonly leaderEpoch: number;
  readonly lag: Int64; // v1+
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    startOffset: reader.int64('startOffset'),
    leaderEpoch: reader.int32('leaderEpoch'),
    lag: version >= 1 ? reader.int64('lag') : -1,
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition[] {
  const items: DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    startOffset = 0,
    leaderEpoch = 0,
    lag = -1,
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(startOffset, 'startOffset');
  writer.int32(leaderEpoch, 'leaderEpoch');
  if (version >= 1) writer.int64(lag, 'lag');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartitionArray(
  writer: Writer,
  items: readonly Draft<DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic {
  return {
    topicName: reader.string('topicName', true),
    topicId: reader.uuid('topicId'),
    partitions: readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartitionArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 20)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic[] {
  const items: DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic>,
  version: number,
): void {
  const {
    topicName = '',
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(topicName, 'topicName', true);
  writer.uuid(topicId, 'topicId');
  writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartitionArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopicArray(
  writer: Writer,
  items: readonly Draft<DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup {
  return {
    groupId: reader.string('groupId', true),
    topics: readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopicArray(reader, version, 'topics', reader.arrayCount('topics', true, 19)),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroupArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup[] {
  const items: DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup>,
  version: number,
): void {
  const {
    groupId = '',
    topics = [],
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', true);
  writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopicArray(writer, topics, version, 'topics');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroupArray(
  writer: Writer,
  items: readonly Draft<DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeShareGroupOffsetsResponse(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    groups: readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroupArray(reader, version, 'groups', reader.arrayCount('groups', true, 6)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeShareGroupOffsetsResponse(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsResponse>,
  version: number,
): void {
  const { throttleTimeMs = 0, groups = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroupArray(writer, groups, version, 'groups');
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeShareGroupOffsetsResponse: MessageCodec<DescribeShareGroupOffsetsResponse> = defineCodec({
  name: 'DescribeShareGroupOffsetsResponse',
  apiKey: 90,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readDescribeShareGroupOffsetsResponse,
  write: writeDescribeShareGroupOffsetsResponse,
});
