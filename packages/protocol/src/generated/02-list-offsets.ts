// Generated from schema/02-list-offsets.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface ListOffsetsRequest {
  readonly replicaId: number;
  readonly isolationLevel: number; // v2+
  readonly topics: readonly ListOffsetsRequestListOffsetsTopic[];
  readonly timeoutMs: number; // v10+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListOffsetsRequestListOffsetsTopic {
  readonly name: string;
  readonly partitions: readonly ListOffsetsRequestListOffsetsPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListOffsetsRequestListOffsetsPartition {
  readonly partitionIndex: number;
  readonly currentLeaderEpoch: number; // v4+
  readonly timestamp: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListOffsetsRequestListOffsetsPartition(
  reader: Reader,
  version: number,
): ListOffsetsRequestListOffsetsPartition {
  const flexible = version >= 6;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    currentLeaderEpoch: version >= 4 ? reader.int32('currentLeaderEpoch') : -1,
    timestamp: reader.int64('timestamp'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readListOffsetsRequestListOffsetsPartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ListOffsetsRequestListOffsetsPartition[] {
  const items: ListOffsetsRequestListOffsetsPartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readListOffsetsRequestListOffsetsPartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeListOffsetsRequestListOffsetsPartition(
  writer: Writer,
  draft: Draft<ListOffsetsRequestListOffsetsPartition>,
  version: number,
): void {
  const flexible = version >= 6;
  const {
    partitionIndex = 0,
    currentLeaderEpoch = -1,
    timestamp = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  if (version >= 4) writer.int32(currentLeaderEpoch, 'currentLeaderEpoch');
  writer.int64(timestamp, 'timestamp');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeListOffsetsRequestListOffsetsPartitionArray(
  writer: Writer,
  items: readonly Draft<ListOffsetsRequestListOffsetsPartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 6);
  let index = 0;
  try {
    for (const item of items) {
      writeListOffsetsRequestListOffsetsPartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readListOffsetsRequestListOffsetsTopic(
  reader: Reader,
  version: number,
): ListOffsetsRequestListOffsetsTopic {
  const flexible = version >= 6;
  return {
    name: reader.string('name', flexible),
    partitions: readListOffsetsRequestListOffsetsPartitionArray(reader, version, 'partitions', reader.arrayCount('partitions', flexible, flexible ? 17 : 12)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readListOffsetsRequestListOffsetsTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ListOffsetsRequestListOffsetsTopic[] {
  const items: ListOffsetsRequestListOffsetsTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readListOffsetsRequestListOffsetsTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeListOffsetsRequestListOffsetsTopic(
  writer: Writer,
  draft: Draft<ListOffsetsRequestListOffsetsTopic>,
  version: number,
): void {
  const flexible = version >= 6;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writeListOffsetsRequestListOffsetsPartitionArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeListOffsetsRequestListOffsetsTopicArray(
  writer: Writer,
  items: readonly Draft<ListOffsetsRequestListOffsetsTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 6);
  let index = 0;
  try {
    for (const item of items) {
      writeListOffsetsRequestListOffsetsTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readListOffsetsRequest(reader: Reader, version: number): ListOffsetsRequest {
  const flexible = version >= 6;
  return {
    replicaId: reader.int32('replicaId'),
    isolationLevel: version >= 2 ? reader.int8('isolationLevel') : 0,
    topics: readListOffsetsRequestListOffsetsTopicArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6)),
    timeoutMs: version >= 10 ? reader.int32('timeoutMs') : 0,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeListOffsetsRequest(
  writer: Writer,
  draft: Draft<ListOffsetsRequest>,
  version: number,
): void {
  const flexible = version >= 6;
  const {
    replicaId = 0,
    isolationLevel = 0,
    topics = [],
    timeoutMs = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(replicaId, 'replicaId');
  if (version >= 2) {
    writer.int8(isolationLevel, 'isolationLevel');
  } else if (isolationLevel !== 0) throw notInVersion('isolationLevel');
  writeListOffsetsRequestListOffsetsTopicArray(writer, topics, version, 'topics');
  if (version >= 10) writer.int32(timeoutMs, 'timeoutMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const listOffsetsRequest: MessageCodec<ListOffsetsRequest> = defineCodec({
  name: 'ListOffsetsRequest',
  apiKey: 2,
  minVersion: 1,
  maxVersion: 11,
  flexibleFrom: 6,
  read: readListOffsetsRequest,
  write: writeListOffsetsRequest,
});

export interface ListOffsetsResponse {
  readonly throttleTimeMs: number; // v2+
  readonly topics: readonly ListOffsetsResponseListOffsetsTopicResponse[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListOffsetsResponseListOffsetsTopicResponse {
  readonly name: string;
  readonly partitions: readonly ListOffsetsResponseListOffsetsPartitionResponse[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListOffsetsResponseListOffsetsPartitionResponse {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly timestamp: Int64;
  readonly offset: Int64;
  readonly leaderEpoch: number; // v4+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListOffsetsResponseListOffsetsPartitionResponse(
  reader: Reader,
  version: number,
): ListOffsetsResponseListOffsetsPartitionResponse {
  const flexible = version >= 6;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    timestamp: reader.int64('timestamp'),
    offset: reader.int64('offset'),
    leaderEpoch: version >= 4 ? reader.int32('leaderEpoch') : -1,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readListOffsetsResponseListOffsetsPartitionResponseArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ListOffsetsResponseListOffsetsPartitionResponse[] {
  const items: ListOffsetsResponseListOffsetsPartitionResponse[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readListOffsetsResponseListOffsetsPartitionResponse(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeListOffsetsResponseListOffsetsPartitionResponse(
  writer: Writer,
  draft: Draft<ListOffsetsResponseListOffsetsPartitionResponse>,
  version: number,
): void {
  const flexible = version >= 6;
  const {
    partitionIndex = 0,
    errorCode = 0,
    timestamp = -1,
    offset = -1,
    leaderEpoch = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.int64(timestamp, 'timestamp');
  writer.int64(offset, 'offset');
  if (version >= 4) {
    writer.int32(leaderEpoch, 'leaderEpoch');
  } else if (leaderEpoch !== -1) throw notInVersion('leaderEpoch');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeListOffsetsResponseListOffsetsPartitionResponseArray(
  writer: Writer,
  items: readonly Draft<ListOffsetsResponseListOffsetsPartitionResponse>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 6);
  let index = 0;
  try {
    for (const item of items) {
      writeListOffsetsResponseListOffsetsPartitionResponse(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readListOffsetsResponseListOffsetsTopicResponse(
  reader: Reader,
  version: number,
): ListOffsetsResponseListOffsetsTopicResponse {
  const flexible = version >= 6;
  return {
    name: reader.string('name', flexible),
    partitions: readListOffsetsResponseListOffsetsPartitionResponseArray(reader, version, 'partitions', reader.arrayCount('partitions', flexible, flexible ? 27 : 22)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readListOffsetsResponseListOffsetsTopicResponseArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ListOffsetsResponseListOffsetsTopicResponse[] {
  const items: ListOffsetsResponseListOffsetsTopicResponse[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readListOffsetsResponseListOffsetsTopicResponse(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeListOffsetsResponseListOffsetsTopicResponse(
  writer: Writer,
  draft: Draft<ListOffsetsResponseListOffsetsTopicResponse>,
  version: number,
): void {
  const flexible = version >= 6;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writeListOffsetsResponseListOffsetsPartitionResponseArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeListOffsetsResponseListOffsetsTopicResponseArray(
  writer: Writer,
  items: readonly Draft<ListOffsetsResponseListOffsetsTopicResponse>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 6);
  let index = 0;
  try {
    for (const item of items) {
      writeListOffsetsResponseListOffsetsTopicResponse(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readListOffsetsResponse(reader: Reader, version: number): ListOffsetsResponse {
  const flexible = version >= 6;
  return {
    throttleTimeMs: version >= 2 ? reader.int32('throttleTimeMs') : 0,
    topics: readListOffsetsResponseListOffsetsTopicResponseArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeListOffsetsResponse(
  writer: Writer,
  draft: Draft<ListOffsetsResponse>,
  version: number,
): void {
  const flexible = version >= 6;
  const { throttleTimeMs = 0, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  if (version >= 2) writer.int32(throttleTimeMs, 'throttleTimeMs');
  writeListOffsetsResponseListOffsetsTopicResponseArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const listOffsetsResponse: MessageCodec<ListOffsetsResponse> = defineCodec({
  name: 'ListOffsetsResponse',
  apiKey: 2,
  minVersion: 1,
  maxVersion: 11,
  flexibleFrom: 6,
  read: readListOffsetsResponse,
  write: writeListOffsetsResponse,
});
