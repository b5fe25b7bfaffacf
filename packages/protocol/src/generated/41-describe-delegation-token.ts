// Generated from schema/41-describe-delegation-token.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface DescribeDelegationTokenRequest {
  readonly owners: readonly DescribeDelegationTokenRequestDescribeDelegationTokenOwner[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeDelegationTokenRequestDescribeDelegationTokenOwner {
  readonly principalType: string;
  readonly principalName: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeDelegationTokenRequestDescribeDelegationTokenOwner(
  reader: Reader,
  version: number,
): DescribeDelegationTokenRequestDescribeDelegationTokenOwner {
  const flexible = version >= 2;
  return {
    principalType: reader.string('principalType', flexible),
    principalName: reader.string('principalName', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDescribeDelegationTokenRequestDescribeDelegationTokenOwnerArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeDelegationTokenRequestDescribeDelegationTokenOwner[] {
  const items: DescribeDelegationTokenRequestDescribeDelegationTokenOwner[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeDelegationTokenRequestDescribeDelegationTokenOwner(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableDescribeDelegationTokenRequestDescribeDelegationTokenOwnerArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeDelegationTokenRequestDescribeDelegationTokenOwner[] | null {
  return count < 0 ? null : readDescribeDelegationTokenRequestDescribeDelegationTokenOwnerArray(reader, version, field, count);
}

function writeDescribeDelegationTokenRequestDescribeDelegationTokenOwner(
  writer: Writer,
  draft: Draft<DescribeDelegationTokenRequestDescribeDelegationTokenOwner>,
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

function writeDescribeDelegationTokenRequestDescribeDelegationTokenOwnerArray(
  writer: Writer,
  items: readonly Draft<DescribeDelegationTokenRequestDescribeDelegationTokenOwner>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeDelegationTokenRequestDescribeDelegationTokenOwner(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeDelegationTokenRequest(
  reader: Reader,
  version: number,
): DescribeDelegationTokenRequest {
  const flexible = version >= 2;
  return {
    owners: readNullableDescribeDelegationTokenRequestDescribeDelegationTokenOwnerArray(reader, version, 'owners', reader.nullableArrayCount('owners', flexible, flexible ? 3 : 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeDelegationTokenRequest(
  writer: Writer,
  draft: Draft<DescribeDelegationTokenRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const { owners = [], unknownTaggedFields = noTaggedFields } = draft;
  if (owners === null) writer.nullArray('owners', flexible);
  else writeDescribeDelegationTokenRequestDescribeDelegationTokenOwnerArray(writer, owners, version, 'owners');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeDelegationTokenRequest: MessageCodec<DescribeDelegationTokenRequest> = defineCodec({
  name: 'DescribeDelegationTokenRequest',
  apiKey: 41,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readDescribeDelegationTokenRequest,
  write: writeDescribeDelegationTokenRequest,
});

export interface DescribeDelegationTokenResponse {
  readonly errorCode: number;
  readonly tokens: readonly DescribeDelegationTokenResponseDescribedDelegationToken[];
  readonly throttleTimeMs: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeDelegationTokenResponseDescribedDelegationToken {
  readonly principalType: string;
  readonly principalName: string;
  readonly tokenRequesterPrincipalType: string; // v3+
  readonly tokenRequesterPrincipalName: string; // v3+
  readonly issueTimestamp: Int64;
  readonly expiryTimestamp: Int64;
  readonly maxTimestamp: Int64;
  readonly tokenId: string;
  readonly hmac: Uint8Array;
  readonly renewers: readonly DescribeDelegationTokenResponseDescribedDelegationTokenRenewer[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeDelegationTokenResponseDescribedDelegationTokenRenewer {
  readonly principalType: string;
  readonly principalName: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeDelegationTokenResponseDescribedDelegationTokenRenewer(
  reader: Reader,
  version: number,
): DescribeDelegationTokenResponseDescribedDelegationTokenRenewer {
  const flexible = version >= 2;
  return {
    principalType: reader.string('principalType', flexible),
    principalName: reader.string('principalName', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDescribeDelegationTokenResponseDescribedDelegationTokenRenewerArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeDelegationTokenResponseDescribedDelegationTokenRenewer[] {
  const items: DescribeDelegationTokenResponseDescribedDelegationTokenRenewer[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeDelegationTokenResponseDescribedDelegationTokenRenewer(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeDelegationTokenResponseDescribedDelegationTokenRenewer(
  writer: Writer,
  draft: Draft<DescribeDelegationTokenResponseDescribedDelegationTokenRenewer>,
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

function writeDescribeDelegationTokenResponseDescribedDelegationTokenRenewerArray(
  writer: Writer,
  items: readonly Draft<DescribeDelegationTokenResponseDescribedDelegationTokenRenewer>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeDelegationTokenResponseDescribedDelegationTokenRenewer(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeDelegationTokenResponseDescribedDelegationToken(
  reader: Reader,
  version: number,
): DescribeDelegationTokenResponseDescribedDelegationToken {
  const flexible = version >= 2;
  return {
    principalType: reader.string('principalType', flexible),
    principalName: reader.string('principalName', flexible),
    tokenRequesterPrincipalType: version >= 3 ? reader.string('tokenRequesterPrincipalType', flexible) : '',
    tokenRequesterPrincipalName: version >= 3 ? reader.string('tokenRequesterPrincipalName', flexible) : '',
    issueTimestamp: reader.int64('issueTimestamp'),
    expiryTimestamp: reader.int64('expiryTimestamp'),
    maxTimestamp: reader.int64('maxTimestamp'),
    tokenId: reader.string('tokenId', flexible),
    hmac: reader.byteView('hmac', flexible),
    renewers: readDescribeDelegationTokenResponseDescribedDelegationTokenRenewerArray(reader, version, 'renewers', reader.arrayCount('renewers', flexible, flexible ? 3 : 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDescribeDelegationTokenResponseDescribedDelegationTokenArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeDelegationTokenResponseDescribedDelegationToken[] {
  const items: DescribeDelegationTokenResponseDescribedDelegationToken[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeDelegationTokenResponseDescribedDelegationToken(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeDelegationTokenResponseDescribedDelegationToken(
  writer: Writer,
  draft: Draft<DescribeDelegationTokenResponseDescribedDelegationToken>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    principalType = '',
    principalName = '',
    tokenRequesterPrincipalType = '',
    tokenRequesterPrincipalName = '',
    issueTimestamp = 0,
    expiryTimestamp = 0,
    maxTimestamp = 0,
    tokenId = '',
    hmac = noBytes,
    renewers = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(principalType, 'principalType', flexible);
  writer.string(principalName, 'principalName', flexible);
  if (version >= 3) {
    writer.string(tokenRequesterPrincipalType, 'tokenRequesterPrincipalType', flexible);
  } else if (tokenRequesterPrincipalType !== '') throw notInVersion('tokenRequesterPrincipalType');
  if (version >= 3) {
    writer.string(tokenRequesterPrincipalName, 'tokenRequesterPrincipalName', flexible);
  } else if (tokenRequesterPrincipalName !== '') throw notInVersion('tokenRequesterPrincipalName');
  writer.int64(issueTimestamp, 'issueTimestamp');
  writer.int64(expiryTimestamp, 'expiryTimestamp');
  writer.int64(maxTimestamp, 'maxTimestamp');
  writer.string(tokenId, 'tokenId', flexible);
  writer.bytes(hmac, 'hmac', flexible);
  writeDescribeDelegationTokenResponseDescribedDelegationTokenRenewerArray(writer, renewers, version, 'renewers');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDescribeDelegationTokenResponseDescribedDelegationTokenArray(
  writer: Writer,
  items: readonly Draft<DescribeDelegationTokenResponseDescribedDelegationToken>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeDelegationTokenResponseDescribedDelegationToken(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeDelegationTokenResponse(
  reader: Reader,
  version: number,
): DescribeDelegationTokenResponse {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    tokens: readDescribeDelegationTokenResponseDescribedDelegationTokenArray(reader, version, 'tokens', reader.arrayCount('tokens', flexible, flexible ? 30 : 38)),
    throttleTimeMs: reader.int32('throttleTimeMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeDelegationTokenResponse(
  writer: Writer,
  draft: Draft<DescribeDelegationTokenResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    errorCode = 0,
    tokens = [],
    throttleTimeMs = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writeDescribeDelegationTokenResponseDescribedDelegationTokenArray(writer, tokens, version, 'tokens');
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeDelegationTokenResponse: MessageCodec<DescribeDelegationTokenResponse> = defineCodec({
  name: 'DescribeDelegationTokenResponse',
  apiKey: 41,
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readDescribeDelegationTokenResponse,
  write: writeDescribeDelegationTokenResponse,
});
