// Generated from schema/64-unregister-broker.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface UnregisterBrokerRequest {
  readonly brokerId: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readUnregisterBrokerRequest(reader: Reader, _version: number): UnregisterBrokerRequest {
  return {
    brokerId: reader.int32('brokerId'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUnregisterBrokerRequest(
  writer: Writer,
  draft: Draft<UnregisterBrokerRequest>,
  _version: number,
): void {
  const { brokerId = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.unknownTags(unknownTaggedFields, true);
}

export const unregisterBrokerRequest: MessageCodec<UnregisterBrokerRequest> = defineCodec({
  name: 'UnregisterBrokerRequest',
  apiKey: 64,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readUnregisterBrokerRequest,
  write: writeUnregisterBrokerRequest,
});

export interface UnregisterBrokerResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readUnregisterBrokerResponse(reader: Reader, _version: number): UnregisterBrokerResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUnregisterBrokerResponse(
  writer: Writer,
  draft: Draft<UnregisterBrokerResponse>,
  _version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const unregisterBrokerResponse: MessageCodec<UnregisterBrokerResponse> = defineCodec({
  name: 'UnregisterBrokerResponse',
  apiKey: 64,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readUnregisterBrokerResponse,
  write: writeUnregisterBrokerResponse,
});
