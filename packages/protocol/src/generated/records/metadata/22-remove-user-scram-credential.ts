// Generated from schema/records/metadata/22-remove-user-scram-credential.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface RemoveUserScramCredentialRecord {
  readonly name: string;
  readonly mechanism: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRemoveUserScramCredentialRecord(
  reader: Reader,
  _version: number,
): RemoveUserScramCredentialRecord {
  return {
    name: reader.string('name', true),
    mechanism: reader.int8('mechanism'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoveUserScramCredentialRecord(
  writer: Writer,
  draft: Draft<RemoveUserScramCredentialRecord>,
  _version: number,
): void {
  const { name = '', mechanism = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.int8(mechanism, 'mechanism');
  writer.unknownTags(unknownTaggedFields, true);
}

export const removeUserScramCredentialRecord: MessageCodec<RemoveUserScramCredentialRecord> = defineCodec({
  name: 'RemoveUserScramCredentialRecord',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRemoveUserScramCredentialRecord,
  write: writeRemoveUserScramCredentialRecord,
});
