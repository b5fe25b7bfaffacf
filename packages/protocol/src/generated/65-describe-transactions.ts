// Generated from schema/65-describe-transactions.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DescribeTransactionsRequest {
  readonly transactionalIds: readonly string[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeTransactionsRequest(
  reader: Reader,
  _version: number,
): DescribeTransactionsRequest {
  return {
    transactionalIds: reader.stringArray(
      'transactionalIds',
      reader.arrayCount('transactionalIds', true, 1),
      true,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTransactionsRequest(
  writer: Writer,
  draft: Draft<DescribeTransactionsRequest>,
  _version: number,
): void {
  const { transactionalIds = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.stringArray(transactionalIds, 'transactionalIds', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeTransactionsRequest: MessageCodec<DescribeTransactionsRequest> = defineCodec({
  name: 'DescribeTransactionsRequest',
  apiKey: 65,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDescribeTransactionsRequest,
  write: writeDescribeTransactionsRequest,
});

export interface DescribeTransactionsResponse {
  readonly throttleTimeMs: number;
  readonly transactionStates: readonly DescribeTransactionsResponseTransactionState[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeTransactionsResponseTransactionState {
  readonly errorCode: number;
  readonly transactionalId: string;
  readonly transactionState: string;
  readonly transactionTimeoutMs: number;
  readonly transactionStartTimeMs: Int64;
  readonly producerId: Int64;
  readonly producerEpoch: number;
  readonly topics: readonly DescribeTransactionsResponseTopicData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeTransactionsResponseTopicData {
  readonly topic: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeTransactionsResponseTopicData(
  reader: Reader,
  _version: number,
): DescribeTransactionsResponseTopicData {
  return {
    topic: reader.string('topic', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTransactionsResponseTopicData(
  writer: Writer,
  draft: Draft<DescribeTransactionsResponseTopicData>,
  _version: number,
): void {
  const { topic = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topic, 'topic', true);
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeTransactionsResponseTransactionState(
  reader: Reader,
  version: number,
): DescribeTransactionsResponseTransactionState {
  return {
    errorCode: reader.int16('errorCode'),
    transactionalId: reader.string('transactionalId', true),
    transactionState: reader.string('transactionState', true),
    transactionTimeoutMs: reader.int32('transactionTimeoutMs'),
    transactionStartTimeMs: reader.int64('transactionStartTimeMs'),
    producerId: reader.int64('producerId'),
    producerEpoch: reader.int16('producerEpoch'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readDescribeTransactionsResponseTopicData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTransactionsResponseTransactionState(
  writer: Writer,
  draft: Draft<DescribeTransactionsResponseTransactionState>,
  version: number,
): void {
  const {
    errorCode = 0,
    transactionalId = '',
    transactionState = '',
    transactionTimeoutMs = 0,
    transactionStartTimeMs = 0,
    producerId = 0,
    producerEpoch = 0,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.string(transactionalId, 'transactionalId', true);
  writer.string(transactionState, 'transactionState', true);
  writer.int32(transactionTimeoutMs, 'transactionTimeoutMs');
  writer.int64(transactionStartTimeMs, 'transactionStartTimeMs');
  writer.int64(producerId, 'producerId');
  writer.int16(producerEpoch, 'producerEpoch');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeDescribeTransactionsResponseTopicData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeTransactionsResponse(
  reader: Reader,
  version: number,
): DescribeTransactionsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    transactionStates: reader.items(
      'transactionStates',
      reader.arrayCount('transactionStates', true, 28),
      version,
      readDescribeTransactionsResponseTransactionState,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTransactionsResponse(
  writer: Writer,
  draft: Draft<DescribeTransactionsResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    transactionStates = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(transactionStates, 'transactionStates', true);
  writer.items(
    transactionStates,
    'transactionStates',
    version,
    writeDescribeTransactionsResponseTransactionState,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeTransactionsResponse: MessageCodec<DescribeTransactionsResponse> = defineCodec({
  name: 'DescribeTransactionsResponse',
  apiKey: 65,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDescribeTransactionsResponse,
  write: writeDescribeTransactionsResponse,
});
