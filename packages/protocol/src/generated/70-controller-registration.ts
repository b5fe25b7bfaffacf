// Generated from schema/70-controller-registration.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface ControllerRegistrationRequest {
  readonly controllerId: number;
  readonly incarnationId: Uuid;
  readonly zkMigrationReady: boolean;
  readonly listeners: readonly ControllerRegistrationRequestListener[];
  readonly features: readonly ControllerRegistrationRequestFeature[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ControllerRegistrationRequestFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ControllerRegistrationRequestListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readControllerRegistrationRequestListener(
  reader: Reader,
  _version: number,
): ControllerRegistrationRequestListener {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    securityProtocol: reader.int16('securityProtocol'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeControllerRegistrationRequestListener(
  writer: Writer,
  draft: Draft<ControllerRegistrationRequestListener>,
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

function readControllerRegistrationRequestFeature(
  reader: Reader,
  _version: number,
): ControllerRegistrationRequestFeature {
  return {
    name: reader.string('name', true),
    minSupportedVersion: reader.int16('minSupportedVersion'),
    maxSupportedVersion: reader.int16('maxSupportedVersion'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeControllerRegistrationRequestFeature(
  writer: Writer,
  draft: Draft<ControllerRegistrationRequestFeature>,
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

function readControllerRegistrationRequest(
  reader: Reader,
  version: number,
): ControllerRegistrationRequest {
  return {
    controllerId: reader.int32('controllerId'),
    incarnationId: reader.uuid('incarnationId'),
    zkMigrationReady: reader.bool('zkMigrationReady'),
    listeners: reader.items(
      'listeners',
      reader.arrayCount('listeners', true, 7),
      version,
      readControllerRegistrationRequestListener,
    ),
    features: reader.items(
      'features',
      reader.arrayCount('features', true, 6),
      version,
      readControllerRegistrationRequestFeature,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeControllerRegistrationRequest(
  writer: Writer,
  draft: Draft<ControllerRegistrationRequest>,
  version: number,
): void {
  const {
    controllerId = 0,
    incarnationId = zeroUuid,
    zkMigrationReady = false,
    listeners = [],
    features = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(controllerId, 'controllerId');
  writer.uuid(incarnationId, 'incarnationId');
  writer.bool(zkMigrationReady, 'zkMigrationReady');
  writer.arrayCount(listeners, 'listeners', true);
  writer.items(listeners, 'listeners', version, writeControllerRegistrationRequestListener);
  writer.arrayCount(features, 'features', true);
  writer.items(features, 'features', version, writeControllerRegistrationRequestFeature);
  writer.unknownTags(unknownTaggedFields, true);
}

export const controllerRegistrationRequest: MessageCodec<ControllerRegistrationRequest> = defineCodec({
  name: 'ControllerRegistrationRequest',
  apiKey: 70,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readControllerRegistrationRequest,
  write: writeControllerRegistrationRequest,
});

export interface ControllerRegistrationResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readControllerRegistrationResponse(
  reader: Reader,
  _version: number,
): ControllerRegistrationResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeControllerRegistrationResponse(
  writer: Writer,
  draft: Draft<ControllerRegistrationResponse>,
  _version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const controllerRegistrationResponse: MessageCodec<ControllerRegistrationResponse> = defineCodec({
  name: 'ControllerRegistrationResponse',
  apiKey: 70,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readControllerRegistrationResponse,
  write: writeControllerRegistrationResponse,
});
