// Generated from schema/records/metadata/11-user-scram-credential.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface UserScramCredentialRecord {
  readonly name: string;
  readonly mechanism: number;
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
  readonly iterations: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readUserScramCredentialRecord(
  reader: Reader,
  _version: number,
): UserScramCredentialRecord {
  return {
    name: reader.string('name', true),
    mechanism: reader.int8('mechanism'),
    salt: reader.byteView('salt', true),
    storedKey: reader.byteView('storedKey', true),
    serverKey: reader.byteView('serverKey', true),
    iterations: reader.int32('iterations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUserScramCredentialRecord(
  writer: Writer,
  draft: Draft<UserScramCredentialRecord>,
  _version: number,
): void {
  const {
    name = '',
    mechanism = 0,
    salt = noBytes,
    storedKey = noBytes,
    serverKey = noBytes,
    iterations = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.int8(mechanism, 'mechanism');
  writer.bytes(salt, 'salt', true);
  writer.bytes(storedKey, 'storedKey', true);
  writer.bytes(serverKey, 'serverKey', true);
  writer.int32(iterations, 'iterations');
  writer.unknownTags(unknownTaggedFields, true);
}

export const userScramCredentialRecord: MessageCodec<UserScramCredentialRecord> = defineCodec({
  name: 'UserScramCredentialRecord',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readUserScramCredentialRecord,
  write: writeUserScramCredentialRecord,
});
