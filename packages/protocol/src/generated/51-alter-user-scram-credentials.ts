// Generated from schema/51-alter-user-scram-credentials.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface AlterUserScramCredentialsRequest {
  readonly deletions: readonly AlterUserScramCredentialsRequestScramCredentialDeletion[];
  readonly upsertions: readonly AlterUserScramCredentialsRequestScramCredentialUpsertion[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterUserScramCredentialsRequestScramCredentialUpsertion {
  readonly name: string;
  readonly mechanism: number;
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly saltedPassword: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterUserScramCredentialsRequestScramCredentialDeletion {
  readonly name: string;
  readonly mechanism: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterUserScramCredentialsRequestScramCredentialDeletion(
  reader: Reader,
  _version: number,
): AlterUserScramCredentialsRequestScramCredentialDeletion {
  return {
    name: reader.string('name', true),
    mechanism: reader.int8('mechanism'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterUserScramCredentialsRequestScramCredentialDeletion(
  writer: Writer,
  draft: Draft<AlterUserScramCredentialsRequestScramCredentialDeletion>,
  _version: number,
): void {
  const { name = '', mechanism = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.int8(mechanism, 'mechanism');
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterUserScramCredentialsRequestScramCredentialUpsertion(
  reader: Reader,
  _version: number,
): AlterUserScramCredentialsRequestScramCredentialUpsertion {
  return {
    name: reader.string('name', true),
    mechanism: reader.int8('mechanism'),
    iterations: reader.int32('iterations'),
    salt: reader.byteView('salt', true),
    saltedPassword: reader.byteView('saltedPassword', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterUserScramCredentialsRequestScramCredentialUpsertion(
  writer: Writer,
  draft: Draft<AlterUserScramCredentialsRequestScramCredentialUpsertion>,
  _version: number,
): void {
  const {
    name = '',
    mechanism = 0,
    iterations = 0,
    salt = noBytes,
    saltedPassword = noBytes,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.int8(mechanism, 'mechanism');
  writer.int32(iterations, 'iterations');
  writer.bytes(salt, 'salt', true);
  writer.bytes(saltedPassword, 'saltedPassword', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterUserScramCredentialsRequest(
  reader: Reader,
  version: number,
): AlterUserScramCredentialsRequest {
  return {
    deletions: reader.items(
      'deletions',
      reader.arrayCount('deletions', true, 3),
      version,
      readAlterUserScramCredentialsRequestScramCredentialDeletion,
    ),
    upsertions: reader.items(
      'upsertions',
      reader.arrayCount('upsertions', true, 9),
      version,
      readAlterUserScramCredentialsRequestScramCredentialUpsertion,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterUserScramCredentialsRequest(
  writer: Writer,
  draft: Draft<AlterUserScramCredentialsRequest>,
  version: number,
): void {
  const { deletions = [], upsertions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(deletions, 'deletions', true);
  writer.items(
    deletions,
    'deletions',
    version,
    writeAlterUserScramCredentialsRequestScramCredentialDeletion,
  );
  writer.arrayCount(upsertions, 'upsertions', true);
  writer.items(
    upsertions,
    'upsertions',
    version,
    writeAlterUserScramCredentialsRequestScramCredentialUpsertion,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterUserScramCredentialsRequest: MessageCodec<AlterUserScramCredentialsRequest> = defineCodec({
  name: 'AlterUserScramCredentialsRequest',
  apiKey: 51,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAlterUserScramCredentialsRequest,
  write: writeAlterUserScramCredentialsRequest,
});

export interface AlterUserScramCredentialsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly AlterUserScramCredentialsResponseAlterUserScramCredentialsResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterUserScramCredentialsResponseAlterUserScramCredentialsResult {
  readonly user: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterUserScramCredentialsResponseAlterUserScramCredentialsResult(
  reader: Reader,
  _version: number,
): AlterUserScramCredentialsResponseAlterUserScramCredentialsResult {
  return {
    user: reader.string('user', true),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterUserScramCredentialsResponseAlterUserScramCredentialsResult(
  writer: Writer,
  draft: Draft<AlterUserScramCredentialsResponseAlterUserScramCredentialsResult>,
  _version: number,
): void {
  const {
    user = '',
    errorCode = 0,
    errorMessage = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(user, 'user', true);
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterUserScramCredentialsResponse(
  reader: Reader,
  version: number,
): AlterUserScramCredentialsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    results: reader.items(
      'results',
      reader.arrayCount('results', true, 5),
      version,
      readAlterUserScramCredentialsResponseAlterUserScramCredentialsResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterUserScramCredentialsResponse(
  writer: Writer,
  draft: Draft<AlterUserScramCredentialsResponse>,
  version: number,
): void {
  const { throttleTimeMs = 0, results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(results, 'results', true);
  writer.items(
    results,
    'results',
    version,
    writeAlterUserScramCredentialsResponseAlterUserScramCredentialsResult,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterUserScramCredentialsResponse: MessageCodec<AlterUserScramCredentialsResponse> = defineCodec({
  name: 'AlterUserScramCredentialsResponse',
  apiKey: 51,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAlterUserScramCredentialsResponse,
  write: writeAlterUserScramCredentialsResponse,
});
