// Generated from schema/27-write-txn-markers.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface WriteTxnMarkersRequest {
  readonly markers: readonly WriteTxnMarkersRequestWritableTxnMarker[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteTxnMarkersRequestWritableTxnMarker {
  readonly producerId: Int64;
  readonly producerEpoch: number;
  readonly transactionResult: boolean;
  readonly topics: readonly WriteTxnMarkersRequestWritableTxnMarkerTopic[];
  readonly coordinatorEpoch: number;
  readonly transactionVersion: number; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteTxnMarkersRequestWritableTxnMarkerTopic {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readWriteTxnMarkersRequestWritableTxnMarkerTopic(
  reader: Reader,
  _version: number,
): WriteTxnMarkersRequestWritableTxnMarkerTopic {
  return {
    name: reader.string('name', true),
    partitionIndexes: reader.int32Array(
      'partitionIndexes',
      reader.arrayCount('partitionIndexes', true, 4),
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteTxnMarkersRequestWritableTxnMarkerTopic(
  writer: Writer,
  draft: Draft<WriteTxnMarkersRequestWritableTxnMarkerTopic>,
  _version: number,
): void {
  const { name = '', partitionIndexes = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.int32Array(partitionIndexes, 'partitionIndexes', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readWriteTxnMarkersRequestWritableTxnMarker(
  reader: Reader,
  version: number,
): WriteTxnMarkersRequestWritableTxnMarker {
  return {
    producerId: reader.int64('producerId'),
    producerEpoch: reader.int16('producerEpoch'),
    transactionResult: reader.bool('transactionResult'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readWriteTxnMarkersRequestWritableTxnMarkerTopic,
    ),
    coordinatorEpoch: reader.int32('coordinatorEpoch'),
    transactionVersion: version >= 2 ? reader.int8('transactionVersion') : 0,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteTxnMarkersRequestWritableTxnMarker(
  writer: Writer,
  draft: Draft<WriteTxnMarkersRequestWritableTxnMarker>,
  version: number,
): void {
  const {
    producerId = 0,
    producerEpoch = 0,
    transactionResult = false,
    topics = [],
    coordinatorEpoch = 0,
    transactionVersion = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int64(producerId, 'producerId');
  writer.int16(producerEpoch, 'producerEpoch');
  writer.bool(transactionResult, 'transactionResult');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeWriteTxnMarkersRequestWritableTxnMarkerTopic);
  writer.int32(coordinatorEpoch, 'coordinatorEpoch');
  if (version >= 2) writer.int8(transactionVersion, 'transactionVersion');
  writer.unknownTags(unknownTaggedFields, true);
}

function readWriteTxnMarkersRequest(reader: Reader, version: number): WriteTxnMarkersRequest {
  return {
    markers: reader.items(
      'markers',
      reader.arrayCount('markers', true, 17),
      version,
      readWriteTxnMarkersRequestWritableTxnMarker,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteTxnMarkersRequest(
  writer: Writer,
  draft: Draft<WriteTxnMarkersRequest>,
  version: number,
): void {
  const { markers = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(markers, 'markers', true);
  writer.items(markers, 'markers', version, writeWriteTxnMarkersRequestWritableTxnMarker);
  writer.unknownTags(unknownTaggedFields, true);
}

export const writeTxnMarkersRequest: MessageCodec<WriteTxnMarkersRequest> = defineCodec({
  name: 'WriteTxnMarkersRequest',
  apiKey: 27,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 1,
  read: readWriteTxnMarkersRequest,
  write: writeWriteTxnMarkersRequest,
});

export interface WriteTxnMarkersResponse {
  readonly markers: readonly WriteTxnMarkersResponseWritableTxnMarkerResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteTxnMarkersResponseWritableTxnMarkerResult {
  readonly producerId: Int64;
  readonly topics: readonly WriteTxnMarkersResponseWritableTxnMarkerTopicResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteTxnMarkersResponseWritableTxnMarkerTopicResult {
  readonly name: string;
  readonly partitions: readonly WriteTxnMarkersResponseWritableTxnMarkerPartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteTxnMarkersResponseWritableTxnMarkerPartitionResult {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readWriteTxnMarkersResponseWritableTxnMarkerPartitionResult(
  reader: Reader,
  _version: number,
): WriteTxnMarkersResponseWritableTxnMarkerPartitionResult {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteTxnMarkersResponseWritableTxnMarkerPartitionResult(
  writer: Writer,
  draft: Draft<WriteTxnMarkersResponseWritableTxnMarkerPartitionResult>,
  _version: number,
): void {
  const { partitionIndex = 0, errorCode = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, true);
}

function readWriteTxnMarkersResponseWritableTxnMarkerTopicResult(
  reader: Reader,
  version: number,
): WriteTxnMarkersResponseWritableTxnMarkerTopicResult {
  return {
    name: reader.string('name', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 7),
      version,
      readWriteTxnMarkersResponseWritableTxnMarkerPartitionResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteTxnMarkersResponseWritableTxnMarkerTopicResult(
  writer: Writer,
  draft: Draft<WriteTxnMarkersResponseWritableTxnMarkerTopicResult>,
  version: number,
): void {
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeWriteTxnMarkersResponseWritableTxnMarkerPartitionResult,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readWriteTxnMarkersResponseWritableTxnMarkerResult(
  reader: Reader,
  version: number,
): WriteTxnMarkersResponseWritableTxnMarkerResult {
  return {
    producerId: reader.int64('producerId'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readWriteTxnMarkersResponseWritableTxnMarkerTopicResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteTxnMarkersResponseWritableTxnMarkerResult(
  writer: Writer,
  draft: Draft<WriteTxnMarkersResponseWritableTxnMarkerResult>,
  version: number,
): void {
  const { producerId = 0, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int64(producerId, 'producerId');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeWriteTxnMarkersResponseWritableTxnMarkerTopicResult);
  writer.unknownTags(unknownTaggedFields, true);
}

function readWriteTxnMarkersResponse(reader: Reader, version: number): WriteTxnMarkersResponse {
  return {
    markers: reader.items(
      'markers',
      reader.arrayCount('markers', true, 10),
      version,
      readWriteTxnMarkersResponseWritableTxnMarkerResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteTxnMarkersResponse(
  writer: Writer,
  draft: Draft<WriteTxnMarkersResponse>,
  version: number,
): void {
  const { markers = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(markers, 'markers', true);
  writer.items(markers, 'markers', version, writeWriteTxnMarkersResponseWritableTxnMarkerResult);
  writer.unknownTags(unknownTaggedFields, true);
}

export const writeTxnMarkersResponse: MessageCodec<WriteTxnMarkersResponse> = defineCodec({
  name: 'WriteTxnMarkersResponse',
  apiKey: 27,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 1,
  read: readWriteTxnMarkersResponse,
  write: writeWriteTxnMarkersResponse,
});
