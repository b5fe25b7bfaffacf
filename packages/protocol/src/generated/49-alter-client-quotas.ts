// Generated from schema/49-alter-client-quotas.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
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

function readAlterClientQuotasRequestEntryData(
  reader: Reader,
  version: number,
): AlterClientQuotasRequestEntryData {
  const flexible = version >= 1;
  return {
    entity: reader.items(
      'entity',
      reader.arrayCount('entity', flexible, flexible ? 3 : 4),
      version,
      readAlterClientQuotasRequestEntityData,
    ),
    ops: reader.items(
      'ops',
      reader.arrayCount('ops', flexible, 11),
      version,
      readAlterClientQuotasRequestOpData,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterClientQuotasRequestEntryData(
  writer: Writer,
  draft: Draft<AlterClientQuotasRequestEntryData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { entity = [], ops = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(entity, 'entity', flexible);
  writer.items(entity, 'entity', version, writeAlterClientQuotasRequestEntityData);
  writer.arrayCount(ops, 'ops', flexible);
  writer.items(ops, 'ops', version, writeAlterClientQuotasRequestOpData);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAlterClientQuotasRequest(reader: Reader, version: number): AlterClientQuotasRequest {
  const flexible = version >= 1;
  return {
    entries: reader.items(
      'entries',
      reader.arrayCount('entries', flexible, flexible ? 3 : 8),
      version,
      readAlterClientQuotasRequestEntryData,
    ),
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
  writer.arrayCount(entries, 'entries', flexible);
  writer.items(entries, 'entries', version, writeAlterClientQuotasRequestEntryData);
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

function readAlterClientQuotasResponseEntryData(
  reader: Reader,
  version: number,
): AlterClientQuotasResponseEntryData {
  const flexible = version >= 1;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    entity: reader.items(
      'entity',
      reader.arrayCount('entity', flexible, flexible ? 3 : 4),
      version,
      readAlterClientQuotasResponseEntityData,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
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
  writer.arrayCount(entity, 'entity', flexible);
  writer.items(entity, 'entity', version, writeAlterClientQuotasResponseEntityData);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAlterClientQuotasResponse(reader: Reader, version: number): AlterClientQuotasResponse {
  const flexible = version >= 1;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    entries: reader.items(
      'entries',
      reader.arrayCount('entries', flexible, flexible ? 5 : 8),
      version,
      readAlterClientQuotasResponseEntryData,
    ),
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
  writer.arrayCount(entries, 'entries', flexible);
  writer.items(entries, 'entries', version, writeAlterClientQuotasResponseEntryData);
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
