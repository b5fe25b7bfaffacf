// Generated from schema/91-alter-share-group-offsets.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Writer } from '../codec/writer.ts';

export interface AlterShareGroupOffsetsRequest {
  readonly groupId: string;
  readonly topics: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition {
  readonly partitionIndex: number;
  readonly startOffset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(
  reader: Reader,
  _version: number,
): AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    startOffset: reader.int64('startOffset'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition[] {
  const items: AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    startOffset = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(startOffset, 'startOffset');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartitionArray(
  writer: Writer,
  items: readonly Draft<AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(
  reader: Reader,
  version: number,
): AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic {
  return {
    topicName: reader.string('topicName', true),
    partitions: readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartitionArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 13)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic[] {
  const items: AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic>,
  version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartitionArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopicArray(
  writer: Writer,
  items: readonly Draft<AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterShareGroupOffsetsRequest(
  reader: Reader,
  version: number,
): AlterShareGroupOffsetsRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopicArray(reader, version, 'topics', reader.arrayCount('topics', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterShareGroupOffsetsRequest(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsRequest>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopicArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterShareGroupOffsetsRequest: MessageCodec<AlterShareGroupOffsetsRequest> = defineCodec({
  name: 'AlterShareGroupOffsetsRequest',
  apiKey: 91,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAlterShareGroupOffsetsRequest,
  write: writeAlterShareGroupOffsetsRequest,
});

export interface AlterShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: Uuid;
  readonly partitions: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(
  reader: Reader,
  _version: number,
): AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition[] {
  const items: AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartitionArray(
  writer: Writer,
  items: readonly Draft<AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(
  reader: Reader,
  version: number,
): AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic {
  return {
    topicName: reader.string('topicName', true),
    topicId: reader.uuid('topicId'),
    partitions: readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartitionArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 8)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic[] {
  const items: AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic>,
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
  writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartitionArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopicArray(
  writer: Writer,
  items: readonly Draft<AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterShareGroupOffsetsResponse(
  reader: Reader,
  version: number,
): AlterShareGroupOffsetsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    responses: readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopicArray(reader, version, 'responses', reader.arrayCount('responses', true, 19)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterShareGroupOffsetsResponse(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = null,
    responses = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopicArray(writer, responses, version, 'responses');
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterShareGroupOffsetsResponse: MessageCodec<AlterShareGroupOffsetsResponse> = defineCodec({
  name: 'AlterShareGroupOffsetsResponse',
  apiKey: 91,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAlterShareGroupOffsetsResponse,
  write: writeAlterShareGroupOffsetsResponse,
});
