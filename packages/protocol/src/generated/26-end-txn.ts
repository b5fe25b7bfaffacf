// Generated from schema/26-end-txn.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface EndTxnRequest {
  readonly transactionalId: string;
  readonly producerId: Int64;
  readonly producerEpoch: number;
  readonly committed: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readEndTxnRequest(reader: Reader, version: number): EndTxnRequest {
  const flexible = version >= 3;
  return {
    transactionalId: reader.string('transactionalId', flexible),
    producerId: reader.int64('producerId'),
    producerEpoch: reader.int16('producerEpoch'),
    committed: reader.bool('committed'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeEndTxnRequest(writer: Writer, draft: Draft<EndTxnRequest>, version: number): void {
  const flexible = version >= 3;
  const {
    transactionalId = '',
    producerId = 0,
    producerEpoch = 0,
    committed = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(transactionalId, 'transactionalId', flexible);
  writer.int64(producerId, 'producerId');
  writer.int16(producerEpoch, 'producerEpoch');
  writer.bool(committed, 'committed');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const endTxnRequest: MessageCodec<EndTxnRequest> = defineCodec({
  name: 'EndTxnRequest',
  apiKey: 26,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  read: readEndTxnRequest,
  write: writeEndTxnRequest,
});

export interface EndTxnResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly producerId: Int64; // v5+
  readonly producerEpoch: number; // v5+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readEndTxnResponse(reader: Reader, version: number): EndTxnResponse {
  const flexible = version >= 3;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    producerId: version >= 5 ? reader.int64('producerId') : -1,
    producerEpoch: version >= 5 ? reader.int16('producerEpoch') : -1,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeEndTxnResponse(writer: Writer, draft: Draft<EndTxnResponse>, version: number): void {
  const flexible = version >= 3;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    producerId = -1,
    producerEpoch = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  if (version >= 5) writer.int64(producerId, 'producerId');
  if (version >= 5) writer.int16(producerEpoch, 'producerEpoch');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const endTxnResponse: MessageCodec<EndTxnResponse> = defineCodec({
  name: 'EndTxnResponse',
  apiKey: 26,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  read: readEndTxnResponse,
  write: writeEndTxnResponse,
});
