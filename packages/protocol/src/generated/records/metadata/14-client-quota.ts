// Generated from schema/records/metadata/14-client-quota.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ClientQuotaRecord {
  readonly entity: readonly ClientQuotaRecordEntityData[];
  readonly key: string;
  readonly value: number;
  readonly remove: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ClientQuotaRecordEntityData {
  readonly entityType: string;
  readonly entityName: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readClientQuotaRecordEntityData(
  reader: Reader,
  _version: number,
): ClientQuotaRecordEntityData {
  return {
    entityType: reader.string('entityType', true),
    entityName: reader.nullableString('entityName', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeClientQuotaRecordEntityData(
  writer: Writer,
  draft: Draft<ClientQuotaRecordEntityData>,
  _version: number,
): void {
  const { entityType = '', entityName = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(entityType, 'entityType', true);
  writer.nullableString(entityName, 'entityName', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readClientQuotaRecord(reader: Reader, version: number): ClientQuotaRecord {
  return {
    entity: reader.items(
      'entity',
      reader.arrayCount('entity', true, 3),
      version,
      readClientQuotaRecordEntityData,
    ),
    key: reader.string('key', true),
    value: reader.float64('value'),
    remove: reader.bool('remove'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeClientQuotaRecord(
  writer: Writer,
  draft: Draft<ClientQuotaRecord>,
  version: number,
): void {
  const {
    entity = [],
    key = '',
    value = 0,
    remove = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(entity, 'entity', true);
  writer.items(entity, 'entity', version, writeClientQuotaRecordEntityData);
  writer.string(key, 'key', true);
  writer.float64(value, 'value');
  writer.bool(remove, 'remove');
  writer.unknownTags(unknownTaggedFields, true);
}

export const clientQuotaRecord: MessageCodec<ClientQuotaRecord> = defineCodec({
  name: 'ClientQuotaRecord',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readClientQuotaRecord,
  write: writeClientQuotaRecord,
});
