// Generated from schema/50-describe-user-scram-credentials.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DescribeUserScramCredentialsRequest {
  readonly users: readonly DescribeUserScramCredentialsRequestUserName[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeUserScramCredentialsRequestUserName {
  readonly name: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeUserScramCredentialsRequestUserName(
  reader: Reader,
  _version: number,
): DescribeUserScramCredentialsRequestUserName {
  return {
    name: reader.string('name', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeUserScramCredentialsRequestUserName(
  writer: Writer,
  draft: Draft<DescribeUserScramCredentialsRequestUserName>,
  _version: number,
): void {
  const { name = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeUserScramCredentialsRequest(
  reader: Reader,
  version: number,
): DescribeUserScramCredentialsRequest {
  return {
    users: reader.nullableItems(
      'users',
      reader.nullableArrayCount('users', true, 2),
      version,
      readDescribeUserScramCredentialsRequestUserName,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeUserScramCredentialsRequest(
  writer: Writer,
  draft: Draft<DescribeUserScramCredentialsRequest>,
  version: number,
): void {
  const { users = [], unknownTaggedFields = noTaggedFields } = draft;
  if (users === null) writer.nullArray('users', true);
  else {
    writer.arrayCount(users, 'users', true);
    writer.items(users, 'users', version, writeDescribeUserScramCredentialsRequestUserName);
  }
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeUserScramCredentialsRequest: MessageCodec<DescribeUserScramCredentialsRequest> = defineCodec({
  name: 'DescribeUserScramCredentialsRequest',
  apiKey: 50,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDescribeUserScramCredentialsRequest,
  write: writeDescribeUserScramCredentialsRequest,
});

export interface DescribeUserScramCredentialsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly results: readonly DescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult {
  readonly user: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly credentialInfos: readonly DescribeUserScramCredentialsResponseCredentialInfo[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeUserScramCredentialsResponseCredentialInfo {
  readonly mechanism: number;
  readonly iterations: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeUserScramCredentialsResponseCredentialInfo(
  reader: Reader,
  _version: number,
): DescribeUserScramCredentialsResponseCredentialInfo {
  return {
    mechanism: reader.int8('mechanism'),
    iterations: reader.int32('iterations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeUserScramCredentialsResponseCredentialInfo(
  writer: Writer,
  draft: Draft<DescribeUserScramCredentialsResponseCredentialInfo>,
  _version: number,
): void {
  const { mechanism = 0, iterations = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int8(mechanism, 'mechanism');
  writer.int32(iterations, 'iterations');
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult(
  reader: Reader,
  version: number,
): DescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult {
  return {
    user: reader.string('user', true),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    credentialInfos: reader.items(
      'credentialInfos',
      reader.arrayCount('credentialInfos', true, 6),
      version,
      readDescribeUserScramCredentialsResponseCredentialInfo,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult(
  writer: Writer,
  draft: Draft<DescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult>,
  version: number,
): void {
  const {
    user = '',
    errorCode = 0,
    errorMessage = '',
    credentialInfos = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(user, 'user', true);
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.arrayCount(credentialInfos, 'credentialInfos', true);
  writer.items(
    credentialInfos,
    'credentialInfos',
    version,
    writeDescribeUserScramCredentialsResponseCredentialInfo,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeUserScramCredentialsResponse(
  reader: Reader,
  version: number,
): DescribeUserScramCredentialsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    results: reader.items(
      'results',
      reader.arrayCount('results', true, 6),
      version,
      readDescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeUserScramCredentialsResponse(
  writer: Writer,
  draft: Draft<DescribeUserScramCredentialsResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = '',
    results = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.arrayCount(results, 'results', true);
  writer.items(
    results,
    'results',
    version,
    writeDescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeUserScramCredentialsResponse: MessageCodec<DescribeUserScramCredentialsResponse> = defineCodec({
  name: 'DescribeUserScramCredentialsResponse',
  apiKey: 50,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDescribeUserScramCredentialsResponse,
  write: writeDescribeUserScramCredentialsResponse,
});
