// Generated from schema/74-list-config-resources.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface ListConfigResourcesRequest {
  readonly resourceTypes: readonly number[]; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListConfigResourcesRequest(
  reader: Reader,
  version: number,
): ListConfigResourcesRequest {
  return {
    resourceTypes: version >= 1
      ? reader.int8Array('resourceTypes', reader.arrayCount('resourceTypes', true, 1))
      : [],
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListConfigResourcesRequest(
  writer: Writer,
  draft: Draft<ListConfigResourcesRequest>,
  version: number,
): void {
  const { resourceTypes = [], unknownTaggedFields = noTaggedFields } = draft;
  if (version >= 1) {
    writer.int8Array(resourceTypes, 'resourceTypes', true);
  } else if (resourceTypes.length > 0) throw notInVersion('resourceTypes');
  writer.unknownTags(unknownTaggedFields, true);
}

export const listConfigResourcesRequest: MessageCodec<ListConfigResourcesRequest> = defineCodec({
  name: 'ListConfigResourcesRequest',
  apiKey: 74,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readListConfigResourcesRequest,
  write: writeListConfigResourcesRequest,
});

export interface ListConfigResourcesResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly configResources: readonly ListConfigResourcesResponseConfigResource[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListConfigResourcesResponseConfigResource {
  readonly resourceName: string;
  readonly resourceType: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListConfigResourcesResponseConfigResource(
  reader: Reader,
  version: number,
): ListConfigResourcesResponseConfigResource {
  return {
    resourceName: reader.string('resourceName', true),
    resourceType: version >= 1 ? reader.int8('resourceType') : 16,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListConfigResourcesResponseConfigResource(
  writer: Writer,
  draft: Draft<ListConfigResourcesResponseConfigResource>,
  version: number,
): void {
  const {
    resourceName = '',
    resourceType = 16,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(resourceName, 'resourceName', true);
  if (version >= 1) writer.int8(resourceType, 'resourceType');
  writer.unknownTags(unknownTaggedFields, true);
}

function readListConfigResourcesResponse(
  reader: Reader,
  version: number,
): ListConfigResourcesResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    configResources: reader.items(
      'configResources',
      reader.arrayCount('configResources', true, 2),
      version,
      readListConfigResourcesResponseConfigResource,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListConfigResourcesResponse(
  writer: Writer,
  draft: Draft<ListConfigResourcesResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    configResources = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.arrayCount(configResources, 'configResources', true);
  writer.items(
    configResources,
    'configResources',
    version,
    writeListConfigResourcesResponseConfigResource,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const listConfigResourcesResponse: MessageCodec<ListConfigResourcesResponse> = defineCodec({
  name: 'ListConfigResourcesResponse',
  apiKey: 74,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readListConfigResourcesResponse,
  write: writeListConfigResourcesResponse,
});
