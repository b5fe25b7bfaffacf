// Generated from schema/86-delete-share-group-state.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Writer } from '../codec/writer.ts';

export interface DeleteShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly DeleteShareGroupStateRequestDeleteStateData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteShareGroupStateRequestDeleteStateData {
  readonly topicId: Uuid;
  readonly partitions: readonly DeleteShareGroupStateRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteShareGroupStateRequestPartitionData {
  readonly partition: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteShareGroupStateRequestPartitionData(
  reader: Reader,
  _version: number,
): DeleteShareGroupStateRequestPartitionData {
  return {
    partition: reader.int32('partition'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDeleteShareGroupStateRequestPartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DeleteShareGroupStateRequestPartitionData[] {
  const items: DeleteShareGroupStateRequestPartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDeleteShareGroupStateRequestPartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDeleteShareGroupStateRequestPartitionData(
  writer: Writer,
  draft: Draft<DeleteShareGroupStateRequestPartitionData>,
  _version: number,
): void {
  const { partition = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partition, 'partition');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDeleteShareGroupStateRequestPartitionDataArray(
  writer: Writer,
  items: readonly Draft<DeleteShareGroupStateRequestPartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDeleteShareGroupStateRequestPartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDeleteShareGroupStateRequestDeleteStateData(
  reader: Reader,
  version: number,
): DeleteShareGroupStateRequestDeleteStateData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readDeleteShareGroupStateRequestPartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 5)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDeleteShareGroupStateRequestDeleteStateDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DeleteShareGroupStateRequestDeleteStateData[] {
  const items: DeleteShareGroupStateRequestDeleteStateData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDeleteShareGroupStateRequestDeleteStateData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDeleteShareGroupStateRequestDeleteStateData(
  writer: Writer,
  draft: Draft<DeleteShareGroupStateRequestDeleteStateData>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writeDeleteShareGroupStateRequestPartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDeleteShareGroupStateRequestDeleteStateDataArray(
  writer: Writer,
  items: readonly Draft<DeleteShareGroupStateRequestDeleteStateData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDeleteShareGroupStateRequestDeleteStateData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDeleteShareGroupStateRequest(
  reader: Reader,
  version: number,
): DeleteShareGroupStateRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: readDeleteShareGroupStateRequestDeleteStateDataArray(reader, version, 'topics', reader.arrayCount('topics', true, 18)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDeleteShareGroupStateRequest(
  writer: Writer,
  draft: Draft<DeleteShareGroupStateRequest>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  writeDeleteShareGroupStateRequestDeleteStateDataArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, true);
}

export const deleteShareGroupStateRequest: MessageCodec<DeleteShareGroupStateRequest> = defineCodec({
  name: 'DeleteShareGroupStateRequest',
  apiKey: 86,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDeleteShareGroupStateRequest,
  write: writeDeleteShareGroupStateRequest,
});

export interface DeleteShareGroupStateResponse {
  readonly results: readonly DeleteShareGroupStateResponseDeleteStateResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteShareGroupStateResponseDeleteStateResult {
  readonly topicId: Uuid;
  readonly partitions: readonly DeleteShareGroupStateResponsePartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteShareGroupStateResponsePartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteShareGroupStateResponsePartitionResult(
  reader: Reader,
  _version: number,
): DeleteShareGroupStateResponsePartitionResult {
  return {
    partition: reader.int32('partition'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDeleteShareGroupStateResponsePartitionResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DeleteShareGroupStateResponsePartitionResult[] {
  const items: DeleteShareGroupStateResponsePartitionResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDeleteShareGroupStateResponsePartitionResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDeleteShareGroupStateResponsePartitionResult(
  writer: Writer,
  draft: Draft<DeleteShareGroupStateResponsePartitionResult>,
  _version: number,
): void {
  const {
    partition = 0,
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDeleteShareGroupStateResponsePartitionResultArray(
  writer: Writer,
  items: readonly Draft<DeleteShareGroupStateResponsePartitionResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDeleteShareGroupStateResponsePartitionResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDeleteShareGroupStateResponseDeleteStateResult(
  reader: Reader,
  version: number,
): DeleteShareGroupStateResponseDeleteStateResult {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readDeleteShareGroupStateResponsePartitionResultArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 8)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDeleteShareGroupStateResponseDeleteStateResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DeleteShareGroupStateResponseDeleteStateResult[] {
  const items: DeleteShareGroupStateResponseDeleteStateResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDeleteShareGroupStateResponseDeleteStateResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDeleteShareGroupStateResponseDeleteStateResult(
  writer: Writer,
  draft: Draft<DeleteShareGroupStateResponseDeleteStateResult>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writeDeleteShareGroupStateResponsePartitionResultArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDeleteShareGroupStateResponseDeleteStateResultArray(
  writer: Writer,
  items: readonly Draft<DeleteShareGroupStateResponseDeleteStateResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDeleteShareGroupStateResponseDeleteStateResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDeleteShareGroupStateResponse(
  reader: Reader,
  version: number,
): DeleteShareGroupStateResponse {
  return {
    results: readDeleteShareGroupStateResponseDeleteStateResultArray(reader, version, 'results', reader.arrayCount('results', true, 18)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDeleteShareGroupStateResponse(
  writer: Writer,
  draft: Draft<DeleteShareGroupStateResponse>,
  version: number,
): void {
  const { results = [], unknownTaggedFields = noTaggedFields } = draft;
  writeDeleteShareGroupStateResponseDeleteStateResultArray(writer, results, version, 'results');
  writer.unknownTags(unknownTaggedFields, true);
}

export const deleteShareGroupStateResponse: MessageCodec<DeleteShareGroupStateResponse> = defineCodec({
  name: 'DeleteShareGroupStateResponse',
  apiKey: 86,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDeleteShareGroupStateResponse,
  write: writeDeleteShareGroupStateResponse,
});
