// Generated from schema/30-create-acls.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface CreateAclsRequest {
  readonly creations: readonly CreateAclsRequestAclCreation[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreateAclsRequestAclCreation {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly resourcePatternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readCreateAclsRequestAclCreation(
  reader: Reader,
  version: number,
): CreateAclsRequestAclCreation {
  const flexible = version >= 2;
  return {
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', flexible),
    resourcePatternType: reader.int8('resourcePatternType'),
    principal: reader.string('principal', flexible),
    host: reader.string('host', flexible),
    operation: reader.int8('operation'),
    permissionType: reader.int8('permissionType'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateAclsRequestAclCreation(
  writer: Writer,
  draft: Draft<CreateAclsRequestAclCreation>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    resourceType = 0,
    resourceName = '',
    resourcePatternType = 3,
    principal = '',
    host = '',
    operation = 0,
    permissionType = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', flexible);
  writer.int8(resourcePatternType, 'resourcePatternType');
  writer.string(principal, 'principal', flexible);
  writer.string(host, 'host', flexible);
  writer.int8(operation, 'operation');
  writer.int8(permissionType, 'permissionType');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readCreateAclsRequest(reader: Reader, version: number): CreateAclsRequest {
  const flexible = version >= 2;
  return {
    creations: reader.items(
      'creations',
      reader.arrayCount('creations', flexible, flexible ? 8 : 10),
      version,
      readCreateAclsRequestAclCreation,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateAclsRequest(
  writer: Writer,
  draft: Draft<CreateAclsRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const { creations = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(creations, 'creations', flexible);
  writer.items(creations, 'creations', version, writeCreateAclsRequestAclCreation);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const createAclsRequest: MessageCodec<CreateAclsRequest> = defineCodec({
  name: 'CreateAclsRequest',
  apiKey: 30,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readCreateAclsRequest,
  write: writeCreateAclsRequest,
});

export interface CreateAclsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly CreateAclsResponseAclCreationResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreateAclsResponseAclCreationResult {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readCreateAclsResponseAclCreationResult(
  reader: Reader,
  version: number,
): CreateAclsResponseAclCreationResult {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateAclsResponseAclCreationResult(
  writer: Writer,
  draft: Draft<CreateAclsResponseAclCreationResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const { errorCode = 0, errorMessage = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readCreateAclsResponse(reader: Reader, version: number): CreateAclsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    results: reader.items(
      'results',
      reader.arrayCount('results', flexible, 4),
      version,
      readCreateAclsResponseAclCreationResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateAclsResponse(
  writer: Writer,
  draft: Draft<CreateAclsResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const { throttleTimeMs = 0, results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(results, 'results', flexible);
  writer.items(results, 'results', version, writeCreateAclsResponseAclCreationResult);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const createAclsResponse: MessageCodec<CreateAclsResponse> = defineCodec({
  name: 'CreateAclsResponse',
  apiKey: 30,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readCreateAclsResponse,
  write: writeCreateAclsResponse,
});
