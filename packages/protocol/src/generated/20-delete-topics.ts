// Generated from schema/20-delete-topics.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface DeleteTopicsRequest {
  readonly topics: readonly DeleteTopicsRequestDeleteTopicState[]; // v6+
  readonly topicNames: readonly string[]; // v1-5
  readonly timeoutMs: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteTopicsRequestDeleteTopicState {
  readonly name: string | null; // v6+
  readonly topicId: Uuid; // v6+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteTopicsRequestDeleteTopicState(
  reader: Reader,
  _version: number,
): DeleteTopicsRequestDeleteTopicState {
  return {
    name: reader.nullableString('name', true),
    topicId: reader.uuid('topicId'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDeleteTopicsRequestDeleteTopicState(
  writer: Writer,
  draft: Draft<DeleteTopicsRequestDeleteTopicState>,
  _version: number,
): void {
  const { name = null, topicId = zeroUuid, unknownTaggedFields = noTaggedFields } = draft;
  writer.nullableString(name, 'name', true);
  writer.uuid(topicId, 'topicId');
  writer.unknownTags(unknownTaggedFields, true);
}

function readDeleteTopicsRequest(reader: Reader, version: number): DeleteTopicsRequest {
  const flexible = version >= 4;
  return {
    topics: version >= 6
      ? reader.items(
        'topics',
        reader.arrayCount('topics', flexible, 18),
        version,
        readDeleteTopicsRequestDeleteTopicState,
      )
      : [],
    topicNames: version <= 5
      ? reader.stringArray(
        'topicNames',
        reader.arrayCount('topicNames', flexible, flexible ? 1 : 2),
        flexible,
      )
      : [],
    timeoutMs: reader.int32('timeoutMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteTopicsRequest(
  writer: Writer,
  draft: Draft<DeleteTopicsRequest>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    topics = [],
    topicNames = [],
    timeoutMs = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 6) {
    writer.arrayCount(topics, 'topics', flexible);
    writer.items(topics, 'topics', version, writeDeleteTopicsRequestDeleteTopicState);
  } else if (topics.length > 0) throw notInVersion('topics');
  if (version <= 5) writer.stringArray(topicNames, 'topicNames', flexible);
  writer.int32(timeoutMs, 'timeoutMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const deleteTopicsRequest: MessageCodec<DeleteTopicsRequest> = defineCodec({
  name: 'DeleteTopicsRequest',
  apiKey: 20,
  minVersion: 1,
  maxVersion: 6,
  flexibleFrom: 4,
  read: readDeleteTopicsRequest,
  write: writeDeleteTopicsRequest,
});

export interface DeleteTopicsResponse {
  readonly throttleTimeMs: number;
  readonly responses: readonly DeleteTopicsResponseDeletableTopicResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteTopicsResponseDeletableTopicResult {
  readonly name: string | null;
  readonly topicId: Uuid; // v6+
  readonly errorCode: number;
  readonly errorMessage: string | null; // v5+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteTopicsResponseDeletableTopicResult(
  reader: Reader,
  version: number,
): DeleteTopicsResponseDeletableTopicResult {
  const flexible = version >= 4;
  return {
    name: version >= 6 ? reader.nullableString('name', flexible) : reader.string('name', flexible),
    topicId: version >= 6 ? reader.uuid('topicId') : zeroUuid,
    errorCode: reader.int16('errorCode'),
    errorMessage: version >= 5 ? reader.nullableString('errorMessage', flexible) : null,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteTopicsResponseDeletableTopicResult(
  writer: Writer,
  draft: Draft<DeleteTopicsResponseDeletableTopicResult>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    name = '',
    topicId = zeroUuid,
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(name, 'name', flexible, version >= 6);
  if (version >= 6) writer.uuid(topicId, 'topicId');
  writer.int16(errorCode, 'errorCode');
  if (version >= 5) writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDeleteTopicsResponse(reader: Reader, version: number): DeleteTopicsResponse {
  const flexible = version >= 4;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    responses: reader.items(
      'responses',
      reader.arrayCount('responses', flexible, 4),
      version,
      readDeleteTopicsResponseDeletableTopicResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteTopicsResponse(
  writer: Writer,
  draft: Draft<DeleteTopicsResponse>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    throttleTimeMs = 0,
    responses = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(responses, 'responses', flexible);
  writer.items(responses, 'responses', version, writeDeleteTopicsResponseDeletableTopicResult);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const deleteTopicsResponse: MessageCodec<DeleteTopicsResponse> = defineCodec({
  name: 'DeleteTopicsResponse',
  apiKey: 20,
  minVersion: 1,
  maxVersion: 6,
  flexibleFrom: 4,
  read: readDeleteTopicsResponse,
  write: writeDeleteTopicsResponse,
});
