// Generated from schema/31-delete-acls.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DeleteAclsRequest {
  readonly filters: readonly DeleteAclsRequestDeleteAclsFilter[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteAclsRequestDeleteAclsFilter {
  readonly resourceTypeFilter: number;
  readonly resourceNameFilter: string | null;
  readonly patternTypeFilter: number;
  readonly principalFilter: string | null;
  readonly hostFilter: string | null;
  readonly operation: number;
  readonly permissionType: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteAclsRequestDeleteAclsFilter(
  reader: Reader,
  version: number,
): DeleteAclsRequestDeleteAclsFilter {
  const flexible = version >= 2;
  return {
    resourceTypeFilter: reader.int8('resourceTypeFilter'),
    resourceNameFilter: reader.nullableString('resourceNameFilter', flexible),
    patternTypeFilter: reader.int8('patternTypeFilter'),
    principalFilter: reader.nullableString('principalFilter', flexible),
    hostFilter: reader.nullableString('hostFilter', flexible),
    operation: reader.int8('operation'),
    permissionType: reader.int8('permissionType'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteAclsRequestDeleteAclsFilter(
  writer: Writer,
  draft: Draft<DeleteAclsRequestDeleteAclsFilter>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    resourceTypeFilter = 0,
    resourceNameFilter = '',
    patternTypeFilter = 3,
    principalFilter = '',
    hostFilter = '',
    operation = 0,
    permissionType = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int8(resourceTypeFilter, 'resourceTypeFilter');
  writer.nullableString(resourceNameFilter, 'resourceNameFilter', flexible);
  writer.int8(patternTypeFilter, 'patternTypeFilter');
  writer.nullableString(principalFilter, 'principalFilter', flexible);
  writer.nullableString(hostFilter, 'hostFilter', flexible);
  writer.int8(operation, 'operation');
  writer.int8(permissionType, 'permissionType');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDeleteAclsRequest(reader: Reader, version: number): DeleteAclsRequest {
  const flexible = version >= 2;
  return {
    filters: reader.items(
      'filters',
      reader.arrayCount('filters', flexible, flexible ? 8 : 10),
      version,
      readDeleteAclsRequestDeleteAclsFilter,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteAclsRequest(
  writer: Writer,
  draft: Draft<DeleteAclsRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const { filters = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(filters, 'filters', flexible);
  writer.items(filters, 'filters', version, writeDeleteAclsRequestDeleteAclsFilter);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const deleteAclsRequest: MessageCodec<DeleteAclsRequest> = defineCodec({
  name: 'DeleteAclsRequest',
  apiKey: 31,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readDeleteAclsRequest,
  write: writeDeleteAclsRequest,
});

export interface DeleteAclsResponse {
  readonly throttleTimeMs: number;
  readonly filterResults: readonly DeleteAclsResponseDeleteAclsFilterResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteAclsResponseDeleteAclsFilterResult {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly matchingAcls: readonly DeleteAclsResponseDeleteAclsMatchingAcl[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DeleteAclsResponseDeleteAclsMatchingAcl {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resourceType: number;
  readonly resourceName: string;
  readonly patternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDeleteAclsResponseDeleteAclsMatchingAcl(
  reader: Reader,
  version: number,
): DeleteAclsResponseDeleteAclsMatchingAcl {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', flexible),
    patternType: reader.int8('patternType'),
    principal: reader.string('principal', flexible),
    host: reader.string('host', flexible),
    operation: reader.int8('operation'),
    permissionType: reader.int8('permissionType'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteAclsResponseDeleteAclsMatchingAcl(
  writer: Writer,
  draft: Draft<DeleteAclsResponseDeleteAclsMatchingAcl>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    errorCode = 0,
    errorMessage = '',
    resourceType = 0,
    resourceName = '',
    patternType = 3,
    principal = '',
    host = '',
    operation = 0,
    permissionType = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', flexible);
  writer.int8(patternType, 'patternType');
  writer.string(principal, 'principal', flexible);
  writer.string(host, 'host', flexible);
  writer.int8(operation, 'operation');
  writer.int8(permissionType, 'permissionType');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDeleteAclsResponseDeleteAclsFilterResult(
  reader: Reader,
  version: number,
): DeleteAclsResponseDeleteAclsFilterResult {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    matchingAcls: reader.items(
      'matchingAcls',
      reader.arrayCount('matchingAcls', flexible, flexible ? 11 : 14),
      version,
      readDeleteAclsResponseDeleteAclsMatchingAcl,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteAclsResponseDeleteAclsFilterResult(
  writer: Writer,
  draft: Draft<DeleteAclsResponseDeleteAclsFilterResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    errorCode = 0,
    errorMessage = '',
    matchingAcls = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.arrayCount(matchingAcls, 'matchingAcls', flexible);
  writer.items(matchingAcls, 'matchingAcls', version, writeDeleteAclsResponseDeleteAclsMatchingAcl);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDeleteAclsResponse(reader: Reader, version: number): DeleteAclsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    filterResults: reader.items(
      'filterResults',
      reader.arrayCount('filterResults', flexible, flexible ? 5 : 8),
      version,
      readDeleteAclsResponseDeleteAclsFilterResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDeleteAclsResponse(
  writer: Writer,
  draft: Draft<DeleteAclsResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    throttleTimeMs = 0,
    filterResults = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(filterResults, 'filterResults', flexible);
  writer.items(
    filterResults,
    'filterResults',
    version,
    writeDeleteAclsResponseDeleteAclsFilterResult,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const deleteAclsResponse: MessageCodec<DeleteAclsResponse> = defineCodec({
  name: 'DeleteAclsResponse',
  apiKey: 31,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readDeleteAclsResponse,
  write: writeDeleteAclsResponse,
});
