// Generated from schema/61-describe-producers.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
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
    partitionIndexes: reader.int32Array('partitionIndexes', reader.arrayCount('partitionIndexes', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeProducersRequestTopicRequestArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeProducersRequestTopicRequest[] {
  const items: DescribeProducersRequestTopicRequest[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeProducersRequestTopicRequest(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeDescribeProducersRequestTopicRequestArray(
  writer: Writer,
  items: readonly Draft<DescribeProducersRequestTopicRequest>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeProducersRequestTopicRequest(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeProducersRequest(reader: Reader, version: number): DescribeProducersRequest {
  return {
    topics: readDescribeProducersRequestTopicRequestArray(reader, version, 'topics', reader.arrayCount('topics', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeProducersRequest(
  writer: Writer,
  draft: Draft<DescribeProducersRequest>,
  version: number,
): void {
  const { topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writeDescribeProducersRequestTopicRequestArray(writer, topics, version, 'topics');
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

function readDescribeProducersResponseProducerStateArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeProducersResponseProducerState[] {
  const items: DescribeProducersResponseProducerState[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeProducersResponseProducerState(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeDescribeProducersResponseProducerStateArray(
  writer: Writer,
  items: readonly Draft<DescribeProducersResponseProducerState>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeProducersResponseProducerState(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeProducersResponsePartitionResponse(
  reader: Reader,
  version: number,
): DescribeProducersResponsePartitionResponse {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    activeProducers: readDescribeProducersResponseProducerStateArray(reader, version, 'activeProducers', reader.arrayCount('activeProducers', true, 37)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeProducersResponsePartitionResponseArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeProducersResponsePartitionResponse[] {
  const items: DescribeProducersResponsePartitionResponse[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeProducersResponsePartitionResponse(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeDescribeProducersResponseProducerStateArray(writer, activeProducers, version, 'activeProducers');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeProducersResponsePartitionResponseArray(
  writer: Writer,
  items: readonly Draft<DescribeProducersResponsePartitionResponse>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeProducersResponsePartitionResponse(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeProducersResponseTopicResponse(
  reader: Reader,
  version: number,
): DescribeProducersResponseTopicResponse {
  return {
    name: reader.string('name', true),
    partitions: readDescribeProducersResponsePartitionResponseArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 9)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeProducersResponseTopicResponseArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeProducersResponseTopicResponse[] {
  const items: DescribeProducersResponseTopicResponse[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeProducersResponseTopicResponse(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeProducersResponseTopicResponse(
  writer: Writer,
  draft: Draft<DescribeProducersResponseTopicResponse>,
  version: number,
): void {
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writeDescribeProducersResponsePartitionResponseArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeProducersResponseTopicResponseArray(
  writer: Writer,
  items: readonly Draft<DescribeProducersResponseTopicResponse>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeProducersResponseTopicResponse(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeProducersResponse(reader: Reader, version: number): DescribeProducersResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: readDescribeProducersResponseTopicResponseArray(reader, version, 'topics', reader.arrayCount('topics', true, 3)),
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
  writeDescribeProducersResponseTopicResponseArray(writer, topics, version, 'topics');
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
