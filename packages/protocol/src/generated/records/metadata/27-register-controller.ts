// Generated from schema/records/metadata/27-register-controller.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../../../codec/codec-error.ts';
import { defineCodec } from '../../../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField, Uuid } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
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

function readRegisterControllerRecordControllerEndpointArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): RegisterControllerRecordControllerEndpoint[] {
  const items: RegisterControllerRecordControllerEndpoint[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readRegisterControllerRecordControllerEndpoint(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeRegisterControllerRecordControllerEndpointArray(
  writer: Writer,
  items: readonly Draft<RegisterControllerRecordControllerEndpoint>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeRegisterControllerRecordControllerEndpoint(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readRegisterControllerRecordControllerFeatureArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): RegisterControllerRecordControllerFeature[] {
  const items: RegisterControllerRecordControllerFeature[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readRegisterControllerRecordControllerFeature(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeRegisterControllerRecordControllerFeatureArray(
  writer: Writer,
  items: readonly Draft<RegisterControllerRecordControllerFeature>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeRegisterControllerRecordControllerFeature(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readRegisterControllerRecord(reader: Reader, version: number): RegisterControllerRecord {
  return {
    controllerId: reader.int32('controllerId'),
    incarnationId: reader.uuid('incarnationId'),
    zkMigrationReady: reader.bool('zkMigrationReady'),
    endPoints: readRegisterControllerRecordControllerEndpointArray(reader, version, 'endPoints', reader.arrayCount('endPoints', true, 7)),
    features: readRegisterControllerRecordControllerFeatureArray(reader, version, 'features', reader.arrayCount('features', true, 6)),
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
  writeRegisterControllerRecordControllerEndpointArray(writer, endPoints, version, 'endPoints');
  writeRegisterControllerRecordControllerFeatureArray(writer, features, version, 'features');
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
