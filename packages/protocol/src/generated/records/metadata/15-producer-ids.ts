// Generated from schema/records/metadata/15-producer-ids.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ProducerIdsRecord {
  readonly brokerId: number;
  readonly brokerEpoch: Int64;
  readonly nextProducerId: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readProducerIdsRecord(reader: Reader, _version: number): ProducerIdsRecord {
  return {
    brokerId: reader.int32('brokerId'),
    brokerEpoch: reader.int64('brokerEpoch'),
    nextProducerId: reader.int64('nextProducerId'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeProducerIdsRecord(
  writer: Writer,
  draft: Draft<ProducerIdsRecord>,
  _version: number,
): void {
  const {
    brokerId = 0,
    brokerEpoch = -1,
    nextProducerId = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.int64(brokerEpoch, 'brokerEpoch');
  writer.int64(nextProducerId, 'nextProducerId');
  writer.unknownTags(unknownTaggedFields, true);
}

export const producerIdsRecord: MessageCodec<ProducerIdsRecord> = defineCodec({
  name: 'ProducerIdsRecord',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readProducerIdsRecord,
  write: writeProducerIdsRecord,
});
