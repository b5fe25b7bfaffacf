// Generated from schema/33-alter-configs.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface AlterConfigsRequest {
  readonly resources: readonly AlterConfigsRequestAlterConfigsResource[];
  readonly validateOnly: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterConfigsRequestAlterConfigsResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly AlterConfigsRequestAlterableConfig[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterConfigsRequestAlterableConfig {
  readonly name: string;
  readonly value: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterConfigsRequestAlterableConfig(
  reader: Reader,
  version: number,
): AlterConfigsRequestAlterableConfig {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    value: reader.nullableString('value', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterConfigsRequestAlterableConfig(
  writer: Writer,
  draft: Draft<AlterConfigsRequestAlterableConfig>,
  version: number,
): void {
  const flexible = version >= 2;
  const { name = '', value = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.nullableString(value, 'value', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAlterConfigsRequestAlterConfigsResource(
  reader: Reader,
  version: number,
): AlterConfigsRequestAlterConfigsResource {
  const flexible = version >= 2;
  return {
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', flexible),
    configs: reader.items(
      'configs',
      reader.arrayCount('configs', flexible, flexible ? 3 : 4),
      version,
      readAlterConfigsRequestAlterableConfig,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterConfigsRequestAlterConfigsResource(
  writer: Writer,
  draft: Draft<AlterConfigsRequestAlterConfigsResource>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    resourceType = 0,
    resourceName = '',
    configs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', flexible);
  writer.arrayCount(configs, 'configs', flexible);
  writer.items(configs, 'configs', version, writeAlterConfigsRequestAlterableConfig);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAlterConfigsRequest(reader: Reader, version: number): AlterConfigsRequest {
  const flexible = version >= 2;
  return {
    resources: reader.items(
      'resources',
      reader.arrayCount('resources', flexible, flexible ? 4 : 7),
      version,
      readAlterConfigsRequestAlterConfigsResource,
    ),
    validateOnly: reader.bool('validateOnly'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterConfigsRequest(
  writer: Writer,
  draft: Draft<AlterConfigsRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    resources = [],
    validateOnly = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(resources, 'resources', flexible);
  writer.items(resources, 'resources', version, writeAlterConfigsRequestAlterConfigsResource);
  writer.bool(validateOnly, 'validateOnly');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const alterConfigsRequest: MessageCodec<AlterConfigsRequest> = defineCodec({
  name: 'AlterConfigsRequest',
  apiKey: 33,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readAlterConfigsRequest,
  write: writeAlterConfigsRequest,
});

export interface AlterConfigsResponse {
  readonly throttleTimeMs: number;
  readonly responses: readonly AlterConfigsResponseAlterConfigsResourceResponse[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterConfigsResponseAlterConfigsResourceResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resourceType: number;
  readonly resourceName: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterConfigsResponseAlterConfigsResourceResponse(
  reader: Reader,
  version: number,
): AlterConfigsResponseAlterConfigsResourceResponse {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterConfigsResponseAlterConfigsResourceResponse(
  writer: Writer,
  draft: Draft<AlterConfigsResponseAlterConfigsResourceResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    errorCode = 0,
    errorMessage = '',
    resourceType = 0,
    resourceName = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAlterConfigsResponse(reader: Reader, version: number): AlterConfigsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    responses: reader.items(
      'responses',
      reader.arrayCount('responses', flexible, flexible ? 6 : 7),
      version,
      readAlterConfigsResponseAlterConfigsResourceResponse,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterConfigsResponse(
  writer: Writer,
  draft: Draft<AlterConfigsResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    throttleTimeMs = 0,
    responses = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(responses, 'responses', flexible);
  writer.items(
    responses,
    'responses',
    version,
    writeAlterConfigsResponseAlterConfigsResourceResponse,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const alterConfigsResponse: MessageCodec<AlterConfigsResponse> = defineCodec({
  name: 'AlterConfigsResponse',
  apiKey: 33,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readAlterConfigsResponse,
  write: writeAlterConfigsResponse,
});
