// Generated from schema/records/principal/default-principal-data.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface DefaultPrincipalData {
  readonly type: string;
  readonly name: string;
  readonly tokenAuthenticated: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDefaultPrincipalData(reader: Reader, _version: number): DefaultPrincipalData {
  return {
    type: reader.string('type', true),
    name: reader.string('name', true),
    tokenAuthenticated: reader.bool('tokenAuthenticated'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDefaultPrincipalData(
  writer: Writer,
  draft: Draft<DefaultPrincipalData>,
  _version: number,
): void {
  const {
    type = '',
    name = '',
    tokenAuthenticated = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(type, 'type', true);
  writer.string(name, 'name', true);
  writer.bool(tokenAuthenticated, 'tokenAuthenticated');
  writer.unknownTags(unknownTaggedFields, true);
}

export const defaultPrincipalData: MessageCodec<DefaultPrincipalData> = defineCodec({
  name: 'DefaultPrincipalData',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDefaultPrincipalData,
  write: writeDefaultPrincipalData,
});
