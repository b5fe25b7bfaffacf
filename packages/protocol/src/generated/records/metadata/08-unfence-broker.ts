// Generated from schema/records/metadata/08-unfence-broker.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface UnfenceBrokerRecord {
  readonly id: number;
  readonly epoch: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readUnfenceBrokerRecord(reader: Reader, _version: number): UnfenceBrokerRecord {
  return {
    id: reader.int32('id'),
    epoch: reader.int64('epoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUnfenceBrokerRecord(
  writer: Writer,
  draft: Draft<UnfenceBrokerRecord>,
  _version: number,
): void {
  const { id = 0, epoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(id, 'id');
  writer.int64(epoch, 'epoch');
  writer.unknownTags(unknownTaggedFields, true);
}

export const unfenceBrokerRecord: MessageCodec<UnfenceBrokerRecord> = defineCodec({
  name: 'UnfenceBrokerRecord',
  apiKey: 8,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readUnfenceBrokerRecord,
  write: writeUnfenceBrokerRecord,
});
