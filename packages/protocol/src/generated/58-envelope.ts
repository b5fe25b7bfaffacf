// Generated from schema/58-envelope.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface EnvelopeRequest {
  readonly requestData: Uint8Array;
  readonly requestPrincipal: Uint8Array | null;
  readonly clientHostAddress: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readEnvelopeRequest(reader: Reader, _version: number): EnvelopeRequest {
  return {
    requestData: reader.byteView('requestData', true),
    requestPrincipal: reader.nullableByteView('requestPrincipal', true),
    clientHostAddress: reader.byteView('clientHostAddress', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeEnvelopeRequest(
  writer: Writer,
  draft: Draft<EnvelopeRequest>,
  _version: number,
): void {
  const {
    requestData = noBytes,
    requestPrincipal = noBytes,
    clientHostAddress = noBytes,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.bytes(requestData, 'requestData', true);
  writer.nullableBytes(requestPrincipal, 'requestPrincipal', true);
  writer.bytes(clientHostAddress, 'clientHostAddress', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const envelopeRequest: MessageCodec<EnvelopeRequest> = defineCodec({
  name: 'EnvelopeRequest',
  apiKey: 58,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readEnvelopeRequest,
  write: writeEnvelopeRequest,
});

export interface EnvelopeResponse {
  readonly responseData: Uint8Array | null;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readEnvelopeResponse(reader: Reader, _version: number): EnvelopeResponse {
  return {
    responseData: reader.nullableByteView('responseData', true),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeEnvelopeResponse(
  writer: Writer,
  draft: Draft<EnvelopeResponse>,
  _version: number,
): void {
  const {
    responseData = null,
    errorCode = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableBytes(responseData, 'responseData', true);
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, true);
}

export const envelopeResponse: MessageCodec<EnvelopeResponse> = defineCodec({
  name: 'EnvelopeResponse',
  apiKey: 58,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readEnvelopeResponse,
  write: writeEnvelopeResponse,
});
