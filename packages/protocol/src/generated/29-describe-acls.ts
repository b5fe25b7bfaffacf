// Generated from schema/29-describe-acls.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DescribeAclsRequest {
  readonly resourceTypeFilter: number;
  readonly resourceNameFilter: string | null;
  readonly patternTypeFilter: number;
  readonly principalFilter: string | null;
  readonly hostFilter: string | null;
  readonly operation: number;
  readonly permissionType: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeAclsRequest(reader: Reader, version: number): DescribeAclsRequest {
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

function writeDescribeAclsRequest(
  writer: Writer,
  draft: Draft<DescribeAclsRequest>,
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

export const describeAclsRequest: MessageCodec<DescribeAclsRequest> = defineCodec({
  name: 'DescribeAclsRequest',
  apiKey: 29,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readDescribeAclsRequest,
  write: writeDescribeAclsRequest,
});

export interface DescribeAclsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resources: readonly DescribeAclsResponseDescribeAclsResource[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeAclsResponseDescribeAclsResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly patternType: number;
  readonly acls: readonly DescribeAclsResponseAclDescription[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeAclsResponseAclDescription {
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeAclsResponseAclDescription(
  reader: Reader,
  version: number,
): DescribeAclsResponseAclDescription {
  const flexible = version >= 2;
  return {
    principal: reader.string('principal', flexible),
    host: reader.string('host', flexible),
    operation: reader.int8('operation'),
    permissionType: reader.int8('permissionType'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeAclsResponseAclDescription(
  writer: Writer,
  draft: Draft<DescribeAclsResponseAclDescription>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    principal = '',
    host = '',
    operation = 0,
    permissionType = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(principal, 'principal', flexible);
  writer.string(host, 'host', flexible);
  writer.int8(operation, 'operation');
  writer.int8(permissionType, 'permissionType');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeAclsResponseDescribeAclsResource(
  reader: Reader,
  version: number,
): DescribeAclsResponseDescribeAclsResource {
  const flexible = version >= 2;
  return {
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', flexible),
    patternType: reader.int8('patternType'),
    acls: reader.items(
      'acls',
      reader.arrayCount('acls', flexible, flexible ? 5 : 6),
      version,
      readDescribeAclsResponseAclDescription,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeAclsResponseDescribeAclsResource(
  writer: Writer,
  draft: Draft<DescribeAclsResponseDescribeAclsResource>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    resourceType = 0,
    resourceName = '',
    patternType = 3,
    acls = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', flexible);
  writer.int8(patternType, 'patternType');
  writer.arrayCount(acls, 'acls', flexible);
  writer.items(acls, 'acls', version, writeDescribeAclsResponseAclDescription);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeAclsResponse(reader: Reader, version: number): DescribeAclsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    resources: reader.items(
      'resources',
      reader.arrayCount('resources', flexible, flexible ? 5 : 8),
      version,
      readDescribeAclsResponseDescribeAclsResource,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeAclsResponse(
  writer: Writer,
  draft: Draft<DescribeAclsResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = '',
    resources = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.arrayCount(resources, 'resources', flexible);
  writer.items(resources, 'resources', version, writeDescribeAclsResponseDescribeAclsResource);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeAclsResponse: MessageCodec<DescribeAclsResponse> = defineCodec({
  name: 'DescribeAclsResponse',
  apiKey: 29,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readDescribeAclsResponse,
  write: writeDescribeAclsResponse,
});
