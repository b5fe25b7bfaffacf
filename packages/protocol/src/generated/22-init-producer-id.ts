// Generated from schema/22-init-producer-id.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface InitProducerIdRequest {
  readonly transactionalId: string | null;
  readonly transactionTimeoutMs: number;
  readonly producerId: Int64; // v3+
  readonly producerEpoch: number; // v3+
  readonly enable2Pc: boolean; // v6+
  readonly keepPreparedTxn: boolean; // v6+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readInitProducerIdRequest(reader: Reader, version: number): InitProducerIdRequest {
  const flexible = version >= 2;
  return {
    transactionalId: reader.nullableString('transactionalId', flexible),
    transactionTimeoutMs: reader.int32('transactionTimeoutMs'),
    producerId: version >= 3 ? reader.int64('producerId') : -1,
    producerEpoch: version >= 3 ? reader.int16('producerEpoch') : -1,
    enable2Pc: version >= 6 ? reader.bool('enable2Pc') : false,
    keepPreparedTxn: version >= 6 ? reader.bool('keepPreparedTxn') : false,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeInitProducerIdRequest(
  writer: Writer,
  draft: Draft<InitProducerIdRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    transactionalId = '',
    transactionTimeoutMs = 0,
    producerId = -1,
    producerEpoch = -1,
    enable2Pc = false,
    keepPreparedTxn = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(transactionalId, 'transactionalId', flexible);
  writer.int32(transactionTimeoutMs, 'transactionTimeoutMs');
  if (version >= 3) {
    writer.int64(producerId, 'producerId');
  } else if (producerId !== -1 && producerId !== -1n) throw notInVersion('producerId');
  if (version >= 3) {
    writer.int16(producerEpoch, 'producerEpoch');
  } else if (producerEpoch !== -1) throw notInVersion('producerEpoch');
  if (version >= 6) {
    writer.bool(enable2Pc, 'enable2Pc');
  } else if (enable2Pc) throw notInVersion('enable2Pc');
  if (version >= 6) {
    writer.bool(keepPreparedTxn, 'keepPreparedTxn');
  } else if (keepPreparedTxn) throw notInVersion('keepPreparedTxn');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const initProducerIdRequest: MessageCodec<InitProducerIdRequest> = defineCodec({
  name: 'InitProducerIdRequest',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 2,
  read: readInitProducerIdRequest,
  write: writeInitProducerIdRequest,
});

export interface InitProducerIdResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly producerId: Int64;
  readonly producerEpoch: number;
  readonly ongoingTxnProducerId: Int64; // v6+
  readonly ongoingTxnProducerEpoch: number; // v6+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readInitProducerIdResponse(reader: Reader, version: number): InitProducerIdResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    producerId: reader.int64('producerId'),
    producerEpoch: reader.int16('producerEpoch'),
    ongoingTxnProducerId: version >= 6 ? reader.int64('ongoingTxnProducerId') : -1,
    ongoingTxnProducerEpoch: version >= 6 ? reader.int16('ongoingTxnProducerEpoch') : -1,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeInitProducerIdResponse(
  writer: Writer,
  draft: Draft<InitProducerIdResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    producerId = -1,
    producerEpoch = 0,
    ongoingTxnProducerId = -1,
    ongoingTxnProducerEpoch = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.int64(producerId, 'producerId');
  writer.int16(producerEpoch, 'producerEpoch');
  if (version >= 6) {
    writer.int64(ongoingTxnProducerId, 'ongoingTxnProducerId');
  } else if (ongoingTxnProducerId !== -1 && ongoingTxnProducerId !== -1n) throw notInVersion('ongoingTxnProducerId');
  if (version >= 6) {
    writer.int16(ongoingTxnProducerEpoch, 'ongoingTxnProducerEpoch');
  } else if (ongoingTxnProducerEpoch !== -1) throw notInVersion('ongoingTxnProducerEpoch');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const initProducerIdResponse: MessageCodec<InitProducerIdResponse> = defineCodec({
  name: 'InitProducerIdResponse',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 2,
  read: readInitProducerIdResponse,
  write: writeInitProducerIdResponse,
});
