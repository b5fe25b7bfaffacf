// Generated from schema/records/metadata/19-remove-access-control-entry.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface RemoveAccessControlEntryRecord {
  readonly id: Uuid;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRemoveAccessControlEntryRecord(
  reader: Reader,
  _version: number,
): RemoveAccessControlEntryRecord {
  return {
    id: reader.uuid('id'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoveAccessControlEntryRecord(
  writer: Writer,
  draft: Draft<RemoveAccessControlEntryRecord>,
  _version: number,
): void {
  const { id = zeroUuid, unknownTaggedFields = noTaggedFields } = draft;
  writer.uuid(id, 'id');
  writer.unknownTags(unknownTaggedFields, true);
}

export const removeAccessControlEntryRecord: MessageCodec<RemoveAccessControlEntryRecord> = defineCodec({
  name: 'RemoveAccessControlEntryRecord',
  apiKey: 19,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRemoveAccessControlEntryRecord,
  write: writeRemoveAccessControlEntryRecord,
});
