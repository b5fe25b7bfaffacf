// Generated from schema/records/control/snapshot-footer-record.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface SnapshotFooterRecord {
  readonly version: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readSnapshotFooterRecord(reader: Reader, _version: number): SnapshotFooterRecord {
  return {
    version: reader.int16('version'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeSnapshotFooterRecord(
  writer: Writer,
  draft: Draft<SnapshotFooterRecord>,
  _version: number,
): void {
  const { version: versionValue = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int16(versionValue, 'version');
  writer.unknownTags(unknownTaggedFields, true);
}

export const snapshotFooterRecord: MessageCodec<SnapshotFooterRecord> = defineCodec({
  name: 'SnapshotFooterRecord',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readSnapshotFooterRecord,
  write: writeSnapshotFooterRecord,
});
