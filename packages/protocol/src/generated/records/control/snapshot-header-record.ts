// Generated from schema/records/control/snapshot-header-record.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface SnapshotHeaderRecord {
  readonly version: number;
  readonly lastContainedLogTimestamp: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readSnapshotHeaderRecord(reader: Reader, _version: number): SnapshotHeaderRecord {
  return {
    version: reader.int16('version'),
    lastContainedLogTimestamp: reader.int64('lastContainedLogTimestamp'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeSnapshotHeaderRecord(
  writer: Writer,
  draft: Draft<SnapshotHeaderRecord>,
  _version: number,
): void {
  const {
    version: versionValue = 0,
    lastContainedLogTimestamp = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(versionValue, 'version');
  writer.int64(lastContainedLogTimestamp, 'lastContainedLogTimestamp');
  writer.unknownTags(unknownTaggedFields, true);
}

export const snapshotHeaderRecord: MessageCodec<SnapshotHeaderRecord> = defineCodec({
  name: 'SnapshotHeaderRecord',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readSnapshotHeaderRecord,
  write: writeSnapshotHeaderRecord,
});
