// Generated from schema/48-describe-client-quotas.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
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

function readDescribeClientQuotasRequestComponentDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeClientQuotasRequestComponentData[] {
  const items: DescribeClientQuotasRequestComponentData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeClientQuotasRequestComponentData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeDescribeClientQuotasRequestComponentDataArray(
  writer: Writer,
  items: readonly Draft<DescribeClientQuotasRequestComponentData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeClientQuotasRequestComponentData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeClientQuotasRequest(
  reader: Reader,
  version: number,
): DescribeClientQuotasRequest {
  const flexible = version >= 1;
  return {
    components: readDescribeClientQuotasRequestComponentDataArray(reader, version, 'components', reader.arrayCount('components', flexible, flexible ? 4 : 5)),
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
  writeDescribeClientQuotasRequestComponentDataArray(writer, components, version, 'components');
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

function readDescribeClientQuotasResponseEntityDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeClientQuotasResponseEntityData[] {
  const items: DescribeClientQuotasResponseEntityData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeClientQuotasResponseEntityData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeDescribeClientQuotasResponseEntityDataArray(
  writer: Writer,
  items: readonly Draft<DescribeClientQuotasResponseEntityData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeClientQuotasResponseEntityData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readDescribeClientQuotasResponseValueDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeClientQuotasResponseValueData[] {
  const items: DescribeClientQuotasResponseValueData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeClientQuotasResponseValueData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeDescribeClientQuotasResponseValueDataArray(
  writer: Writer,
  items: readonly Draft<DescribeClientQuotasResponseValueData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeClientQuotasResponseValueData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeClientQuotasResponseEntryData(
  reader: Reader,
  version: number,
): DescribeClientQuotasResponseEntryData {
  const flexible = version >= 1;
  return {
    entity: readDescribeClientQuotasResponseEntityDataArray(reader, version, 'entity', reader.arrayCount('entity', flexible, flexible ? 3 : 4)),
    values: readDescribeClientQuotasResponseValueDataArray(reader, version, 'values', reader.arrayCount('values', flexible, 10)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDescribeClientQuotasResponseEntryDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeClientQuotasResponseEntryData[] {
  const items: DescribeClientQuotasResponseEntryData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeClientQuotasResponseEntryData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableDescribeClientQuotasResponseEntryDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeClientQuotasResponseEntryData[] | null {
  return count < 0 ? null : readDescribeClientQuotasResponseEntryDataArray(reader, version, field, count);
}

function writeDescribeClientQuotasResponseEntryData(
  writer: Writer,
  draft: Draft<DescribeClientQuotasResponseEntryData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { entity = [], values = [], unknownTaggedFields = noTaggedFields } = draft;
  writeDescribeClientQuotasResponseEntityDataArray(writer, entity, version, 'entity');
  writeDescribeClientQuotasResponseValueDataArray(writer, values, version, 'values');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDescribeClientQuotasResponseEntryDataArray(
  writer: Writer,
  items: readonly Draft<DescribeClientQuotasResponseEntryData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeClientQuotasResponseEntryData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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
    entries: readNullableDescribeClientQuotasResponseEntryDataArray(reader, version, 'entries', reader.nullableArrayCount('entries', flexible, flexible ? 3 : 8)),
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
  else writeDescribeClientQuotasResponseEntryDataArray(writer, entries, version, 'entries');
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
