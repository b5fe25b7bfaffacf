// Generated from schema/67-allocate-producer-ids.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface AllocateProducerIdsRequest {
  readonly brokerId: number;
  readonly brokerEpoch: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAllocateProducerIdsRequest(
  reader: Reader,
  _version: number,
): AllocateProducerIdsRequest {
  return {
    brokerId: reader.int32('brokerId'),
    brokerEpoch: reader.int64('brokerEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAllocateProducerIdsRequest(
  writer: Writer,
  draft: Draft<AllocateProducerIdsRequest>,
  _version: number,
): void {
  const { brokerId = 0, brokerEpoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.int64(brokerEpoch, 'brokerEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

export const allocateProducerIdsRequest: MessageCodec<AllocateProducerIdsRequest> = defineCodec({
  name: 'AllocateProducerIdsRequest',
  apiKey: 67,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAllocateProducerIdsRequest,
  write: writeAllocateProducerIdsRequest,
});

export interface AllocateProducerIdsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly producerIdStart: Int64;
  readonly producerIdLen: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAllocateProducerIdsResponse(
  reader: Reader,
  _version: number,
): AllocateProducerIdsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    producerIdStart: reader.int64('producerIdStart'),
    producerIdLen: reader.int32('producerIdLen'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAllocateProducerIdsResponse(
  writer: Writer,
  draft: Draft<AllocateProducerIdsResponse>,
  _version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    producerIdStart = 0,
    producerIdLen = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.int64(producerIdStart, 'producerIdStart');
  writer.int32(producerIdLen, 'producerIdLen');
  writer.unknownTags(unknownTaggedFields, true);
}

export const allocateProducerIdsResponse: MessageCodec<AllocateProducerIdsResponse> = defineCodec({
  name: 'AllocateProducerIdsResponse',
  apiKey: 67,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAllocateProducerIdsResponse,
  write: writeAllocateProducerIdsResponse,
});
