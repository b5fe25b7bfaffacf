// Generated from schema/32-describe-configs.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface DescribeConfigsRequest {
  readonly resources: readonly DescribeConfigsRequestDescribeConfigsResource[];
  readonly includeSynonyms: boolean;
  readonly includeDocumentation: boolean; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeConfigsRequestDescribeConfigsResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configurationKeys: readonly string[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeConfigsRequestDescribeConfigsResource(
  reader: Reader,
  version: number,
): DescribeConfigsRequestDescribeConfigsResource {
  const flexible = version >= 4;
  return {
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', flexible),
    configurationKeys: reader.nullableStringArray(
      'configurationKeys',
      reader.nullableArrayCount('configurationKeys', flexible, flexible ? 1 : 2),
      flexible,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeConfigsRequestDescribeConfigsResource(
  writer: Writer,
  draft: Draft<DescribeConfigsRequestDescribeConfigsResource>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    resourceType = 0,
    resourceName = '',
    configurationKeys = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', flexible);
  if (configurationKeys === null) writer.nullArray('configurationKeys', flexible);
  else writer.stringArray(configurationKeys, 'configurationKeys', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeConfigsRequest(reader: Reader, version: number): DescribeConfigsRequest {
  const flexible = version >= 4;
  return {
    resources: reader.items(
      'resources',
      reader.arrayCount('resources', flexible, flexible ? 4 : 7),
      version,
      readDescribeConfigsRequestDescribeConfigsResource,
    ),
    includeSynonyms: reader.bool('includeSynonyms'),
    includeDocumentation: version >= 3 ? reader.bool('includeDocumentation') : false,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeConfigsRequest(
  writer: Writer,
  draft: Draft<DescribeConfigsRequest>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    resources = [],
    includeSynonyms = false,
    includeDocumentation = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(resources, 'resources', flexible);
  writer.items(resources, 'resources', version, writeDescribeConfigsRequestDescribeConfigsResource);
  writer.bool(includeSynonyms, 'includeSynonyms');
  if (version >= 3) {
    writer.bool(includeDocumentation, 'includeDocumentation');
  } else if (includeDocumentation) throw notInVersion('includeDocumentation');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeConfigsRequest: MessageCodec<DescribeConfigsRequest> = defineCodec({
  name: 'DescribeConfigsRequest',
  apiKey: 32,
  minVersion: 1,
  maxVersion: 4,
  flexibleFrom: 4,
  read: readDescribeConfigsRequest,
  write: writeDescribeConfigsRequest,
});

export interface DescribeConfigsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly DescribeConfigsResponseDescribeConfigsResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeConfigsResponseDescribeConfigsResult {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly DescribeConfigsResponseDescribeConfigsResourceResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeConfigsResponseDescribeConfigsResourceResult {
  readonly name: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly configSource: number;
  readonly isSensitive: boolean;
  readonly synonyms: readonly DescribeConfigsResponseDescribeConfigsSynonym[];
  readonly configType: number; // v3+
  readonly documentation: string | null; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeConfigsResponseDescribeConfigsSynonym {
  readonly name: string;
  readonly value: string | null;
  readonly source: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeConfigsResponseDescribeConfigsSynonym(
  reader: Reader,
  version: number,
): DescribeConfigsResponseDescribeConfigsSynonym {
  const flexible = version >= 4;
  return {
    name: reader.string('name', flexible),
    value: reader.nullableString('value', flexible),
    source: reader.int8('source'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeConfigsResponseDescribeConfigsSynonym(
  writer: Writer,
  draft: Draft<DescribeConfigsResponseDescribeConfigsSynonym>,
  version: number,
): void {
  const flexible = version >= 4;
  const { name = '', value = '', source = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.nullableString(value, 'value', flexible);
  writer.int8(source, 'source');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeConfigsResponseDescribeConfigsResourceResult(
  reader: Reader,
  version: number,
): DescribeConfigsResponseDescribeConfigsResourceResult {
  const flexible = version >= 4;
  return {
    name: reader.string('name', flexible),
    value: reader.nullableString('value', flexible),
    readOnly: reader.bool('readOnly'),
    configSource: reader.int8('configSource'),
    isSensitive: reader.bool('isSensitive'),
    synonyms: reader.items(
      'synonyms',
      reader.arrayCount('synonyms', flexible, flexible ? 4 : 5),
      version,
      readDescribeConfigsResponseDescribeConfigsSynonym,
    ),
    configType: version >= 3 ? reader.int8('configType') : 0,
    documentation: version >= 3 ? reader.nullableString('documentation', flexible) : '',
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeConfigsResponseDescribeConfigsResourceResult(
  writer: Writer,
  draft: Draft<DescribeConfigsResponseDescribeConfigsResourceResult>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    name = '',
    value = '',
    readOnly = false,
    configSource = -1,
    isSensitive = false,
    synonyms = [],
    configType = 0,
    documentation = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', flexible);
  writer.nullableString(value, 'value', flexible);
  writer.bool(readOnly, 'readOnly');
  writer.int8(configSource, 'configSource');
  writer.bool(isSensitive, 'isSensitive');
  writer.arrayCount(synonyms, 'synonyms', flexible);
  writer.items(synonyms, 'synonyms', version, writeDescribeConfigsResponseDescribeConfigsSynonym);
  if (version >= 3) writer.int8(configType, 'configType');
  if (version >= 3) writer.nullableString(documentation, 'documentation', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeConfigsResponseDescribeConfigsResult(
  reader: Reader,
  version: number,
): DescribeConfigsResponseDescribeConfigsResult {
  const flexible = version >= 4;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', flexible),
    configs: reader.items(
      'configs',
      reader.arrayCount('configs', flexible, flexible ? 9 : 11),
      version,
      readDescribeConfigsResponseDescribeConfigsResourceResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeConfigsResponseDescribeConfigsResult(
  writer: Writer,
  draft: Draft<DescribeConfigsResponseDescribeConfigsResult>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    errorCode = 0,
    errorMessage = '',
    resourceType = 0,
    resourceName = '',
    configs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', flexible);
  writer.arrayCount(configs, 'configs', flexible);
  writer.items(
    configs,
    'configs',
    version,
    writeDescribeConfigsResponseDescribeConfigsResourceResult,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeConfigsResponse(reader: Reader, version: number): DescribeConfigsResponse {
  const flexible = version >= 4;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    results: reader.items(
      'results',
      reader.arrayCount('results', flexible, flexible ? 7 : 11),
      version,
      readDescribeConfigsResponseDescribeConfigsResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeConfigsResponse(
  writer: Writer,
  draft: Draft<DescribeConfigsResponse>,
  version: number,
): void {
  const flexible = version >= 4;
  const { throttleTimeMs = 0, results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(results, 'results', flexible);
  writer.items(results, 'results', version, writeDescribeConfigsResponseDescribeConfigsResult);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeConfigsResponse: MessageCodec<DescribeConfigsResponse> = defineCodec({
  name: 'DescribeConfigsResponse',
  apiKey: 32,
  minVersion: 1,
  maxVersion: 4,
  flexibleFrom: 4,
  read: readDescribeConfigsResponse,
  write: writeDescribeConfigsResponse,
});
