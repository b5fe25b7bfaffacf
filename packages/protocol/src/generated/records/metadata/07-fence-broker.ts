// Generated from schema/records/metadata/07-fence-broker.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface FenceBrokerRecord {
  readonly id: number;
  readonly epoch: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readFenceBrokerRecord(reader: Reader, _version: number): FenceBrokerRecord {
  return {
    id: reader.int32('id'),
    epoch: reader.int64('epoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFenceBrokerRecord(
  writer: Writer,
  draft: Draft<FenceBrokerRecord>,
  _version: number,
): void {
  const { id = 0, epoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(id, 'id');
  writer.int64(epoch, 'epoch');
  writer.unknownTags(unknownTaggedFields, true);
}

export const fenceBrokerRecord: MessageCodec<FenceBrokerRecord> = defineCodec({
  name: 'FenceBrokerRecord',
  apiKey: 7,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readFenceBrokerRecord,
  write: writeFenceBrokerRecord,
});
