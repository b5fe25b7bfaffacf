// Generated from schema/36-sasl-authenticate.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface SaslAuthenticateRequest {
  readonly authBytes: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readSaslAuthenticateRequest(reader: Reader, version: number): SaslAuthenticateRequest {
  const flexible = version >= 2;
  return {
    authBytes: reader.byteView('authBytes', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeSaslAuthenticateRequest(
  writer: Writer,
  draft: Draft<SaslAuthenticateRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const { authBytes = noBytes, unknownTaggedFields = noTaggedFields } = draft;
  writer.bytes(authBytes, 'authBytes', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const saslAuthenticateRequest: MessageCodec<SaslAuthenticateRequest> = defineCodec({
  name: 'SaslAuthenticateRequest',
  apiKey: 36,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readSaslAuthenticateRequest,
  write: writeSaslAuthenticateRequest,
});

export interface SaslAuthenticateResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly authBytes: Uint8Array;
  readonly sessionLifetimeMs: Int64; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readSaslAuthenticateResponse(reader: Reader, version: number): SaslAuthenticateResponse {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    authBytes: reader.byteView('authBytes', flexible),
    sessionLifetimeMs: version >= 1 ? reader.int64('sessionLifetimeMs') : 0,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeSaslAuthenticateResponse(
  writer: Writer,
  draft: Draft<SaslAuthenticateResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    errorCode = 0,
    errorMessage = '',
    authBytes = noBytes,
    sessionLifetimeMs = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.bytes(authBytes, 'authBytes', flexible);
  if (version >= 1) writer.int64(sessionLifetimeMs, 'sessionLifetimeMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const saslAuthenticateResponse: MessageCodec<SaslAuthenticateResponse> = defineCodec({
  name: 'SaslAuthenticateResponse',
  apiKey: 36,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readSaslAuthenticateResponse,
  write: writeSaslAuthenticateResponse,
});
