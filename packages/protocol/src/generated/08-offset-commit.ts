// Generated from schema/08-offset-commit.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface OffsetCommitRequest {
  readonly groupId: string;
  readonly generationIdOrMemberEpoch: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null; // v7+
  readonly retentionTimeMs: Int64; // v2-4
  readonly topics: readonly OffsetCommitRequestOffsetCommitRequestTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetCommitRequestOffsetCommitRequestTopic {
  readonly name: string; // v2-9
  readonly topicId: Uuid; // v10+
  readonly partitions: readonly OffsetCommitRequestOffsetCommitRequestPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetCommitRequestOffsetCommitRequestPartition {
  readonly partitionIndex: number;
  readonly committedOffset: Int64;
  readonly committedLeaderEpoch: number; // v6+
  readonly committedMetadata: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readOffsetCommitRequestOffsetCommitRequestPartition(
  reader: Reader,
  version: number,
): OffsetCommitRequestOffsetCommitRequestPartition {
  const flexible = version >= 8;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    committedOffset: reader.int64('committedOffset'),
    committedLeaderEpoch: version >= 6 ? reader.int32('committedLeaderEpoch') : -1,
    committedMetadata: reader.nullableString('committedMetadata', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetCommitRequestOffsetCommitRequestPartition(
  writer: Writer,
  draft: Draft<OffsetCommitRequestOffsetCommitRequestPartition>,
  version: number,
): void {
  const flexible = version >= 8;
  const {
    partitionIndex = 0,
    committedOffset = 0,
    committedLeaderEpoch = -1,
    committedMetadata = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(committedOffset, 'committedOffset');
  if (version >= 6) writer.int32(committedLeaderEpoch, 'committedLeaderEpoch');
  writer.nullableString(committedMetadata, 'committedMetadata', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readOffsetCommitRequestOffsetCommitRequestTopic(
  reader: Reader,
  version: number,
): OffsetCommitRequestOffsetCommitRequestTopic {
  const flexible = version >= 8;
  return {
    name: version <= 9 ? reader.string('name', flexible) : '',
    topicId: version >= 10 ? reader.uuid('topicId') : zeroUuid,
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 18 : 14),
      version,
      readOffsetCommitRequestOffsetCommitRequestPartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetCommitRequestOffsetCommitRequestTopic(
  writer: Writer,
  draft: Draft<OffsetCommitRequestOffsetCommitRequestTopic>,
  version: number,
): void {
  const flexible = version >= 8;
  const {
    name = '',
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 9) writer.string(name, 'name', flexible);
  if (version >= 10) writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeOffsetCommitRequestOffsetCommitRequestPartition,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readOffsetCommitRequest(reader: Reader, version: number): OffsetCommitRequest {
  const flexible = version >= 8;
  return {
    groupId: reader.string('groupId', flexible),
    generationIdOrMemberEpoch: reader.int32('generationIdOrMemberEpoch'),
    memberId: reader.string('memberId', flexible),
    groupInstanceId: version >= 7 ? reader.nullableString('groupInstanceId', flexible) : null,
    retentionTimeMs: version <= 4 ? reader.int64('retentionTimeMs') : -1,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readOffsetCommitRequestOffsetCommitRequestTopic,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetCommitRequest(
  writer: Writer,
  draft: Draft<OffsetCommitRequest>,
  version: number,
): void {
  const flexible = version >= 8;
  const {
    groupId = '',
    generationIdOrMemberEpoch = -1,
    memberId = '',
    groupInstanceId = null,
    retentionTimeMs = -1,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', flexible);
  writer.int32(generationIdOrMemberEpoch, 'generationIdOrMemberEpoch');
  writer.string(memberId, 'memberId', flexible);
  if (version >= 7) {
    writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  } else if (groupInstanceId !== null) throw notInVersion('groupInstanceId');
  if (version <= 4) writer.int64(retentionTimeMs, 'retentionTimeMs');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeOffsetCommitRequestOffsetCommitRequestTopic);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const offsetCommitRequest: MessageCodec<OffsetCommitRequest> = defineCodec({
  name: 'OffsetCommitRequest',
  apiKey: 8,
  minVersion: 2,
  maxVersion: 10,
  flexibleFrom: 8,
  read: readOffsetCommitRequest,
  write: writeOffsetCommitRequest,
});

export interface OffsetCommitResponse {
  readonly throttleTimeMs: number; // v3+
  readonly topics: readonly OffsetCommitResponseOffsetCommitResponseTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetCommitResponseOffsetCommitResponseTopic {
  readonly name: string; // v2-9
  readonly topicId: Uuid; // v10+
  readonly partitions: readonly OffsetCommitResponseOffsetCommitResponsePartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetCommitResponseOffsetCommitResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readOffsetCommitResponseOffsetCommitResponsePartition(
  reader: Reader,
  version: number,
): OffsetCommitResponseOffsetCommitResponsePartition {
  const flexible = version >= 8;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetCommitResponseOffsetCommitResponsePartition(
  writer: Writer,
  draft: Draft<OffsetCommitResponseOffsetCommitResponsePartition>,
  version: number,
): void {
  const flexible = version >= 8;
  const { partitionIndex = 0, errorCode = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readOffsetCommitResponseOffsetCommitResponseTopic(
  reader: Reader,
  version: number,
): OffsetCommitResponseOffsetCommitResponseTopic {
  const flexible = version >= 8;
  return {
    name: version <= 9 ? reader.string('name', flexible) : '',
    topicId: version >= 10 ? reader.uuid('topicId') : zeroUuid,
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 7 : 6),
      version,
      readOffsetCommitResponseOffsetCommitResponsePartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetCommitResponseOffsetCommitResponseTopic(
  writer: Writer,
  draft: Draft<OffsetCommitResponseOffsetCommitResponseTopic>,
  version: number,
): void {
  const flexible = version >= 8;
  const {
    name = '',
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 9) writer.string(name, 'name', flexible);
  if (version >= 10) writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeOffsetCommitResponseOffsetCommitResponsePartition,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readOffsetCommitResponse(reader: Reader, version: number): OffsetCommitResponse {
  const flexible = version >= 8;
  return {
    throttleTimeMs: version >= 3 ? reader.int32('throttleTimeMs') : 0,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readOffsetCommitResponseOffsetCommitResponseTopic,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetCommitResponse(
  writer: Writer,
  draft: Draft<OffsetCommitResponse>,
  version: number,
): void {
  const flexible = version >= 8;
  const { throttleTimeMs = 0, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  if (version >= 3) writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeOffsetCommitResponseOffsetCommitResponseTopic);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const offsetCommitResponse: MessageCodec<OffsetCommitResponse> = defineCodec({
  name: 'OffsetCommitResponse',
  apiKey: 8,
  minVersion: 2,
  maxVersion: 10,
  flexibleFrom: 8,
  read: readOffsetCommitResponse,
  write: writeOffsetCommitResponse,
});
