// Generated from schema/21-delete-records.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Writer } from '../codec/writer.ts';

export interface DeleteRecordsRequest {
  readonly topics: readonly DeleteRecordsRequestDeleteRecordsTopic[];
  readonly timeoutMs: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteRecordsRequestDeleteRecordsTopic {
  readonly name: string;
  readonly partitions: readonly DeleteRecordsRequestDeleteRecordsPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteRecordsRequestDeleteRecordsPartition {
  readonly partitionIndex: number;
  readonly offset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteRecordsRequestDeleteRecordsPartition(
  reader: Reader,
  version: number,
): DeleteRecordsRequestDeleteRecordsPartition {
  const flexible = version >= 2;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    offset: reader.int64('offset'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDeleteRecordsRequestDeleteRecordsPartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DeleteRecordsRequestDeleteRecordsPartition[] {
  const items: DeleteRecordsRequestDeleteRecordsPartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDeleteRecordsRequestDeleteRecordsPartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDeleteRecordsRequestDeleteRecordsPartition(
  writer: Writer,
  draft: Draft<DeleteRecordsRequestDeleteRecordsPartition>,
  version: number,
): void {
  const flexible = version >= 2;
  const { partitionIndex = 0, offset = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(offset, 'offset');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDeleteRecordsRequestDeleteRecordsPartitionArray(
  writer: Writer,
  items: readonly Draft<DeleteRecordsRequestDeleteRecordsPartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDeleteRecordsRequestDeleteRecordsPartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDeleteRecordsRequestDeleteRecordsTopic(
  reader: Reader,
  version: number,
): DeleteRecordsRequestDeleteRecordsTopic {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    partitions: readDeleteRecordsRequestDeleteRecordsPartitionArray(reader, version, 'partitions', reader.arrayCount('partitions', flexible, flexible ? 13 : 12)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDeleteRecordsRequestDeleteRecordsTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DeleteRecordsRequestDeleteRecordsTopic[] {
  const items: DeleteRecordsRequestDeleteRecordsTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDeleteRecordsRequestDeleteRecordsTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDeleteRecordsRequestDeleteRecordsTopic(
  writer: Writer,
  draft: Draft<DeleteRecordsRequestDeleteRecordsTopic>,
  version: number,
): void {
  const flexible = version >= 2;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writeDeleteRecordsRequestDeleteRecordsPartitionArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDeleteRecordsRequestDeleteRecordsTopicArray(
  writer: Writer,
  items: readonly Draft<DeleteRecordsRequestDeleteRecordsTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDeleteRecordsRequestDeleteRecordsTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDeleteRecordsRequest(reader: Reader, version: number): DeleteRecordsRequest {
  const flexible = version >= 2;
  return {
    topics: readDeleteRecordsRequestDeleteRecordsTopicArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6)),
    timeoutMs: reader.int32('timeoutMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteRecordsRequest(
  writer: Writer,
  draft: Draft<DeleteRecordsRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const { topics = [], timeoutMs = 0, unknownTaggedFields = noTaggedFields } = draft;
  writeDeleteRecordsRequestDeleteRecordsTopicArray(writer, topics, version, 'topics');
  writer.int32(timeoutMs, 'timeoutMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const deleteRecordsRequest: MessageCodec<DeleteRecordsRequest> = defineCodec({
  name: 'DeleteRecordsRequest',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readDeleteRecordsRequest,
  write: writeDeleteRecordsRequest,
});

export interface DeleteRecordsResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly DeleteRecordsResponseDeleteRecordsTopicResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteRecordsResponseDeleteRecordsTopicResult {
  readonly name: string;
  readonly partitions: readonly DeleteRecordsResponseDeleteRecordsPartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteRecordsResponseDeleteRecordsPartitionResult {
  readonly partitionIndex: number;
  readonly lowWatermark: Int64;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteRecordsResponseDeleteRecordsPartitionResult(
  reader: Reader,
  version: number,
): DeleteRecordsResponseDeleteRecordsPartitionResult {
  const flexible = version >= 2;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    lowWatermark: reader.int64('lowWatermark'),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDeleteRecordsResponseDeleteRecordsPartitionResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DeleteRecordsResponseDeleteRecordsPartitionResult[] {
  const items: DeleteRecordsResponseDeleteRecordsPartitionResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDeleteRecordsResponseDeleteRecordsPartitionResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDeleteRecordsResponseDeleteRecordsPartitionResult(
  writer: Writer,
  draft: Draft<DeleteRecordsResponseDeleteRecordsPartitionResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    partitionIndex = 0,
    lowWatermark = 0,
    errorCode = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(lowWatermark, 'lowWatermark');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDeleteRecordsResponseDeleteRecordsPartitionResultArray(
  writer: Writer,
  items: readonly Draft<DeleteRecordsResponseDeleteRecordsPartitionResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDeleteRecordsResponseDeleteRecordsPartitionResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDeleteRecordsResponseDeleteRecordsTopicResult(
  reader: Reader,
  version: number,
): DeleteRecordsResponseDeleteRecordsTopicResult {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    partitions: readDeleteRecordsResponseDeleteRecordsPartitionResultArray(reader, version, 'partitions', reader.arrayCount('partitions', flexible, flexible ? 15 : 14)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDeleteRecordsResponseDeleteRecordsTopicResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DeleteRecordsResponseDeleteRecordsTopicResult[] {
  const items: DeleteRecordsResponseDeleteRecordsTopicResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDeleteRecordsResponseDeleteRecordsTopicResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDeleteRecordsResponseDeleteRecordsTopicResult(
  writer: Writer,
  draft: Draft<DeleteRecordsResponseDeleteRecordsTopicResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writeDeleteRecordsResponseDeleteRecordsPartitionResultArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDeleteRecordsResponseDeleteRecordsTopicResultArray(
  writer: Writer,
  items: readonly Draft<DeleteRecordsResponseDeleteRecordsTopicResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDeleteRecordsResponseDeleteRecordsTopicResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDeleteRecordsResponse(reader: Reader, version: number): DeleteRecordsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: readDeleteRecordsResponseDeleteRecordsTopicResultArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteRecordsResponse(
  writer: Writer,
  draft: Draft<DeleteRecordsResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const { throttleTimeMs = 0, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writeDeleteRecordsResponseDeleteRecordsTopicResultArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const deleteRecordsResponse: MessageCodec<DeleteRecordsResponse> = defineCodec({
  name: 'DeleteRecordsResponse',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readDeleteRecordsResponse,
  write: writeDeleteRecordsResponse,
});
