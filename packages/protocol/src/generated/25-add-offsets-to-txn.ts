// Generated from schema/25-add-offsets-to-txn.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface AddOffsetsToTxnRequest {
  readonly transactionalId: string;
  readonly producerId: Int64;
  readonly producerEpoch: number;
  readonly groupId: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAddOffsetsToTxnRequest(reader: Reader, version: number): AddOffsetsToTxnRequest {
  const flexible = version >= 3;
  return {
    transactionalId: reader.string('transactionalId', flexible),
    producerId: reader.int64('producerId'),
    producerEpoch: reader.int16('producerEpoch'),
    groupId: reader.string('groupId', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAddOffsetsToTxnRequest(
  writer: Writer,
  draft: Draft<AddOffsetsToTxnRequest>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    transactionalId = '',
    producerId = 0,
    producerEpoch = 0,
    groupId = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(transactionalId, 'transactionalId', flexible);
  writer.int64(producerId, 'producerId');
  writer.int16(producerEpoch, 'producerEpoch');
  writer.string(groupId, 'groupId', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const addOffsetsToTxnRequest: MessageCodec<AddOffsetsToTxnRequest> = defineCodec({
  name: 'AddOffsetsToTxnRequest',
  apiKey: 25,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 3,
  read: readAddOffsetsToTxnRequest,
  write: writeAddOffsetsToTxnRequest,
});

export interface AddOffsetsToTxnResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAddOffsetsToTxnResponse(reader: Reader, version: number): AddOffsetsToTxnResponse {
  const flexible = version >= 3;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAddOffsetsToTxnResponse(
  writer: Writer,
  draft: Draft<AddOffsetsToTxnResponse>,
  version: number,
): void {
  const flexible = version >= 3;
  const { throttleTimeMs = 0, errorCode = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const addOffsetsToTxnResponse: MessageCodec<AddOffsetsToTxnResponse> = defineCodec({
  name: 'AddOffsetsToTxnResponse',
  apiKey: 25,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 3,
  read: readAddOffsetsToTxnResponse,
  write: writeAddOffsetsToTxnResponse,
});
