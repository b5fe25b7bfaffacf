// Generated from schema/42-delete-groups.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DeleteGroupsRequest {
  readonly groupsNames: readonly string[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteGroupsRequest(reader: Reader, version: number): DeleteGroupsRequest {
  const flexible = version >= 2;
  return {
    groupsNames: reader.stringArray(
      'groupsNames',
      reader.arrayCount('groupsNames', flexible, flexible ? 1 : 2),
      flexible,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteGroupsRequest(
  writer: Writer,
  draft: Draft<DeleteGroupsRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const { groupsNames = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.stringArray(groupsNames, 'groupsNames', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const deleteGroupsRequest: MessageCodec<DeleteGroupsRequest> = defineCodec({
  name: 'DeleteGroupsRequest',
  apiKey: 42,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readDeleteGroupsRequest,
  write: writeDeleteGroupsRequest,
});

export interface DeleteGroupsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly DeleteGroupsResponseDeletableGroupResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteGroupsResponseDeletableGroupResult {
  readonly groupId: string;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteGroupsResponseDeletableGroupResult(
  reader: Reader,
  version: number,
): DeleteGroupsResponseDeletableGroupResult {
  const flexible = version >= 2;
  return {
    groupId: reader.string('groupId', flexible),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteGroupsResponseDeletableGroupResult(
  writer: Writer,
  draft: Draft<DeleteGroupsResponseDeletableGroupResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const { groupId = '', errorCode = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', flexible);
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDeleteGroupsResponse(reader: Reader, version: number): DeleteGroupsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    results: reader.items(
      'results',
      reader.arrayCount('results', flexible, 4),
      version,
      readDeleteGroupsResponseDeletableGroupResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteGroupsResponse(
  writer: Writer,
  draft: Draft<DeleteGroupsResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const { throttleTimeMs = 0, results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(results, 'results', flexible);
  writer.items(results, 'results', version, writeDeleteGroupsResponseDeletableGroupResult);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const deleteGroupsResponse: MessageCodec<DeleteGroupsResponse> = defineCodec({
  name: 'DeleteGroupsResponse',
  apiKey: 42,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readDeleteGroupsResponse,
  write: writeDeleteGroupsResponse,
});
