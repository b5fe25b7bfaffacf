// Generated from schema/records/metadata/01-unregister-broker.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface UnregisterBrokerRecord {
  readonly brokerId: number;
  readonly brokerEpoch: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readUnregisterBrokerRecord(reader: Reader, _version: number): UnregisterBrokerRecord {
  return {
    brokerId: reader.int32('brokerId'),
    brokerEpoch: reader.int64('brokerEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUnregisterBrokerRecord(
  writer: Writer,
  draft: Draft<UnregisterBrokerRecord>,
  _version: number,
): void {
  const { brokerId = 0, brokerEpoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.int64(brokerEpoch, 'brokerEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

export const unregisterBrokerRecord: MessageCodec<UnregisterBrokerRecord> = defineCodec({
  name: 'UnregisterBrokerRecord',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readUnregisterBrokerRecord,
  write: writeUnregisterBrokerRecord,
});
