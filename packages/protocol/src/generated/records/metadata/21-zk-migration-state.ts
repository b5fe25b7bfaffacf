// Generated from schema/records/metadata/21-zk-migration-state.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ZkMigrationStateRecord {
  readonly zkMigrationState: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readZkMigrationStateRecord(reader: Reader, _version: number): ZkMigrationStateRecord {
  return {
    zkMigrationState: reader.int8('zkMigrationState'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeZkMigrationStateRecord(
  writer: Writer,
  draft: Draft<ZkMigrationStateRecord>,
  _version: number,
): void {
  const { zkMigrationState = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int8(zkMigrationState, 'zkMigrationState');
  writer.unknownTags(unknownTaggedFields, true);
}

export const zkMigrationStateRecord: MessageCodec<ZkMigrationStateRecord> = defineCodec({
  name: 'ZkMigrationStateRecord',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readZkMigrationStateRecord,
  write: writeZkMigrationStateRecord,
});
