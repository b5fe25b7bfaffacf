// Generated from schema/40-expire-delegation-token.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface ExpireDelegationTokenRequest {
  readonly hmac: Uint8Array;
  readonly expiryTimePeriodMs: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readExpireDelegationTokenRequest(
  reader: Reader,
  version: number,
): ExpireDelegationTokenRequest {
  const flexible = version >= 2;
  return {
    hmac: reader.byteView('hmac', flexible),
    expiryTimePeriodMs: reader.int64('expiryTimePeriodMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeExpireDelegationTokenRequest(
  writer: Writer,
  draft: Draft<ExpireDelegationTokenRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    hmac = noBytes,
    expiryTimePeriodMs = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.bytes(hmac, 'hmac', flexible);
  writer.int64(expiryTimePeriodMs, 'expiryTimePeriodMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const expireDelegationTokenRequest: MessageCodec<ExpireDelegationTokenRequest> = defineCodec({
  name: 'ExpireDelegationTokenRequest',
  apiKey: 40,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readExpireDelegationTokenRequest,
  write: writeExpireDelegationTokenRequest,
});

export interface ExpireDelegationTokenResponse {
  readonly errorCode: number;
  readonly expiryTimestampMs: Int64;
  readonly throttleTimeMs: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readExpireDelegationTokenResponse(
  reader: Reader,
  version: number,
): ExpireDelegationTokenResponse {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    expiryTimestampMs: reader.int64('expiryTimestampMs'),
    throttleTimeMs: reader.int32('throttleTimeMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeExpireDelegationTokenResponse(
  writer: Writer,
  draft: Draft<ExpireDelegationTokenResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    errorCode = 0,
    expiryTimestampMs = 0,
    throttleTimeMs = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.int64(expiryTimestampMs, 'expiryTimestampMs');
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const expireDelegationTokenResponse: MessageCodec<ExpireDelegationTokenResponse> = defineCodec({
  name: 'ExpireDelegationTokenResponse',
  apiKey: 40,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readExpireDelegationTokenResponse,
  write: writeExpireDelegationTokenResponse,
});
