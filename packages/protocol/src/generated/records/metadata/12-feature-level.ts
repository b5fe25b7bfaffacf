// Generated from schema/records/metadata/12-feature-level.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface FeatureLevelRecord {
  readonly name: string;
  readonly featureLevel: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readFeatureLevelRecord(reader: Reader, _version: number): FeatureLevelRecord {
  return {
    name: reader.string('name', true),
    featureLevel: reader.int16('featureLevel'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFeatureLevelRecord(
  writer: Writer,
  draft: Draft<FeatureLevelRecord>,
  _version: number,
): void {
  const { name = '', featureLevel = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.int16(featureLevel, 'featureLevel');
  writer.unknownTags(unknownTaggedFields, true);
}

export const featureLevelRecord: MessageCodec<FeatureLevelRecord> = defineCodec({
  name: 'FeatureLevelRecord',
  apiKey: 12,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readFeatureLevelRecord,
  write: writeFeatureLevelRecord,
});
