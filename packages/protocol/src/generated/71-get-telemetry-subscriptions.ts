// Generated from schema/71-get-telemetry-subscriptions.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface GetTelemetrySubscriptionsRequest {
  readonly clientInstanceId: Uuid;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readGetTelemetrySubscriptionsRequest(
  reader: Reader,
  _version: number,
): GetTelemetrySubscriptionsRequest {
  return {
    clientInstanceId: reader.uuid('clientInstanceId'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeGetTelemetrySubscriptionsRequest(
  writer: Writer,
  draft: Draft<GetTelemetrySubscriptionsRequest>,
  _version: number,
): void {
  const { clientInstanceId = zeroUuid, unknownTaggedFields = noTaggedFields } = draft;
  writer.uuid(clientInstanceId, 'clientInstanceId');
  writer.unknownTags(unknownTaggedFields, true);
}

export const getTelemetrySubscriptionsRequest: MessageCodec<GetTelemetrySubscriptionsRequest> = defineCodec({
  name: 'GetTelemetrySubscriptionsRequest',
  apiKey: 71,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readGetTelemetrySubscriptionsRequest,
  write: writeGetTelemetrySubscriptionsRequest,
});

export interface GetTelemetrySubscriptionsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly clientInstanceId: Uuid;
  readonly subscriptionId: number;
  readonly acceptedCompressionTypes: readonly number[];
  readonly pushIntervalMs: number;
  readonly telemetryMaxBytes: number;
  readonly deltaTemporality: boolean;
  readonly requestedMetrics: readonly string[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readGetTelemetrySubscriptionsResponse(
  reader: Reader,
  _version: number,
): GetTelemetrySubscriptionsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    clientInstanceId: reader.uuid('clientInstanceId'),
    subscriptionId: reader.int32('subscriptionId'),
    acceptedCompressionTypes: reader.int8Array(
      'acceptedCompressionTypes',
      reader.arrayCount('acceptedCompressionTypes', true, 1),
    ),
    pushIntervalMs: reader.int32('pushIntervalMs'),
    telemetryMaxBytes: reader.int32('telemetryMaxBytes'),
    deltaTemporality: reader.bool('deltaTemporality'),
    requestedMetrics: reader.stringArray(
      'requestedMetrics',
      reader.arrayCount('requestedMetrics', true, 1),
      true,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeGetTelemetrySubscriptionsResponse(
  writer: Writer,
  draft: Draft<GetTelemetrySubscriptionsResponse>,
  _version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    clientInstanceId = zeroUuid,
    subscriptionId = 0,
    acceptedCompressionTypes = [],
    pushIntervalMs = 0,
    telemetryMaxBytes = 0,
    deltaTemporality = false,
    requestedMetrics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.uuid(clientInstanceId, 'clientInstanceId');
  writer.int32(subscriptionId, 'subscriptionId');
  writer.int8Array(acceptedCompressionTypes, 'acceptedCompressionTypes', true);
  writer.int32(pushIntervalMs, 'pushIntervalMs');
  writer.int32(telemetryMaxBytes, 'telemetryMaxBytes');
  writer.bool(deltaTemporality, 'deltaTemporality');
  writer.stringArray(requestedMetrics, 'requestedMetrics', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const getTelemetrySubscriptionsResponse: MessageCodec<GetTelemetrySubscriptionsResponse> = defineCodec({
  name: 'GetTelemetrySubscriptionsResponse',
  apiKey: 71,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readGetTelemetrySubscriptionsResponse,
  write: writeGetTelemetrySubscriptionsResponse,
});
