// Generated from schema/17-sasl-handshake.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import type { Reader } from '../codec/reader.ts';
import type { Draft } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface SaslHandshakeRequest {
  readonly mechanism: string;
}

function readSaslHandshakeRequest(reader: Reader, _version: number): SaslHandshakeRequest {
  return {
    mechanism: reader.string('mechanism', false),
  };
}

function writeSaslHandshakeRequest(
  writer: Writer,
  draft: Draft<SaslHandshakeRequest>,
  _version: number,
): void {
  const { mechanism = '' } = draft;
  writer.string(mechanism, 'mechanism', false);
}

export const saslHandshakeRequest: MessageCodec<SaslHandshakeRequest> = defineCodec({
  name: 'SaslHandshakeRequest',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: Infinity,
  read: readSaslHandshakeRequest,
  write: writeSaslHandshakeRequest,
});

export interface SaslHandshakeResponse {
  readonly errorCode: number;
  readonly mechanisms: readonly string[];
}

function readSaslHandshakeResponse(reader: Reader, _version: number): SaslHandshakeResponse {
  return {
    errorCode: reader.int16('errorCode'),
    mechanisms: reader.stringArray('mechanisms', reader.arrayCount('mechanisms', false, 2), false),
  };
}

function writeSaslHandshakeResponse(
  writer: Writer,
  draft: Draft<SaslHandshakeResponse>,
  _version: number,
): void {
  const { errorCode = 0, mechanisms = [] } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.stringArray(mechanisms, 'mechanisms', false);
}

export const saslHandshakeResponse: MessageCodec<SaslHandshakeResponse> = defineCodec({
  name: 'SaslHandshakeResponse',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: Infinity,
  read: readSaslHandshakeResponse,
  write: writeSaslHandshakeResponse,
});
