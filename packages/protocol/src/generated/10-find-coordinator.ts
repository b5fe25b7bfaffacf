// Generated from schema/10-find-coordinator.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface FindCoordinatorRequest {
  readonly key: string; // v0-3
  readonly keyType: number; // v1+
  readonly coordinatorKeys: readonly string[]; // v4+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readFindCoordinatorRequest(reader: Reader, version: number): FindCoordinatorRequest {
  const flexible = version >= 3;
  return {
    key: version <= 3 ? reader.string('key', flexible) : '',
    keyType: version >= 1 ? reader.int8('keyType') : 0,
    coordinatorKeys: version >= 4
      ? reader.stringArray(
        'coordinatorKeys',
        reader.arrayCount('coordinatorKeys', flexible, 1),
        flexible,
      )
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeFindCoordinatorRequest(
  writer: Writer,
  draft: Draft<FindCoordinatorRequest>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    key = '',
    keyType = 0,
    coordinatorKeys = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 3) {
    writer.string(key, 'key', flexible);
  } else if (key !== '') throw notInVersion('key');
  if (version >= 1) {
    writer.int8(keyType, 'keyType');
  } else if (keyType !== 0) throw notInVersion('keyType');
  if (version >= 4) {
    writer.stringArray(coordinatorKeys, 'coordinatorKeys', flexible);
  } else if (coordinatorKeys.length > 0) throw notInVersion('coordinatorKeys');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const findCoordinatorRequest: MessageCodec<FindCoordinatorRequest> = defineCodec({
  name: 'FindCoordinatorRequest',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 3,
  read: readFindCoordinatorRequest,
  write: writeFindCoordinatorRequest,
});

export interface FindCoordinatorResponse {
  readonly throttleTimeMs: number; // v1+
  readonly errorCode: number; // v0-3
  readonly errorMessage: string | null; // v1-3
  readonly nodeId: number; // v0-3
  readonly host: string; // v0-3
  readonly port: number; // v0-3
  readonly coordinators: readonly FindCoordinatorResponseCoordinator[]; // v4+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FindCoordinatorResponseCoordinator {
  readonly key: string; // v4+
  readonly nodeId: number; // v4+
  readonly host: string; // v4+
  readonly port: number; // v4+
  readonly errorCode: number; // v4+
  readonly errorMessage: string | null; // v4+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readFindCoordinatorResponseCoordinator(
  reader: Reader,
  _version: number,
): FindCoordinatorResponseCoordinator {
  return {
    key: reader.string('key', true),
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', true),
    port: reader.int32('port'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFindCoordinatorResponseCoordinator(
  writer: Writer,
  draft: Draft<FindCoordinatorResponseCoordinator>,
  _version: number,
): void {
  const {
    key = '',
    nodeId = 0,
    host = '',
    port = 0,
    errorCode = 0,
    errorMessage = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(key, 'key', true);
  writer.int32(nodeId, 'nodeId');
  writer.string(host, 'host', true);
  writer.int32(port, 'port');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readFindCoordinatorResponse(reader: Reader, version: number): FindCoordinatorResponse {
  const flexible = version >= 3;
  return {
    throttleTimeMs: version >= 1 ? reader.int32('throttleTimeMs') : 0,
    errorCode: version <= 3 ? reader.int16('errorCode') : 0,
    errorMessage: version >= 1 && version <= 3
      ? reader.nullableString('errorMessage', flexible)
      : '',
    nodeId: version <= 3 ? reader.int32('nodeId') : 0,
    host: version <= 3 ? reader.string('host', flexible) : '',
    port: version <= 3 ? reader.int32('port') : 0,
    coordinators: version >= 4
      ? reader.items(
        'coordinators',
        reader.arrayCount('coordinators', flexible, 14),
        version,
        readFindCoordinatorResponseCoordinator,
      )
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeFindCoordinatorResponse(
  writer: Writer,
  draft: Draft<FindCoordinatorResponse>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = '',
    nodeId = 0,
    host = '',
    port = 0,
    coordinators = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 1) writer.int32(throttleTimeMs, 'throttleTimeMs');
  if (version <= 3) {
    writer.int16(errorCode, 'errorCode');
  } else if (errorCode !== 0) throw notInVersion('errorCode');
  if (version >= 1 && version <= 3) writer.nullableString(errorMessage, 'errorMessage', flexible);
  if (version <= 3) {
    writer.int32(nodeId, 'nodeId');
  } else if (nodeId !== 0) throw notInVersion('nodeId');
  if (version <= 3) {
    writer.string(host, 'host', flexible);
  } else if (host !== '') throw notInVersion('host');
  if (version <= 3) {
    writer.int32(port, 'port');
  } else if (port !== 0) throw notInVersion('port');
  if (version >= 4) {
    writer.arrayCount(coordinators, 'coordinators', flexible);
    writer.items(coordinators, 'coordinators', version, writeFindCoordinatorResponseCoordinator);
  } else if (coordinators.length > 0) throw notInVersion('coordinators');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const findCoordinatorResponse: MessageCodec<FindCoordinatorResponse> = defineCodec({
  name: 'FindCoordinatorResponse',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 3,
  read: readFindCoordinatorResponse,
  write: writeFindCoordinatorResponse,
});
