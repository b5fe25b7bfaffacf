// Generated from schema/21-delete-records.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
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

function readDeleteRecordsRequestDeleteRecordsTopic(
  reader: Reader,
  version: number,
): DeleteRecordsRequestDeleteRecordsTopic {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 13 : 12),
      version,
      readDeleteRecordsRequestDeleteRecordsPartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteRecordsRequestDeleteRecordsTopic(
  writer: Writer,
  draft: Draft<DeleteRecordsRequestDeleteRecordsTopic>,
  version: number,
): void {
  const flexible = version >= 2;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(partitions, 'partitions', version, writeDeleteRecordsRequestDeleteRecordsPartition);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDeleteRecordsRequest(reader: Reader, version: number): DeleteRecordsRequest {
  const flexible = version >= 2;
  return {
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readDeleteRecordsRequestDeleteRecordsTopic,
    ),
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
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeDeleteRecordsRequestDeleteRecordsTopic);
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

function readDeleteRecordsResponseDeleteRecordsTopicResult(
  reader: Reader,
  version: number,
): DeleteRecordsResponseDeleteRecordsTopicResult {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 15 : 14),
      version,
      readDeleteRecordsResponseDeleteRecordsPartitionResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteRecordsResponseDeleteRecordsTopicResult(
  writer: Writer,
  draft: Draft<DeleteRecordsResponseDeleteRecordsTopicResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeDeleteRecordsResponseDeleteRecordsPartitionResult,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDeleteRecordsResponse(reader: Reader, version: number): DeleteRecordsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readDeleteRecordsResponseDeleteRecordsTopicResult,
    ),
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
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeDeleteRecordsResponseDeleteRecordsTopicResult);
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
