// Generated from schema/61-describe-producers.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DescribeProducersRequest {
  readonly topics: readonly DescribeProducersRequestTopicRequest[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeProducersRequestTopicRequest {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeProducersRequestTopicRequest(
  reader: Reader,
  _version: number,
): DescribeProducersRequestTopicRequest {
  return {
    name: reader.string('name', true),
    partitionIndexes: reader.int32Array(
      'partitionIndexes',
      reader.arrayCount('partitionIndexes', true, 4),
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeProducersRequestTopicRequest(
  writer: Writer,
  draft: Draft<DescribeProducersRequestTopicRequest>,
  _version: number,
): void {
  const { name = '', partitionIndexes = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.int32Array(partitionIndexes, 'partitionIndexes', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeProducersRequest(reader: Reader, version: number): DescribeProducersRequest {
  return {
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readDescribeProducersRequestTopicRequest,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeProducersRequest(
  writer: Writer,
  draft: Draft<DescribeProducersRequest>,
  version: number,
): void {
  const { topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeDescribeProducersRequestTopicRequest);
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeProducersRequest: MessageCodec<DescribeProducersRequest> = defineCodec({
  name: 'DescribeProducersRequest',
  apiKey: 61,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDescribeProducersRequest,
  write: writeDescribeProducersRequest,
});

export interface DescribeProducersResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly DescribeProducersResponseTopicResponse[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeProducersResponseTopicResponse {
  readonly name: string;
  readonly partitions: readonly DescribeProducersResponsePartitionResponse[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeProducersResponsePartitionResponse {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly activeProducers: readonly DescribeProducersResponseProducerState[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeProducersResponseProducerState {
  readonly producerId: Int64;
  readonly producerEpoch: number;
  readonly lastSequence: number;
  readonly lastTimestamp: Int64;
  readonly coordinatorEpoch: number;
  readonly currentTxnStartOffset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeProducersResponseProducerState(
  reader: Reader,
  _version: number,
): DescribeProducersResponseProducerState {
  return {
    producerId: reader.int64('producerId'),
    producerEpoch: reader.int32('producerEpoch'),
    lastSequence: reader.int32('lastSequence'),
    lastTimestamp: reader.int64('lastTimestamp'),
    coordinatorEpoch: reader.int32('coordinatorEpoch'),
    currentTxnStartOffset: reader.int64('currentTxnStartOffset'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeProducersResponseProducerState(
  writer: Writer,
  draft: Draft<DescribeProducersResponseProducerState>,
  _version: number,
): void {
  const {
    producerId = 0,
    producerEpoch = 0,
    lastSequence = -1,
    lastTimestamp = -1,
    coordinatorEpoch = 0,
    currentTxnStartOffset = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int64(producerId, 'producerId');
  writer.int32(producerEpoch, 'producerEpoch');
  writer.int32(lastSequence, 'lastSequence');
  writer.int64(lastTimestamp, 'lastTimestamp');
  writer.int32(coordinatorEpoch, 'coordinatorEpoch');
  writer.int64(currentTxnStartOffset, 'currentTxnStartOffset');
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeProducersResponsePartitionResponse(
  reader: Reader,
  version: number,
): DescribeProducersResponsePartitionResponse {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    activeProducers: reader.items(
      'activeProducers',
      reader.arrayCount('activeProducers', true, 37),
      version,
      readDescribeProducersResponseProducerState,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeProducersResponsePartitionResponse(
  writer: Writer,
  draft: Draft<DescribeProducersResponsePartitionResponse>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    errorMessage = null,
    activeProducers = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.arrayCount(activeProducers, 'activeProducers', true);
  writer.items(
    activeProducers,
    'activeProducers',
    version,
    writeDescribeProducersResponseProducerState,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeProducersResponseTopicResponse(
  reader: Reader,
  version: number,
): DescribeProducersResponseTopicResponse {
  return {
    name: reader.string('name', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 9),
      version,
      readDescribeProducersResponsePartitionResponse,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeProducersResponseTopicResponse(
  writer: Writer,
  draft: Draft<DescribeProducersResponseTopicResponse>,
  version: number,
): void {
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeDescribeProducersResponsePartitionResponse);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeProducersResponse(reader: Reader, version: number): DescribeProducersResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readDescribeProducersResponseTopicResponse,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeProducersResponse(
  writer: Writer,
  draft: Draft<DescribeProducersResponse>,
  version: number,
): void {
  const { throttleTimeMs = 0, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeDescribeProducersResponseTopicResponse);
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeProducersResponse: MessageCodec<DescribeProducersResponse> = defineCodec({
  name: 'DescribeProducersResponse',
  apiKey: 61,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDescribeProducersResponse,
  write: writeDescribeProducersResponse,
});
