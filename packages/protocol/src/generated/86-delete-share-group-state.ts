// Generated from schema/86-delete-share-group-state.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
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

function writeDeleteShareGroupStateRequestPartitionData(
  writer: Writer,
  draft: Draft<DeleteShareGroupStateRequestPartitionData>,
  _version: number,
): void {
  const { partition = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partition, 'partition');
  writer.unknownTags(unknownTaggedFields, true);
}

function readDeleteShareGroupStateRequestDeleteStateData(
  reader: Reader,
  version: number,
): DeleteShareGroupStateRequestDeleteStateData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 5),
      version,
      readDeleteShareGroupStateRequestPartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeDeleteShareGroupStateRequestPartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDeleteShareGroupStateRequest(
  reader: Reader,
  version: number,
): DeleteShareGroupStateRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readDeleteShareGroupStateRequestDeleteStateData,
    ),
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
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeDeleteShareGroupStateRequestDeleteStateData);
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

function readDeleteShareGroupStateResponseDeleteStateResult(
  reader: Reader,
  version: number,
): DeleteShareGroupStateResponseDeleteStateResult {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 8),
      version,
      readDeleteShareGroupStateResponsePartitionResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeDeleteShareGroupStateResponsePartitionResult,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readDeleteShareGroupStateResponse(
  reader: Reader,
  version: number,
): DeleteShareGroupStateResponse {
  return {
    results: reader.items(
      'results',
      reader.arrayCount('results', true, 18),
      version,
      readDeleteShareGroupStateResponseDeleteStateResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDeleteShareGroupStateResponse(
  writer: Writer,
  draft: Draft<DeleteShareGroupStateResponse>,
  version: number,
): void {
  const { results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(results, 'results', true);
  writer.items(results, 'results', version, writeDeleteShareGroupStateResponseDeleteStateResult);
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
