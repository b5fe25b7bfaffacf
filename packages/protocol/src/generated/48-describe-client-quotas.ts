// Generated from schema/48-describe-client-quotas.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DescribeClientQuotasRequest {
  readonly components: readonly DescribeClientQuotasRequestComponentData[];
  readonly strict: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeClientQuotasRequestComponentData {
  readonly entityType: string;
  readonly matchType: number;
  readonly match: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeClientQuotasRequestComponentData(
  reader: Reader,
  version: number,
): DescribeClientQuotasRequestComponentData {
  const flexible = version >= 1;
  return {
    entityType: reader.string('entityType', flexible),
    matchType: reader.int8('matchType'),
    match: reader.nullableString('match', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeClientQuotasRequestComponentData(
  writer: Writer,
  draft: Draft<DescribeClientQuotasRequestComponentData>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    entityType = '',
    matchType = 0,
    match = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(entityType, 'entityType', flexible);
  writer.int8(matchType, 'matchType');
  writer.nullableString(match, 'match', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeClientQuotasRequest(
  reader: Reader,
  version: number,
): DescribeClientQuotasRequest {
  const flexible = version >= 1;
  return {
    components: reader.items(
      'components',
      reader.arrayCount('components', flexible, flexible ? 4 : 5),
      version,
      readDescribeClientQuotasRequestComponentData,
    ),
    strict: reader.bool('strict'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeClientQuotasRequest(
  writer: Writer,
  draft: Draft<DescribeClientQuotasRequest>,
  version: number,
): void {
  const flexible = version >= 1;
  const { components = [], strict = false, unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(components, 'components', flexible);
  writer.items(components, 'components', version, writeDescribeClientQuotasRequestComponentData);
  writer.bool(strict, 'strict');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeClientQuotasRequest: MessageCodec<DescribeClientQuotasRequest> = defineCodec({
  name: 'DescribeClientQuotasRequest',
  apiKey: 48,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readDescribeClientQuotasRequest,
  write: writeDescribeClientQuotasRequest,
});

export interface DescribeClientQuotasResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly entries: readonly DescribeClientQuotasResponseEntryData[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeClientQuotasResponseEntryData {
  readonly entity: readonly DescribeClientQuotasResponseEntityData[];
  readonly values: readonly DescribeClientQuotasResponseValueData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeClientQuotasResponseValueData {
  readonly key: string;
  readonly value: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeClientQuotasResponseEntityData {
  readonly entityType: string;
  readonly entityName: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeClientQuotasResponseEntityData(
  reader: Reader,
  version: number,
): DescribeClientQuotasResponseEntityData {
  const flexible = version >= 1;
  return {
    entityType: reader.string('entityType', flexible),
    entityName: reader.nullableString('entityName', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeClientQuotasResponseEntityData(
  writer: Writer,
  draft: Draft<DescribeClientQuotasResponseEntityData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { entityType = '', entityName = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(entityType, 'entityType', flexible);
  writer.nullableString(entityName, 'entityName', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeClientQuotasResponseValueData(
  reader: Reader,
  version: number,
): DescribeClientQuotasResponseValueData {
  const flexible = version >= 1;
  return {
    key: reader.string('key', flexible),
    value: reader.float64('value'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeClientQuotasResponseValueData(
  writer: Writer,
  draft: Draft<DescribeClientQuotasResponseValueData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { key = '', value = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(key, 'key', flexible);
  writer.float64(value, 'value');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeClientQuotasResponseEntryData(
  reader: Reader,
  version: number,
): DescribeClientQuotasResponseEntryData {
  const flexible = version >= 1;
  return {
    entity: reader.items(
      'entity',
      reader.arrayCount('entity', flexible, flexible ? 3 : 4),
      version,
      readDescribeClientQuotasResponseEntityData,
    ),
    values: reader.items(
      'values',
      reader.arrayCount('values', flexible, 10),
      version,
      readDescribeClientQuotasResponseValueData,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeClientQuotasResponseEntryData(
  writer: Writer,
  draft: Draft<DescribeClientQuotasResponseEntryData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { entity = [], values = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(entity, 'entity', flexible);
  writer.items(entity, 'entity', version, writeDescribeClientQuotasResponseEntityData);
  writer.arrayCount(values, 'values', flexible);
  writer.items(values, 'values', version, writeDescribeClientQuotasResponseValueData);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeClientQuotasResponse(
  reader: Reader,
  version: number,
): DescribeClientQuotasResponse {
  const flexible = version >= 1;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    entries: reader.nullableItems(
      'entries',
      reader.nullableArrayCount('entries', flexible, flexible ? 3 : 8),
      version,
      readDescribeClientQuotasResponseEntryData,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeClientQuotasResponse(
  writer: Writer,
  draft: Draft<DescribeClientQuotasResponse>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = '',
    entries = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  if (entries === null) writer.nullArray('entries', flexible);
  else {
    writer.arrayCount(entries, 'entries', flexible);
    writer.items(entries, 'entries', version, writeDescribeClientQuotasResponseEntryData);
  }
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeClientQuotasResponse: MessageCodec<DescribeClientQuotasResponse> = defineCodec({
  name: 'DescribeClientQuotasResponse',
  apiKey: 48,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readDescribeClientQuotasResponse,
  write: writeDescribeClientQuotasResponse,
});
