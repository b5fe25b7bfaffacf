// Generated from schema/records/metadata/17-broker-registration-change.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import { notInVersion, type Writer } from '../../../codec/writer.ts';

export interface BrokerRegistrationChangeRecord {
  readonly brokerId: number;
  readonly brokerEpoch: Int64;
  readonly fenced: number;
  readonly inControlledShutdown: number; // v1+
  readonly logDirs: readonly Uuid[]; // v2+
  readonly cordonedLogDirs: readonly Uuid[] | null; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readBrokerRegistrationChangeRecord(
  reader: Reader,
  version: number,
): BrokerRegistrationChangeRecord {
  const brokerId = reader.int32('brokerId');
  const brokerEpoch = reader.int64('brokerEpoch');
  let fenced: number = 0;
  let inControlledShutdown: number = 0;
  let logDirs: readonly Uuid[] = [];
  let cordonedLogDirs: readonly Uuid[] | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        fenced = reader.int8('fenced');
        break;
      case 1:
        if (!(version >= 1)) throw reader.wrongTag(tag, 'inControlledShutdown');
        inControlledShutdown = reader.int8('inControlledShutdown');
        break;
      case 2:
        if (!(version >= 2)) throw reader.wrongTag(tag, 'logDirs');
        logDirs = reader.uuidArray('logDirs', reader.arrayCount('logDirs', true, 16));
        break;
      case 3:
        if (!(version >= 3)) throw reader.wrongTag(tag, 'cordonedLogDirs');
        cordonedLogDirs = reader.nullableUuidArray(
          'cordonedLogDirs',
          reader.nullableArrayCount('cordonedLogDirs', true, 16),
        );
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    brokerId,
    brokerEpoch,
    fenced,
    inControlledShutdown,
    logDirs,
    cordonedLogDirs,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeBrokerRegistrationChangeRecord(
  writer: Writer,
  draft: Draft<BrokerRegistrationChangeRecord>,
  version: number,
): void {
  const {
    brokerId = 0,
    brokerEpoch = 0,
    fenced = 0,
    inControlledShutdown = 0,
    logDirs = [],
    cordonedLogDirs = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.int64(brokerEpoch, 'brokerEpoch');
  if (!(version >= 1) && inControlledShutdown !== 0) throw notInVersion('inControlledShutdown');
  if (!(version >= 2) && logDirs.length > 0) throw notInVersion('logDirs');
  if (!(version >= 3) && cordonedLogDirs !== null) throw notInVersion('cordonedLogDirs');
  const hasFenced = fenced !== 0;
  const hasInControlledShutdown = version >= 1 && inControlledShutdown !== 0;
  const hasLogDirs = version >= 2 && logDirs.length > 0;
  const hasCordonedLogDirs = version >= 3 && cordonedLogDirs !== null;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasFenced ? 1 : 0) +
    (hasInControlledShutdown ? 1 : 0) +
    (hasLogDirs ? 1 : 0) +
    (hasCordonedLogDirs ? 1 : 0),
  );
  let from = 0;
  if (hasFenced) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.int8(fenced, 'fenced');
    writer.endTag(begun);
  }
  if (hasInControlledShutdown) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
    const begun = writer.beginTag(1);
    writer.int8(inControlledShutdown, 'inControlledShutdown');
    writer.endTag(begun);
  }
  if (hasLogDirs) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 2);
    const begun = writer.beginTag(2);
    writer.uuidArray(logDirs, 'logDirs', true);
    writer.endTag(begun);
  }
  if (hasCordonedLogDirs) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 3);
    const begun = writer.beginTag(3);
    if (cordonedLogDirs === null) writer.nullArray('cordonedLogDirs', true);
    else writer.uuidArray(cordonedLogDirs, 'cordonedLogDirs', true);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const brokerRegistrationChangeRecord: MessageCodec<BrokerRegistrationChangeRecord> = defineCodec({
  name: 'BrokerRegistrationChangeRecord',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 0,
  read: readBrokerRegistrationChangeRecord,
  write: writeBrokerRegistrationChangeRecord,
});
