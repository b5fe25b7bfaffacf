// Generated from schema/92-delete-share-group-offsets.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DeleteShareGroupOffsetsRequest {
  readonly groupId: string;
  readonly topics: readonly DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic {
  readonly topicName: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic(
  reader: Reader,
  _version: number,
): DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic {
  return {
    topicName: reader.string('topicName', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic(
  writer: Writer,
  draft: Draft<DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic>,
  _version: number,
): void {
  const { topicName = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDeleteShareGroupOffsetsRequest(
  reader: Reader,
  version: number,
): DeleteShareGroupOffsetsRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 2),
      version,
      readDeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDeleteShareGroupOffsetsRequest(
  writer: Writer,
  draft: Draft<DeleteShareGroupOffsetsRequest>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  writer.arrayCount(topics, 'topics', true);
  writer.items(
    topics,
    'topics',
    version,
    writeDeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const deleteShareGroupOffsetsRequest: MessageCodec<DeleteShareGroupOffsetsRequest> = defineCodec({
  name: 'DeleteShareGroupOffsetsRequest',
  apiKey: 92,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDeleteShareGroupOffsetsRequest,
  write: writeDeleteShareGroupOffsetsRequest,
});

export interface DeleteShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: Uuid;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic(
  reader: Reader,
  _version: number,
): DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic {
  return {
    topicName: reader.string('topicName', true),
    topicId: reader.uuid('topicId'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic(
  writer: Writer,
  draft: Draft<DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic>,
  _version: number,
): void {
  const {
    topicName = '',
    topicId = zeroUuid,
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(topicName, 'topicName', true);
  writer.uuid(topicId, 'topicId');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDeleteShareGroupOffsetsResponse(
  reader: Reader,
  version: number,
): DeleteShareGroupOffsetsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    responses: reader.items(
      'responses',
      reader.arrayCount('responses', true, 21),
      version,
      readDeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDeleteShareGroupOffsetsResponse(
  writer: Writer,
  draft: Draft<DeleteShareGroupOffsetsResponse>,
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
  writer.arrayCount(responses, 'responses', true);
  writer.items(
    responses,
    'responses',
    version,
    writeDeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const deleteShareGroupOffsetsResponse: MessageCodec<DeleteShareGroupOffsetsResponse> = defineCodec({
  name: 'DeleteShareGroupOffsetsResponse',
  apiKey: 92,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDeleteShareGroupOffsetsResponse,
  write: writeDeleteShareGroupOffsetsResponse,
});
