// Generated from schema/24-add-partitions-to-txn.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface AddPartitionsToTxnRequest {
  readonly transactions: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTransaction[]; // v4+
  readonly v3AndBelowTransactionalId: string; // v0-3
  readonly v3AndBelowProducerId: Int64; // v0-3
  readonly v3AndBelowProducerEpoch: number; // v0-3
  readonly v3AndBelowTopics: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTopic[]; // v0-3
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AddPartitionsToTxnRequestAddPartitionsToTxnTransaction {
  readonly transactionalId: string; // v4+
  readonly producerId: Int64; // v4+
  readonly producerEpoch: number; // v4+
  readonly verifyOnly: boolean; // v4+
  readonly topics: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTopic[]; // v4+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AddPartitionsToTxnRequestAddPartitionsToTxnTopic {
  readonly name: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAddPartitionsToTxnRequestAddPartitionsToTxnTopic(
  reader: Reader,
  version: number,
): AddPartitionsToTxnRequestAddPartitionsToTxnTopic {
  const flexible = version >= 3;
  return {
    name: reader.string('name', flexible),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', flexible, 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAddPartitionsToTxnRequestAddPartitionsToTxnTopic(
  writer: Writer,
  draft: Draft<AddPartitionsToTxnRequestAddPartitionsToTxnTopic>,
  version: number,
): void {
  const flexible = version >= 3;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.int32Array(partitions, 'partitions', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAddPartitionsToTxnRequestAddPartitionsToTxnTransaction(
  reader: Reader,
  version: number,
): AddPartitionsToTxnRequestAddPartitionsToTxnTransaction {
  return {
    transactionalId: reader.string('transactionalId', true),
    producerId: reader.int64('producerId'),
    producerEpoch: reader.int16('producerEpoch'),
    verifyOnly: reader.bool('verifyOnly'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readAddPartitionsToTxnRequestAddPartitionsToTxnTopic,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAddPartitionsToTxnRequestAddPartitionsToTxnTransaction(
  writer: Writer,
  draft: Draft<AddPartitionsToTxnRequestAddPartitionsToTxnTransaction>,
  version: number,
): void {
  const {
    transactionalId = '',
    producerId = 0,
    producerEpoch = 0,
    verifyOnly = false,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(transactionalId, 'transactionalId', true);
  writer.int64(producerId, 'producerId');
  writer.int16(producerEpoch, 'producerEpoch');
  writer.bool(verifyOnly, 'verifyOnly');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeAddPartitionsToTxnRequestAddPartitionsToTxnTopic);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAddPartitionsToTxnRequest(reader: Reader, version: number): AddPartitionsToTxnRequest {
  const flexible = version >= 3;
  return {
    transactions: version >= 4
      ? reader.items(
        'transactions',
        reader.arrayCount('transactions', flexible, 14),
        version,
        readAddPartitionsToTxnRequestAddPartitionsToTxnTransaction,
      )
      : [],
    v3AndBelowTransactionalId: version <= 3
      ? reader.string('v3AndBelowTransactionalId', flexible)
      : '',
    v3AndBelowProducerId: version <= 3 ? reader.int64('v3AndBelowProducerId') : 0,
    v3AndBelowProducerEpoch: version <= 3 ? reader.int16('v3AndBelowProducerEpoch') : 0,
    v3AndBelowTopics: version <= 3
      ? reader.items(
        'v3AndBelowTopics',
        reader.arrayCount('v3AndBelowTopics', flexible, flexible ? 3 : 6),
        version,
        readAddPartitionsToTxnRequestAddPartitionsToTxnTopic,
      )
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAddPartitionsToTxnRequest(
  writer: Writer,
  draft: Draft<AddPartitionsToTxnRequest>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    transactions = [],
    v3AndBelowTransactionalId = '',
    v3AndBelowProducerId = 0,
    v3AndBelowProducerEpoch = 0,
    v3AndBelowTopics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 4) {
    writer.arrayCount(transactions, 'transactions', flexible);
    writer.items(
      transactions,
      'transactions',
      version,
      writeAddPartitionsToTxnRequestAddPartitionsToTxnTransaction,
    );
  } else if (transactions.length > 0) throw notInVersion('transactions');
  if (version <= 3) {
    writer.string(v3AndBelowTransactionalId, 'v3AndBelowTransactionalId', flexible);
  } else if (v3AndBelowTransactionalId !== '') throw notInVersion('v3AndBelowTransactionalId');
  if (version <= 3) {
    writer.int64(v3AndBelowProducerId, 'v3AndBelowProducerId');
  } else if (v3AndBelowProducerId !== 0 && v3AndBelowProducerId !== 0n) throw notInVersion('v3AndBelowProducerId');
  if (version <= 3) {
    writer.int16(v3AndBelowProducerEpoch, 'v3AndBelowProducerEpoch');
  } else if (v3AndBelowProducerEpoch !== 0) throw notInVersion('v3AndBelowProducerEpoch');
  if (version <= 3) {
    writer.arrayCount(v3AndBelowTopics, 'v3AndBelowTopics', flexible);
    writer.items(
      v3AndBelowTopics,
      'v3AndBelowTopics',
      version,
      writeAddPartitionsToTxnRequestAddPartitionsToTxnTopic,
    );
  } else if (v3AndBelowTopics.length > 0) throw notInVersion('v3AndBelowTopics');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const addPartitionsToTxnRequest: MessageCodec<AddPartitionsToTxnRequest> = defineCodec({
  name: 'AddPartitionsToTxnRequest',
  apiKey: 24,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  read: readAddPartitionsToTxnRequest,
  write: writeAddPartitionsToTxnRequest,
});

export interface AddPartitionsToTxnResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number; // v4+
  readonly resultsByTransaction: readonly AddPartitionsToTxnResponseAddPartitionsToTxnResult[]; // v4+
  readonly resultsByTopicV3AndBelow: readonly AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult[]; // v0-3
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AddPartitionsToTxnResponseAddPartitionsToTxnResult {
  readonly transactionalId: string; // v4+
  readonly topicResults: readonly AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult[]; // v4+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult {
  readonly name: string;
  readonly resultsByPartition: readonly AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult {
  readonly partitionIndex: number;
  readonly partitionErrorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult(
  reader: Reader,
  version: number,
): AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult {
  const flexible = version >= 3;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    partitionErrorCode: reader.int16('partitionErrorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult(
  writer: Writer,
  draft: Draft<AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    partitionIndex = 0,
    partitionErrorCode = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(partitionErrorCode, 'partitionErrorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(
  reader: Reader,
  version: number,
): AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult {
  const flexible = version >= 3;
  return {
    name: reader.string('name', flexible),
    resultsByPartition: reader.items(
      'resultsByPartition',
      reader.arrayCount('resultsByPartition', flexible, flexible ? 7 : 6),
      version,
      readAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(
  writer: Writer,
  draft: Draft<AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    name = '',
    resultsByPartition = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', flexible);
  writer.arrayCount(resultsByPartition, 'resultsByPartition', flexible);
  writer.items(
    resultsByPartition,
    'resultsByPartition',
    version,
    writeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAddPartitionsToTxnResponseAddPartitionsToTxnResult(
  reader: Reader,
  version: number,
): AddPartitionsToTxnResponseAddPartitionsToTxnResult {
  return {
    transactionalId: reader.string('transactionalId', true),
    topicResults: reader.items(
      'topicResults',
      reader.arrayCount('topicResults', true, 3),
      version,
      readAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAddPartitionsToTxnResponseAddPartitionsToTxnResult(
  writer: Writer,
  draft: Draft<AddPartitionsToTxnResponseAddPartitionsToTxnResult>,
  version: number,
): void {
  const {
    transactionalId = '',
    topicResults = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(transactionalId, 'transactionalId', true);
  writer.arrayCount(topicResults, 'topicResults', true);
  writer.items(
    topicResults,
    'topicResults',
    version,
    writeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readAddPartitionsToTxnResponse(
  reader: Reader,
  version: number,
): AddPartitionsToTxnResponse {
  const flexible = version >= 3;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: version >= 4 ? reader.int16('errorCode') : 0,
    resultsByTransaction: version >= 4
      ? reader.items(
        'resultsByTransaction',
        reader.arrayCount('resultsByTransaction', flexible, 3),
        version,
        readAddPartitionsToTxnResponseAddPartitionsToTxnResult,
      )
      : [],
    resultsByTopicV3AndBelow: version <= 3
      ? reader.items(
        'resultsByTopicV3AndBelow',
        reader.arrayCount('resultsByTopicV3AndBelow', flexible, flexible ? 3 : 6),
        version,
        readAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult,
      )
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAddPartitionsToTxnResponse(
  writer: Writer,
  draft: Draft<AddPartitionsToTxnResponse>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    resultsByTransaction = [],
    resultsByTopicV3AndBelow = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  if (version >= 4) writer.int16(errorCode, 'errorCode');
  if (version >= 4) {
    writer.arrayCount(resultsByTransaction, 'resultsByTransaction', flexible);
    writer.items(
      resultsByTransaction,
      'resultsByTransaction',
      version,
      writeAddPartitionsToTxnResponseAddPartitionsToTxnResult,
    );
  } else if (resultsByTransaction.length > 0) throw notInVersion('resultsByTransaction');
  if (version <= 3) {
    writer.arrayCount(resultsByTopicV3AndBelow, 'resultsByTopicV3AndBelow', flexible);
    writer.items(
      resultsByTopicV3AndBelow,
      'resultsByTopicV3AndBelow',
      version,
      writeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult,
    );
  } else if (resultsByTopicV3AndBelow.length > 0) throw notInVersion('resultsByTopicV3AndBelow');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const addPartitionsToTxnResponse: MessageCodec<AddPartitionsToTxnResponse> = defineCodec({
  name: 'AddPartitionsToTxnResponse',
  apiKey: 24,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  read: readAddPartitionsToTxnResponse,
  write: writeAddPartitionsToTxnResponse,
});
