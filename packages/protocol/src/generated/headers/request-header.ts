// Generated from schema/headers/request-header.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../codec/define-codec.ts';
import type { MessageCodec } from '../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../codec/values.ts';
import type { Writer } from '../../codec/writer.ts';

export interface RequestHeader {
  readonly requestApiKey: number;
  readonly requestApiVersion: number;
  readonly correlationId: number;
  readonly clientId: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRequestHeader(reader: Reader, version: number): RequestHeader {
  const flexible = version >= 2;
  return {
    requestApiKey: reader.int16('requestApiKey'),
    requestApiVersion: reader.int16('requestApiVersion'),
    correlationId: reader.int32('correlationId'),
    clientId: reader.nullableString('clientId', false),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeRequestHeader(writer: Writer, draft: Draft<RequestHeader>, version: number): void {
  const flexible = version >= 2;
  const {
    requestApiKey = 0,
    requestApiVersion = 0,
    correlationId = 0,
    clientId = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(requestApiKey, 'requestApiKey');
  writer.int16(requestApiVersion, 'requestApiVersion');
  writer.int32(correlationId, 'correlationId');
  writer.nullableString(clientId, 'clientId', false);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const requestHeader: MessageCodec<RequestHeader> = defineCodec({
  name: 'RequestHeader',
  apiKey: -1,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readRequestHeader,
  write: writeRequestHeader,
});
