// Generated from schema/38-create-delegation-token.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface CreateDelegationTokenRequest {
  readonly ownerPrincipalType: string | null; // v3+
  readonly ownerPrincipalName: string | null; // v3+
  readonly renewers: readonly CreateDelegationTokenRequestCreatableRenewers[];
  readonly maxLifetimeMs: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreateDelegationTokenRequestCreatableRenewers {
  readonly principalType: string;
  readonly principalName: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readCreateDelegationTokenRequestCreatableRenewers(
  reader: Reader,
  version: number,
): CreateDelegationTokenRequestCreatableRenewers {
  const flexible = version >= 2;
  return {
    principalType: reader.string('principalType', flexible),
    principalName: reader.string('principalName', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateDelegationTokenRequestCreatableRenewers(
  writer: Writer,
  draft: Draft<CreateDelegationTokenRequestCreatableRenewers>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    principalType = '',
    principalName = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(principalType, 'principalType', flexible);
  writer.string(principalName, 'principalName', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readCreateDelegationTokenRequest(
  reader: Reader,
  version: number,
): CreateDelegationTokenRequest {
  const flexible = version >= 2;
  return {
    ownerPrincipalType: version >= 3 ? reader.nullableString('ownerPrincipalType', flexible) : '',
    ownerPrincipalName: version >= 3 ? reader.nullableString('ownerPrincipalName', flexible) : '',
    renewers: reader.items(
      'renewers',
      reader.arrayCount('renewers', flexible, flexible ? 3 : 4),
      version,
      readCreateDelegationTokenRequestCreatableRenewers,
    ),
    maxLifetimeMs: reader.int64('maxLifetimeMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateDelegationTokenRequest(
  writer: Writer,
  draft: Draft<CreateDelegationTokenRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    ownerPrincipalType = '',
    ownerPrincipalName = '',
    renewers = [],
    maxLifetimeMs = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 3) {
    writer.nullableString(ownerPrincipalType, 'ownerPrincipalType', flexible);
  } else if (ownerPrincipalType !== '') throw notInVersion('ownerPrincipalType');
  if (version >= 3) {
    writer.nullableString(ownerPrincipalName, 'ownerPrincipalName', flexible);
  } else if (ownerPrincipalName !== '') throw notInVersion('ownerPrincipalName');
  writer.arrayCount(renewers, 'renewers', flexible);
  writer.items(renewers, 'renewers', version, writeCreateDelegationTokenRequestCreatableRenewers);
  writer.int64(maxLifetimeMs, 'maxLifetimeMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const createDelegationTokenRequest: MessageCodec<CreateDelegationTokenRequest> = defineCodec({
  name: 'CreateDelegationTokenRequest',
  apiKey: 38,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readCreateDelegationTokenRequest,
  write: writeCreateDelegationTokenRequest,
});

export interface CreateDelegationTokenResponse {
  readonly errorCode: number;
  readonly principalType: string;
  readonly principalName: string;
  readonly tokenRequesterPrincipalType: string; // v3+
  readonly tokenRequesterPrincipalName: string; // v3+
  readonly issueTimestampMs: Int64;
  readonly expiryTimestampMs: Int64;
  readonly maxTimestampMs: Int64;
  readonly tokenId: string;
  readonly hmac: Uint8Array;
  readonly throttleTimeMs: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readCreateDelegationTokenResponse(
  reader: Reader,
  version: number,
): CreateDelegationTokenResponse {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    principalType: reader.string('principalType', flexible),
    principalName: reader.string('principalName', flexible),
    tokenRequesterPrincipalType: version >= 3
      ? reader.string('tokenRequesterPrincipalType', flexible)
      : '',
    tokenRequesterPrincipalName: version >= 3
      ? reader.string('tokenRequesterPrincipalName', flexible)
      : '',
    issueTimestampMs: reader.int64('issueTimestampMs'),
    expiryTimestampMs: reader.int64('expiryTimestampMs'),
    maxTimestampMs: reader.int64('maxTimestampMs'),
    tokenId: reader.string('tokenId', flexible),
    hmac: reader.byteView('hmac', flexible),
    throttleTimeMs: reader.int32('throttleTimeMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateDelegationTokenResponse(
  writer: Writer,
  draft: Draft<CreateDelegationTokenResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    errorCode = 0,
    principalType = '',
    principalName = '',
    tokenRequesterPrincipalType = '',
    tokenRequesterPrincipalName = '',
    issueTimestampMs = 0,
    expiryTimestampMs = 0,
    maxTimestampMs = 0,
    tokenId = '',
    hmac = noBytes,
    throttleTimeMs = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.string(principalType, 'principalType', flexible);
  writer.string(principalName, 'principalName', flexible);
  if (version >= 3) {
    writer.string(tokenRequesterPrincipalType, 'tokenRequesterPrincipalType', flexible);
  } else if (tokenRequesterPrincipalType !== '') throw notInVersion('tokenRequesterPrincipalType');
  if (version >= 3) {
    writer.string(tokenRequesterPrincipalName, 'tokenRequesterPrincipalName', flexible);
  } else if (tokenRequesterPrincipalName !== '') throw notInVersion('tokenRequesterPrincipalName');
  writer.int64(issueTimestampMs, 'issueTimestampMs');
  writer.int64(expiryTimestampMs, 'expiryTimestampMs');
  writer.int64(maxTimestampMs, 'maxTimestampMs');
  writer.string(tokenId, 'tokenId', flexible);
  writer.bytes(hmac, 'hmac', flexible);
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const createDelegationTokenResponse: MessageCodec<CreateDelegationTokenResponse> = defineCodec({
  name: 'CreateDelegationTokenResponse',
  apiKey: 38,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readCreateDelegationTokenResponse,
  write: writeCreateDelegationTokenResponse,
});
