// Generated from schema/headers/response-header.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../codec/define-codec.ts';
import type { MessageCodec } from '../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../codec/values.ts';
import type { Writer } from '../../codec/writer.ts';

export interface ResponseHeader {
  readonly correlationId: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readResponseHeader(reader: Reader, version: number): ResponseHeader {
  const flexible = version >= 1;
  return {
    correlationId: reader.int32('correlationId'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeResponseHeader(writer: Writer, draft: Draft<ResponseHeader>, version: number): void {
  const flexible = version >= 1;
  const { correlationId = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(correlationId, 'correlationId');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const responseHeader: MessageCodec<ResponseHeader> = defineCodec({
  name: 'ResponseHeader',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readResponseHeader,
  write: writeResponseHeader,
});
