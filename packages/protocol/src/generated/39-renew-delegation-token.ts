// Generated from schema/39-renew-delegation-token.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface RenewDelegationTokenRequest {
  readonly hmac: Uint8Array;
  readonly renewPeriodMs: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRenewDelegationTokenRequest(
  reader: Reader,
  version: number,
): RenewDelegationTokenRequest {
  const flexible = version >= 2;
  return {
    hmac: reader.byteView('hmac', flexible),
    renewPeriodMs: reader.int64('renewPeriodMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeRenewDelegationTokenRequest(
  writer: Writer,
  draft: Draft<RenewDelegationTokenRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const { hmac = noBytes, renewPeriodMs = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.bytes(hmac, 'hmac', flexible);
  writer.int64(renewPeriodMs, 'renewPeriodMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const renewDelegationTokenRequest: MessageCodec<RenewDelegationTokenRequest> = defineCodec({
  name: 'RenewDelegationTokenRequest',
  apiKey: 39,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readRenewDelegationTokenRequest,
  write: writeRenewDelegationTokenRequest,
});

export interface RenewDelegationTokenResponse {
  readonly errorCode: number;
  readonly expiryTimestampMs: Int64;
  readonly throttleTimeMs: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRenewDelegationTokenResponse(
  reader: Reader,
  version: number,
): RenewDelegationTokenResponse {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    expiryTimestampMs: reader.int64('expiryTimestampMs'),
    throttleTimeMs: reader.int32('throttleTimeMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeRenewDelegationTokenResponse(
  writer: Writer,
  draft: Draft<RenewDelegationTokenResponse>,
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

export const renewDelegationTokenResponse: MessageCodec<RenewDelegationTokenResponse> = defineCodec({
  name: 'RenewDelegationTokenResponse',
  apiKey: 39,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readRenewDelegationTokenResponse,
  write: writeRenewDelegationTokenResponse,
});
