// Generated from schema/records/metadata/00-register-broker.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import { notInVersion, type Writer } from '../../../codec/writer.ts';

export interface RegisterBrokerRecord {
  readonly brokerId: number;
  readonly isMigratingZkBroker: boolean; // v2+
  readonly incarnationId: Uuid;
  readonly brokerEpoch: Int64;
  readonly endPoints: readonly RegisterBrokerRecordBrokerEndpoint[];
  readonly features: readonly RegisterBrokerRecordBrokerFeature[];
  readonly rack: string | null;
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean; // v1+
  readonly logDirs: readonly Uuid[]; // v3+
  readonly cordonedLogDirs: readonly Uuid[] | null; // v4+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface RegisterBrokerRecordBrokerFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface RegisterBrokerRecordBrokerEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRegisterBrokerRecordBrokerEndpoint(
  reader: Reader,
  _version: number,
): RegisterBrokerRecordBrokerEndpoint {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    securityProtocol: reader.int16('securityProtocol'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRegisterBrokerRecordBrokerEndpoint(
  writer: Writer,
  draft: Draft<RegisterBrokerRecordBrokerEndpoint>,
  _version: number,
): void {
  const {
    name = '',
    host = '',
    port = 0,
    securityProtocol = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.int16(securityProtocol, 'securityProtocol');
  writer.unknownTags(unknownTaggedFields, true);
}

function readRegisterBrokerRecordBrokerFeature(
  reader: Reader,
  _version: number,
): RegisterBrokerRecordBrokerFeature {
  return {
    name: reader.string('name', true),
    minSupportedVersion: reader.int16('minSupportedVersion'),
    maxSupportedVersion: reader.int16('maxSupportedVersion'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRegisterBrokerRecordBrokerFeature(
  writer: Writer,
  draft: Draft<RegisterBrokerRecordBrokerFeature>,
  _version: number,
): void {
  const {
    name = '',
    minSupportedVersion = 0,
    maxSupportedVersion = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.int16(minSupportedVersion, 'minSupportedVersion');
  writer.int16(maxSupportedVersion, 'maxSupportedVersion');
  writer.unknownTags(unknownTaggedFields, true);
}

function readRegisterBrokerRecord(reader: Reader, version: number): RegisterBrokerRecord {
  const brokerId = reader.int32('brokerId');
  const isMigratingZkBroker = version >= 2 ? reader.bool('isMigratingZkBroker') : false;
  const incarnationId = reader.uuid('incarnationId');
  const brokerEpoch = reader.int64('brokerEpoch');
  const endPoints = reader.items(
    'endPoints',
    reader.arrayCount('endPoints', true, 7),
    version,
    readRegisterBrokerRecordBrokerEndpoint,
  );
  const features = reader.items(
    'features',
    reader.arrayCount('features', true, 6),
    version,
    readRegisterBrokerRecordBrokerFeature,
  );
  const rack = reader.nullableString('rack', true);
  const fenced = reader.bool('fenced');
  const inControlledShutdown = version >= 1 ? reader.bool('inControlledShutdown') : false;
  let logDirs: readonly Uuid[] = [];
  let cordonedLogDirs: readonly Uuid[] | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        if (!(version >= 3)) throw reader.wrongTag(tag, 'logDirs');
        logDirs = reader.uuidArray('logDirs', reader.arrayCount('logDirs', true, 16));
        break;
      case 1:
        if (!(version >= 4)) throw reader.wrongTag(tag, 'cordonedLogDirs');
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
    isMigratingZkBroker,
    incarnationId,
    brokerEpoch,
    endPoints,
    features,
    rack,
    fenced,
    inControlledShutdown,
    logDirs,
    cordonedLogDirs,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeRegisterBrokerRecord(
  writer: Writer,
  draft: Draft<RegisterBrokerRecord>,
  version: number,
): void {
  const {
    brokerId = 0,
    isMigratingZkBroker = false,
    incarnationId = zeroUuid,
    brokerEpoch = 0,
    endPoints = [],
    features = [],
    rack = '',
    fenced = true,
    inControlledShutdown = false,
    logDirs = [],
    cordonedLogDirs = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(brokerId, 'brokerId');
  if (version >= 2) {
    writer.bool(isMigratingZkBroker, 'isMigratingZkBroker');
  } else if (isMigratingZkBroker) throw notInVersion('isMigratingZkBroker');
  writer.uuid(incarnationId, 'incarnationId');
  writer.int64(brokerEpoch, 'brokerEpoch');
  writer.arrayCount(endPoints, 'endPoints', true);
  writer.items(endPoints, 'endPoints', version, writeRegisterBrokerRecordBrokerEndpoint);
  writer.arrayCount(features, 'features', true);
  writer.items(features, 'features', version, writeRegisterBrokerRecordBrokerFeature);
  writer.nullableString(rack, 'rack', true);
  writer.bool(fenced, 'fenced');
  if (version >= 1) {
    writer.bool(inControlledShutdown, 'inControlledShutdown');
  } else if (inControlledShutdown) throw notInVersion('inControlledShutdown');
  if (!(version >= 3) && logDirs.length > 0) throw notInVersion('logDirs');
  if (!(version >= 4) && cordonedLogDirs !== null) throw notInVersion('cordonedLogDirs');
  const hasLogDirs = version >= 3 && logDirs.length > 0;
  const hasCordonedLogDirs = version >= 4 && cordonedLogDirs !== null;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasLogDirs ? 1 : 0) +
    (hasCordonedLogDirs ? 1 : 0),
  );
  let from = 0;
  if (hasLogDirs) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.uuidArray(logDirs, 'logDirs', true);
    writer.endTag(begun);
  }
  if (hasCordonedLogDirs) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
    const begun = writer.beginTag(1);
    if (cordonedLogDirs === null) writer.nullArray('cordonedLogDirs', true);
    else writer.uuidArray(cordonedLogDirs, 'cordonedLogDirs', true);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const registerBrokerRecord: MessageCodec<RegisterBrokerRecord> = defineCodec({
  name: 'RegisterBrokerRecord',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 0,
  read: readRegisterBrokerRecord,
  write: writeRegisterBrokerRecord,
});
