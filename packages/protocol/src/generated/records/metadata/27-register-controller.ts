// Generated from schema/records/metadata/27-register-controller.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface RegisterControllerRecord {
  readonly controllerId: number;
  readonly incarnationId: Uuid;
  readonly zkMigrationReady: boolean;
  readonly endPoints: readonly RegisterControllerRecordControllerEndpoint[];
  readonly features: readonly RegisterControllerRecordControllerFeature[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface RegisterControllerRecordControllerFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface RegisterControllerRecordControllerEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRegisterControllerRecordControllerEndpoint(
  reader: Reader,
  _version: number,
): RegisterControllerRecordControllerEndpoint {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    securityProtocol: reader.int16('securityProtocol'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRegisterControllerRecordControllerEndpoint(
  writer: Writer,
  draft: Draft<RegisterControllerRecordControllerEndpoint>,
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

function readRegisterControllerRecordControllerFeature(
  reader: Reader,
  _version: number,
): RegisterControllerRecordControllerFeature {
  return {
    name: reader.string('name', true),
    minSupportedVersion: reader.int16('minSupportedVersion'),
    maxSupportedVersion: reader.int16('maxSupportedVersion'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRegisterControllerRecordControllerFeature(
  writer: Writer,
  draft: Draft<RegisterControllerRecordControllerFeature>,
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

function readRegisterControllerRecord(reader: Reader, version: number): RegisterControllerRecord {
  return {
    controllerId: reader.int32('controllerId'),
    incarnationId: reader.uuid('incarnationId'),
    zkMigrationReady: reader.bool('zkMigrationReady'),
    endPoints: reader.items(
      'endPoints',
      reader.arrayCount('endPoints', true, 7),
      version,
      readRegisterControllerRecordControllerEndpoint,
    ),
    features: reader.items(
      'features',
      reader.arrayCount('features', true, 6),
      version,
      readRegisterControllerRecordControllerFeature,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRegisterControllerRecord(
  writer: Writer,
  draft: Draft<RegisterControllerRecord>,
  version: number,
): void {
  const {
    controllerId = 0,
    incarnationId = zeroUuid,
    zkMigrationReady = false,
    endPoints = [],
    features = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(controllerId, 'controllerId');
  writer.uuid(incarnationId, 'incarnationId');
  writer.bool(zkMigrationReady, 'zkMigrationReady');
  writer.arrayCount(endPoints, 'endPoints', true);
  writer.items(endPoints, 'endPoints', version, writeRegisterControllerRecordControllerEndpoint);
  writer.arrayCount(features, 'features', true);
  writer.items(features, 'features', version, writeRegisterControllerRecordControllerFeature);
  writer.unknownTags(unknownTaggedFields, true);
}

export const registerControllerRecord: MessageCodec<RegisterControllerRecord> = defineCodec({
  name: 'RegisterControllerRecord',
  apiKey: 27,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRegisterControllerRecord,
  write: writeRegisterControllerRecord,
});
