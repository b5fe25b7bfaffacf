// Generated from schema/records/metadata/18-access-control-entry.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface AccessControlEntryRecord {
  readonly id: Uuid;
  readonly resourceType: number;
  readonly resourceName: string;
  readonly patternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAccessControlEntryRecord(reader: Reader, _version: number): AccessControlEntryRecord {
  return {
    id: reader.uuid('id'),
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', true),
    patternType: reader.int8('patternType'),
    principal: reader.string('principal', true),
    host: reader.string('host', true),
    operation: reader.int8('operation'),
    permissionType: reader.int8('permissionType'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAccessControlEntryRecord(
  writer: Writer,
  draft: Draft<AccessControlEntryRecord>,
  _version: number,
): void {
  const {
    id = zeroUuid,
    resourceType = 0,
    resourceName = '',
    patternType = 0,
    principal = '',
    host = '',
    operation = 0,
    permissionType = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(id, 'id');
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', true);
  writer.int8(patternType, 'patternType');
  writer.string(principal, 'principal', true);
  writer.string(host, 'host', true);
  writer.int8(operation, 'operation');
  writer.int8(permissionType, 'permissionType');
  writer.unknownTags(unknownTaggedFields, true);
}

export const accessControlEntryRecord: MessageCodec<AccessControlEntryRecord> = defineCodec({
  name: 'AccessControlEntryRecord',
  apiKey: 18,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAccessControlEntryRecord,
  write: writeAccessControlEntryRecord,
});
