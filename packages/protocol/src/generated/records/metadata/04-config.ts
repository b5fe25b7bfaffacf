// Generated from schema/records/metadata/04-config.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConfigRecord {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly name: string;
  readonly value: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConfigRecord(reader: Reader, _version: number): ConfigRecord {
  return {
    resourceType: reader.int8('resourceType'),
    resourceName: reader.string('resourceName', true),
    name: reader.string('name', true),
    value: reader.nullableString('value', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConfigRecord(writer: Writer, draft: Draft<ConfigRecord>, _version: number): void {
  const {
    resourceType = 0,
    resourceName = '',
    name = '',
    value = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int8(resourceType, 'resourceType');
  writer.string(resourceName, 'resourceName', true);
  writer.string(name, 'name', true);
  writer.nullableString(value, 'value', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const configRecord: MessageCodec<ConfigRecord> = defineCodec({
  name: 'ConfigRecord',
  apiKey: 4,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readConfigRecord,
  write: writeConfigRecord,
});
