// Generated from schema/49-alter-client-quotas.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Writer } from '../codec/writer.ts';

export interface AlterClientQuotasRequest {
  readonly entries: readonly AlterClientQuotasRequestEntryData[];
  readonly validateOnly: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterClientQuotasRequestEntryData {
  readonly entity: readonly AlterClientQuotasRequestEntityData[];
  readonly ops: readonly AlterClientQuotasRequestOpData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterClientQuotasRequestOpData {
  readonly key: string;
  readonly value: number;
  readonly remove: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterClientQuotasRequestEntityData {
  readonly entityType: string;
  readonly entityName: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterClientQuotasRequestEntityData(
  reader: Reader,
  version: number,
): AlterClientQuotasRequestEntityData {
  const flexible = version >= 1;
  return {
    entityType: reader.string('entityType', flexible),
    entityName: reader.nullableString('entityName', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readAlterClientQuotasRequestEntityDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterClientQuotasRequestEntityData[] {
  const items: AlterClientQuotasRequestEntityData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterClientQuotasRequestEntityData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterClientQuotasRequestEntityData(
  writer: Writer,
  draft: Draft<AlterClientQuotasRequestEntityData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { entityType = '', entityName = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(entityType, 'entityType', flexible);
  writer.nullableString(entityName, 'entityName', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeAlterClientQuotasRequestEntityDataArray(
  writer: Writer,
  items: readonly Draft<AlterClientQuotasRequestEntityData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterClientQuotasRequestEntityData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterClientQuotasRequestOpData(
  reader: Reader,
  version: number,
): AlterClientQuotasRequestOpData {
  const flexible = version >= 1;
  return {
    key: reader.string('key', flexible),
    value: reader.float64('value'),
    remove: reader.bool('remove'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readAlterClientQuotasRequestOpDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterClientQuotasRequestOpData[] {
  const items: AlterClientQuotasRequestOpData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterClientQuotasRequestOpData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterClientQuotasRequestOpData(
  writer: Writer,
  draft: Draft<AlterClientQuotasRequestOpData>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    key = '',
    value = 0,
    remove = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(key, 'key', flexible);
  writer.float64(value, 'value');
  writer.bool(remove, 'remove');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeAlterClientQuotasRequestOpDataArray(
  writer: Writer,
  items: readonly Draft<AlterClientQuotasRequestOpData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterClientQuotasRequestOpData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterClientQuotasRequestEntryData(
  reader: Reader,
  version: number,
): AlterClientQuotasRequestEntryData {
  const flexible = version >= 1;
  return {
    entity: readAlterClientQuotasRequestEntityDataArray(reader, version, 'entity', reader.arrayCount('entity', flexible, flexible ? 3 : 4)),
    ops: readAlterClientQuotasRequestOpDataArray(reader, version, 'ops', reader.arrayCount('ops', flexible, 11)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readAlterClientQuotasRequestEntryDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterClientQuotasRequestEntryData[] {
  const items: AlterClientQuotasRequestEntryData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterClientQuotasRequestEntryData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterClientQuotasRequestEntryData(
  writer: Writer,
  draft: Draft<AlterClientQuotasRequestEntryData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { entity = [], ops = [], unknownTaggedFields = noTaggedFields } = draft;
  writeAlterClientQuotasRequestEntityDataArray(writer, entity, version, 'entity');
  writeAlterClientQuotasRequestOpDataArray(writer, ops, version, 'ops');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeAlterClientQuotasRequestEntryDataArray(
  writer: Writer,
  items: readonly Draft<AlterClientQuotasRequestEntryData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterClientQuotasRequestEntryData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterClientQuotasRequest(reader: Reader, version: number): AlterClientQuotasRequest {
  const flexible = version >= 1;
  return {
    entries: readAlterClientQuotasRequestEntryDataArray(reader, version, 'entries', reader.arrayCount('entries', flexible, flexible ? 3 : 8)),
    validateOnly: reader.bool('validateOnly'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterClientQuotasRequest(
  writer: Writer,
  draft: Draft<AlterClientQuotasRequest>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    entries = [],
    validateOnly = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writeAlterClientQuotasRequestEntryDataArray(writer, entries, version, 'entries');
  writer.bool(validateOnly, 'validateOnly');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const alterClientQuotasRequest: MessageCodec<AlterClientQuotasRequest> = defineCodec({
  name: 'AlterClientQuotasRequest',
  apiKey: 49,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readAlterClientQuotasRequest,
  write: writeAlterClientQuotasRequest,
});

export interface AlterClientQuotasResponse {
  readonly throttleTimeMs: number;
  readonly entries: readonly AlterClientQuotasResponseEntryData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterClientQuotasResponseEntryData {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly entity: readonly AlterClientQuotasResponseEntityData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterClientQuotasResponseEntityData {
  readonly entityType: string;
  readonly entityName: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterClientQuotasResponseEntityData(
  reader: Reader,
  version: number,
): AlterClientQuotasResponseEntityData {
  const flexible = version >= 1;
  return {
    entityType: reader.string('entityType', flexible),
    entityName: reader.nullableString('entityName', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readAlterClientQuotasResponseEntityDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterClientQuotasResponseEntityData[] {
  const items: AlterClientQuotasResponseEntityData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterClientQuotasResponseEntityData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterClientQuotasResponseEntityData(
  writer: Writer,
  draft: Draft<AlterClientQuotasResponseEntityData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { entityType = '', entityName = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(entityType, 'entityType', flexible);
  writer.nullableString(entityName, 'entityName', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeAlterClientQuotasResponseEntityDataArray(
  writer: Writer,
  items: readonly Draft<AlterClientQuotasResponseEntityData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterClientQuotasResponseEntityData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterClientQuotasResponseEntryData(
  reader: Reader,
  version: number,
): AlterClientQuotasResponseEntryData {
  const flexible = version >= 1;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    entity: readAlterClientQuotasResponseEntityDataArray(reader, version, 'entity', reader.arrayCount('entity', flexible, flexible ? 3 : 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readAlterClientQuotasResponseEntryDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterClientQuotasResponseEntryData[] {
  const items: AlterClientQuotasResponseEntryData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterClientQuotasResponseEntryData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterClientQuotasResponseEntryData(
  writer: Writer,
  draft: Draft<AlterClientQuotasResponseEntryData>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    errorCode = 0,
    errorMessage = '',
    entity = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writeAlterClientQuotasResponseEntityDataArray(writer, entity, version, 'entity');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeAlterClientQuotasResponseEntryDataArray(
  writer: Writer,
  items: readonly Draft<AlterClientQuotasResponseEntryData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterClientQuotasResponseEntryData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterClientQuotasResponse(reader: Reader, version: number): AlterClientQuotasResponse {
  const flexible = version >= 1;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    entries: readAlterClientQuotasResponseEntryDataArray(reader, version, 'entries', reader.arrayCount('entries', flexible, flexible ? 5 : 8)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterClientQuotasResponse(
  writer: Writer,
  draft: Draft<AlterClientQuotasResponse>,
  version: number,
): void {
  const flexible = version >= 1;
  const { throttleTimeMs = 0, entries = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writeAlterClientQuotasResponseEntryDataArray(writer, entries, version, 'entries');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const alterClientQuotasResponse: MessageCodec<AlterClientQuotasResponse> = defineCodec({
  name: 'AlterClientQuotasResponse',
  apiKey: 49,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readAlterClientQuotasResponse,
  write: writeAlterClientQuotasResponse,
});
