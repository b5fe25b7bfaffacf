// Generated from schema/41-describe-delegation-token.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
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

function readDescribeDelegationTokenRequest(
  reader: Reader,
  version: number,
): DescribeDelegationTokenRequest {
  const flexible = version >= 2;
  return {
    owners: reader.nullableItems(
      'owners',
      reader.nullableArrayCount('owners', flexible, flexible ? 3 : 4),
      version,
      readDescribeDelegationTokenRequestDescribeDelegationTokenOwner,
    ),
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
  else {
    writer.arrayCount(owners, 'owners', flexible);
    writer.items(
      owners,
      'owners',
      version,
      writeDescribeDelegationTokenRequestDescribeDelegationTokenOwner,
    );
  }
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

function readDescribeDelegationTokenResponseDescribedDelegationToken(
  reader: Reader,
  version: number,
): DescribeDelegationTokenResponseDescribedDelegationToken {
  const flexible = version >= 2;
  return {
    principalType: reader.string('principalType', flexible),
    principalName: reader.string('principalName', flexible),
    tokenRequesterPrincipalType: version >= 3
      ? reader.string('tokenRequesterPrincipalType', flexible)
      : '',
    tokenRequesterPrincipalName: version >= 3
      ? reader.string('tokenRequesterPrincipalName', flexible)
      : '',
    issueTimestamp: reader.int64('issueTimestamp'),
    expiryTimestamp: reader.int64('expiryTimestamp'),
    maxTimestamp: reader.int64('maxTimestamp'),
    tokenId: reader.string('tokenId', flexible),
    hmac: reader.byteView('hmac', flexible),
    renewers: reader.items(
      'renewers',
      reader.arrayCount('renewers', flexible, flexible ? 3 : 4),
      version,
      readDescribeDelegationTokenResponseDescribedDelegationTokenRenewer,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
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
  writer.arrayCount(renewers, 'renewers', flexible);
  writer.items(
    renewers,
    'renewers',
    version,
    writeDescribeDelegationTokenResponseDescribedDelegationTokenRenewer,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeDelegationTokenResponse(
  reader: Reader,
  version: number,
): DescribeDelegationTokenResponse {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    tokens: reader.items(
      'tokens',
      reader.arrayCount('tokens', flexible, flexible ? 30 : 38),
      version,
      readDescribeDelegationTokenResponseDescribedDelegationToken,
    ),
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
  writer.arrayCount(tokens, 'tokens', flexible);
  writer.items(
    tokens,
    'tokens',
    version,
    writeDescribeDelegationTokenResponseDescribedDelegationToken,
  );
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
