// Generated from schema/44-incremental-alter-configs.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface IncrementalAlterConfigsRequest {
  readonly resources: readonly IncrementalAlterConfigsRequestAlterConfigsResource[];
  readonly validateOnly: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface IncrementalAlterConfigsRequestAlterConfigsResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly IncrementalAlterConfigsRequestAlterableConfig[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface IncrementalAlterConfigsRequestAlterableConfig {
  readonly name: string;
  readonly configOperation: number;
  readonly value: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readIncrementalAlterConfigsRequestAlterableConfig(
  reader: Reader,
  version: number,
): IncrementalAlterConfigsRequestAlterableConfig {
  const flexible = version >= 1;
  return {
    name: reader.string('name', flexible),
    configOperation: reader.int8('configOperation'),
    value: reader.nullableString('value', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeIncrementalAlterConfigsRequestAlterableConfig(
  writer: Writer,
  draft: Draft<IncrementalAlterConfigsRequestAlterableConfig>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    name = '',
    configOperation = 0,
    value = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', flexible);
  writer.int8(configOperation, 'configOperation');
  writer.nullableString(value, 'value', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readIncrementalAlterConfigsRequestAlterConfigsResource(
  reader: Reader,
  version: number,
): IncrementalAlterConfigsRequestAlterConfigsResource {
  const flexible = version >= 1;
  return {
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', flexible),
    configs: reader.items(
      'configs',
      reader.arrayCount('configs', flexible, flexible ? 4 : 5),
      version,
      readIncrementalAlterConfigsRequestAlterableConfig,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeIncrementalAlterConfigsRequestAlterConfigsResource(
  writer: Writer,
  draft: Draft<IncrementalAlterConfigsRequestAlterConfigsResource>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    resourceType = 0,
    resourceName = '',
    configs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', flexible);
  writer.arrayCount(configs, 'configs', flexible);
  writer.items(configs, 'configs', version, writeIncrementalAlterConfigsRequestAlterableConfig);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readIncrementalAlterConfigsRequest(
  reader: Reader,
  version: number,
): IncrementalAlterConfigsRequest {
  const flexible = version >= 1;
  return {
    resources: reader.items(
      'resources',
      reader.arrayCount('resources', flexible, flexible ? 4 : 7),
      version,
      readIncrementalAlterConfigsRequestAlterConfigsResource,
    ),
    validateOnly: reader.bool('validateOnly'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeIncrementalAlterConfigsRequest(
  writer: Writer,
  draft: Draft<IncrementalAlterConfigsRequest>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    resources = [],
    validateOnly = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(resources, 'resources', flexible);
  writer.items(
    resources,
    'resources',
    version,
    writeIncrementalAlterConfigsRequestAlterConfigsResource,
  );
  writer.bool(validateOnly, 'validateOnly');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const incrementalAlterConfigsRequest: MessageCodec<IncrementalAlterConfigsRequest> = defineCodec({
  name: 'IncrementalAlterConfigsRequest',
  apiKey: 44,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readIncrementalAlterConfigsRequest,
  write: writeIncrementalAlterConfigsRequest,
});

export interface IncrementalAlterConfigsResponse {
  readonly throttleTimeMs: number;
  readonly responses: readonly IncrementalAlterConfigsResponseAlterConfigsResourceResponse[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface IncrementalAlterConfigsResponseAlterConfigsResourceResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resourceType: number;
  readonly resourceName: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readIncrementalAlterConfigsResponseAlterConfigsResourceResponse(
  reader: Reader,
  version: number,
): IncrementalAlterConfigsResponseAlterConfigsResourceResponse {
  const flexible = version >= 1;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeIncrementalAlterConfigsResponseAlterConfigsResourceResponse(
  writer: Writer,
  draft: Draft<IncrementalAlterConfigsResponseAlterConfigsResourceResponse>,
  version: number,
): void {
  const flexible = version >= 1;
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

function readIncrementalAlterConfigsResponse(
  reader: Reader,
  version: number,
): IncrementalAlterConfigsResponse {
  const flexible = version >= 1;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    responses: reader.items(
      'responses',
      reader.arrayCount('responses', flexible, flexible ? 6 : 7),
      version,
      readIncrementalAlterConfigsResponseAlterConfigsResourceResponse,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeIncrementalAlterConfigsResponse(
  writer: Writer,
  draft: Draft<IncrementalAlterConfigsResponse>,
  version: number,
): void {
  const flexible = version >= 1;
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
    writeIncrementalAlterConfigsResponseAlterConfigsResourceResponse,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const incrementalAlterConfigsResponse: MessageCodec<IncrementalAlterConfigsResponse> = defineCodec({
  name: 'IncrementalAlterConfigsResponse',
  apiKey: 44,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readIncrementalAlterConfigsResponse,
  write: writeIncrementalAlterConfigsResponse,
});
