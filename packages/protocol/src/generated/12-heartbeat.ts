// Generated from schema/12-heartbeat.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface HeartbeatRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readHeartbeatRequest(reader: Reader, version: number): HeartbeatRequest {
  const flexible = version >= 4;
  return {
    groupId: reader.string('groupId', flexible),
    generationId: reader.int32('generationId'),
    memberId: reader.string('memberId', flexible),
    groupInstanceId: version >= 3 ? reader.nullableString('groupInstanceId', flexible) : null,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeHeartbeatRequest(
  writer: Writer,
  draft: Draft<HeartbeatRequest>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    groupId = '',
    generationId = 0,
    memberId = '',
    groupInstanceId = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', flexible);
  writer.int32(generationId, 'generationId');
  writer.string(memberId, 'memberId', flexible);
  if (version >= 3) {
    writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  } else if (groupInstanceId !== null) throw notInVersion('groupInstanceId');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const heartbeatRequest: MessageCodec<HeartbeatRequest> = defineCodec({
  name: 'HeartbeatRequest',
  apiKey: 12,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  read: readHeartbeatRequest,
  write: writeHeartbeatRequest,
});

export interface HeartbeatResponse {
  readonly throttleTimeMs: number; // v1+
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readHeartbeatResponse(reader: Reader, version: number): HeartbeatResponse {
  const flexible = version >= 4;
  return {
    throttleTimeMs: version >= 1 ? reader.int32('throttleTimeMs') : 0,
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeHeartbeatResponse(
  writer: Writer,
  draft: Draft<HeartbeatResponse>,
  version: number,
): void {
  const flexible = version >= 4;
  const { throttleTimeMs = 0, errorCode = 0, unknownTaggedFields = noTaggedFields } = draft;
  if (version >= 1) writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const heartbeatResponse: MessageCodec<HeartbeatResponse> = defineCodec({
  name: 'HeartbeatResponse',
  apiKey: 12,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  read: readHeartbeatResponse,
  write: writeHeartbeatResponse,
});
