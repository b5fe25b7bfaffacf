// Generated from schema/72-push-telemetry.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface PushTelemetryRequest {
  readonly clientInstanceId: Uuid;
  readonly subscriptionId: number;
  readonly terminating: boolean;
  readonly compressionType: number;
  readonly metrics: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readPushTelemetryRequest(reader: Reader, _version: number): PushTelemetryRequest {
  return {
    clientInstanceId: reader.uuid('clientInstanceId'),
    subscriptionId: reader.int32('subscriptionId'),
    terminating: reader.bool('terminating'),
    compressionType: reader.int8('compressionType'),
    metrics: reader.byteView('metrics', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writePushTelemetryRequest(
  writer: Writer,
  draft: Draft<PushTelemetryRequest>,
  _version: number,
): void {
  const {
    clientInstanceId = zeroUuid,
    subscriptionId = 0,
    terminating = false,
    compressionType = 0,
    metrics = noBytes,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(clientInstanceId, 'clientInstanceId');
  writer.int32(subscriptionId, 'subscriptionId');
  writer.bool(terminating, 'terminating');
  writer.int8(compressionType, 'compressionType');
  writer.bytes(metrics, 'metrics', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const pushTelemetryRequest: MessageCodec<PushTelemetryRequest> = defineCodec({
  name: 'PushTelemetryRequest',
  apiKey: 72,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readPushTelemetryRequest,
  write: writePushTelemetryRequest,
});

export interface PushTelemetryResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readPushTelemetryResponse(reader: Reader, _version: number): PushTelemetryResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writePushTelemetryResponse(
  writer: Writer,
  draft: Draft<PushTelemetryResponse>,
  _version: number,
): void {
  const { throttleTimeMs = 0, errorCode = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, true);
}

export const pushTelemetryResponse: MessageCodec<PushTelemetryResponse> = defineCodec({
  name: 'PushTelemetryResponse',
  apiKey: 72,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readPushTelemetryResponse,
  write: writePushTelemetryResponse,
});
