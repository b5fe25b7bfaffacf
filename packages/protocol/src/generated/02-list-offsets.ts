// Generated from schema/02-list-offsets.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
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

function readListOffsetsRequestListOffsetsTopic(
  reader: Reader,
  version: number,
): ListOffsetsRequestListOffsetsTopic {
  const flexible = version >= 6;
  return {
    name: reader.string('name', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 17 : 12),
      version,
      readListOffsetsRequestListOffsetsPartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeListOffsetsRequestListOffsetsTopic(
  writer: Writer,
  draft: Draft<ListOffsetsRequestListOffsetsTopic>,
  version: number,
): void {
  const flexible = version >= 6;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(partitions, 'partitions', version, writeListOffsetsRequestListOffsetsPartition);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readListOffsetsRequest(reader: Reader, version: number): ListOffsetsRequest {
  const flexible = version >= 6;
  return {
    replicaId: reader.int32('replicaId'),
    isolationLevel: version >= 2 ? reader.int8('isolationLevel') : 0,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readListOffsetsRequestListOffsetsTopic,
    ),
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
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeListOffsetsRequestListOffsetsTopic);
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

function readListOffsetsResponseListOffsetsTopicResponse(
  reader: Reader,
  version: number,
): ListOffsetsResponseListOffsetsTopicResponse {
  const flexible = version >= 6;
  return {
    name: reader.string('name', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 27 : 22),
      version,
      readListOffsetsResponseListOffsetsPartitionResponse,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeListOffsetsResponseListOffsetsTopicResponse(
  writer: Writer,
  draft: Draft<ListOffsetsResponseListOffsetsTopicResponse>,
  version: number,
): void {
  const flexible = version >= 6;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeListOffsetsResponseListOffsetsPartitionResponse,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readListOffsetsResponse(reader: Reader, version: number): ListOffsetsResponse {
  const flexible = version >= 6;
  return {
    throttleTimeMs: version >= 2 ? reader.int32('throttleTimeMs') : 0,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readListOffsetsResponseListOffsetsTopicResponse,
    ),
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
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeListOffsetsResponseListOffsetsTopicResponse);
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
