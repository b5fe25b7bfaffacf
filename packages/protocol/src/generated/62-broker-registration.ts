// Generated from schema/62-broker-registration.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface BrokerRegistrationRequest {
  readonly brokerId: number;
  readonly clusterId: string;
  readonly incarnationId: Uuid;
  readonly listeners: readonly BrokerRegistrationRequestListener[];
  readonly features: readonly BrokerRegistrationRequestFeature[];
  readonly rack: string | null;
  readonly isMigratingZkBroker: boolean; // v1+
  readonly logDirs: readonly Uuid[]; // v2+
  readonly previousBrokerEpoch: Int64; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface BrokerRegistrationRequestFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface BrokerRegistrationRequestListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readBrokerRegistrationRequestListener(
  reader: Reader,
  _version: number,
): BrokerRegistrationRequestListener {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    securityProtocol: reader.int16('securityProtocol'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeBrokerRegistrationRequestListener(
  writer: Writer,
  draft: Draft<BrokerRegistrationRequestListener>,
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

function readBrokerRegistrationRequestFeature(
  reader: Reader,
  _version: number,
): BrokerRegistrationRequestFeature {
  return {
    name: reader.string('name', true),
    minSupportedVersion: reader.int16('minSupportedVersion'),
    maxSupportedVersion: reader.int16('maxSupportedVersion'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeBrokerRegistrationRequestFeature(
  writer: Writer,
  draft: Draft<BrokerRegistrationRequestFeature>,
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

function readBrokerRegistrationRequest(reader: Reader, version: number): BrokerRegistrationRequest {
  return {
    brokerId: reader.int32('brokerId'),
    clusterId: reader.string('clusterId', true),
    incarnationId: reader.uuid('incarnationId'),
    listeners: reader.items(
      'listeners',
      reader.arrayCount('listeners', true, 7),
      version,
      readBrokerRegistrationRequestListener,
    ),
    features: reader.items(
      'features',
      reader.arrayCount('features', true, 6),
      version,
      readBrokerRegistrationRequestFeature,
    ),
    rack: reader.nullableString('rack', true),
    isMigratingZkBroker: version >= 1 ? reader.bool('isMigratingZkBroker') : false,
    logDirs: version >= 2
      ? reader.uuidArray('logDirs', reader.arrayCount('logDirs', true, 16))
      : [],
    previousBrokerEpoch: version >= 3 ? reader.int64('previousBrokerEpoch') : -1,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeBrokerRegistrationRequest(
  writer: Writer,
  draft: Draft<BrokerRegistrationRequest>,
  version: number,
): void {
  const {
    brokerId = 0,
    clusterId = '',
    incarnationId = zeroUuid,
    listeners = [],
    features = [],
    rack = '',
    isMigratingZkBroker = false,
    logDirs = [],
    previousBrokerEpoch = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.string(clusterId, 'clusterId', true);
  writer.uuid(incarnationId, 'incarnationId');
  writer.arrayCount(listeners, 'listeners', true);
  writer.items(listeners, 'listeners', version, writeBrokerRegistrationRequestListener);
  writer.arrayCount(features, 'features', true);
  writer.items(features, 'features', version, writeBrokerRegistrationRequestFeature);
  writer.nullableString(rack, 'rack', true);
  if (version >= 1) {
    writer.bool(isMigratingZkBroker, 'isMigratingZkBroker');
  } else if (isMigratingZkBroker) throw notInVersion('isMigratingZkBroker');
  if (version >= 2) writer.uuidArray(logDirs, 'logDirs', true);
  if (version >= 3) writer.int64(previousBrokerEpoch, 'previousBrokerEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

export const brokerRegistrationRequest: MessageCodec<BrokerRegistrationRequest> = defineCodec({
  name: 'BrokerRegistrationRequest',
  apiKey: 62,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 0,
  read: readBrokerRegistrationRequest,
  write: writeBrokerRegistrationRequest,
});

export interface BrokerRegistrationResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly brokerEpoch: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readBrokerRegistrationResponse(
  reader: Reader,
  _version: number,
): BrokerRegistrationResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    brokerEpoch: reader.int64('brokerEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeBrokerRegistrationResponse(
  writer: Writer,
  draft: Draft<BrokerRegistrationResponse>,
  _version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    brokerEpoch = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.int64(brokerEpoch, 'brokerEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

export const brokerRegistrationResponse: MessageCodec<BrokerRegistrationResponse> = defineCodec({
  name: 'BrokerRegistrationResponse',
  apiKey: 62,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 0,
  read: readBrokerRegistrationResponse,
  write: writeBrokerRegistrationResponse,
});
