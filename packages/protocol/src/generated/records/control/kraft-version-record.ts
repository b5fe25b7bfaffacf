// Generated from schema/records/control/kraft-version-record.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface KRaftVersionRecord {
  readonly version: number;
  readonly kRaftVersion: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readKRaftVersionRecord(reader: Reader, _version: number): KRaftVersionRecord {
  return {
    version: reader.int16('version'),
    kRaftVersion: reader.int16('kRaftVersion'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeKRaftVersionRecord(
  writer: Writer,
  draft: Draft<KRaftVersionRecord>,
  _version: number,
): void {
  const {
    version: versionValue = 0,
    kRaftVersion = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(versionValue, 'version');
  writer.int16(kRaftVersion, 'kRaftVersion');
  writer.unknownTags(unknownTaggedFields, true);
}

export const kRaftVersionRecord: MessageCodec<KRaftVersionRecord> = defineCodec({
  name: 'KRaftVersionRecord',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readKRaftVersionRecord,
  write: writeKRaftVersionRecord,
});
