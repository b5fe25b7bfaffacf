// Generated from schema/28-txn-offset-commit.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface TxnOffsetCommitRequest {
  readonly transactionalId: string;
  readonly groupId: string;
  readonly producerId: Int64;
  readonly producerEpoch: number;
  readonly generationId: number; // v3+
  readonly memberId: string; // v3+
  readonly groupInstanceId: string | null; // v3+
  readonly topics: readonly TxnOffsetCommitRequestTxnOffsetCommitRequestTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface TxnOffsetCommitRequestTxnOffsetCommitRequestTopic {
  readonly name: string;
  readonly partitions: readonly TxnOffsetCommitRequestTxnOffsetCommitRequestPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface TxnOffsetCommitRequestTxnOffsetCommitRequestPartition {
  readonly partitionIndex: number;
  readonly committedOffset: Int64;
  readonly committedLeaderEpoch: number; // v2+
  readonly committedMetadata: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readTxnOffsetCommitRequestTxnOffsetCommitRequestPartition(
  reader: Reader,
  version: number,
): TxnOffsetCommitRequestTxnOffsetCommitRequestPartition {
  const flexible = version >= 3;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    committedOffset: reader.int64('committedOffset'),
    committedLeaderEpoch: version >= 2 ? reader.int32('committedLeaderEpoch') : -1,
    committedMetadata: reader.nullableString('committedMetadata', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeTxnOffsetCommitRequestTxnOffsetCommitRequestPartition(
  writer: Writer,
  draft: Draft<TxnOffsetCommitRequestTxnOffsetCommitRequestPartition>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    partitionIndex = 0,
    committedOffset = 0,
    committedLeaderEpoch = -1,
    committedMetadata = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(committedOffset, 'committedOffset');
  if (version >= 2) writer.int32(committedLeaderEpoch, 'committedLeaderEpoch');
  writer.nullableString(committedMetadata, 'committedMetadata', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readTxnOffsetCommitRequestTxnOffsetCommitRequestTopic(
  reader: Reader,
  version: number,
): TxnOffsetCommitRequestTxnOffsetCommitRequestTopic {
  const flexible = version >= 3;
  return {
    name: reader.string('name', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 18 : 14),
      version,
      readTxnOffsetCommitRequestTxnOffsetCommitRequestPartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeTxnOffsetCommitRequestTxnOffsetCommitRequestTopic(
  writer: Writer,
  draft: Draft<TxnOffsetCommitRequestTxnOffsetCommitRequestTopic>,
  version: number,
): void {
  const flexible = version >= 3;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeTxnOffsetCommitRequestTxnOffsetCommitRequestPartition,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readTxnOffsetCommitRequest(reader: Reader, version: number): TxnOffsetCommitRequest {
  const flexible = version >= 3;
  return {
    transactionalId: reader.string('transactionalId', flexible),
    groupId: reader.string('groupId', flexible),
    producerId: reader.int64('producerId'),
    producerEpoch: reader.int16('producerEpoch'),
    generationId: version >= 3 ? reader.int32('generationId') : -1,
    memberId: version >= 3 ? reader.string('memberId', flexible) : '',
    groupInstanceId: version >= 3 ? reader.nullableString('groupInstanceId', flexible) : null,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readTxnOffsetCommitRequestTxnOffsetCommitRequestTopic,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeTxnOffsetCommitRequest(
  writer: Writer,
  draft: Draft<TxnOffsetCommitRequest>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    transactionalId = '',
    groupId = '',
    producerId = 0,
    producerEpoch = 0,
    generationId = -1,
    memberId = '',
    groupInstanceId = null,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(transactionalId, 'transactionalId', flexible);
  writer.string(groupId, 'groupId', flexible);
  writer.int64(producerId, 'producerId');
  writer.int16(producerEpoch, 'producerEpoch');
  if (version >= 3) {
    writer.int32(generationId, 'generationId');
  } else if (generationId !== -1) throw notInVersion('generationId');
  if (version >= 3) {
    writer.string(memberId, 'memberId', flexible);
  } else if (memberId !== '') throw notInVersion('memberId');
  if (version >= 3) {
    writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  } else if (groupInstanceId !== null) throw notInVersion('groupInstanceId');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeTxnOffsetCommitRequestTxnOffsetCommitRequestTopic);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const txnOffsetCommitRequest: MessageCodec<TxnOffsetCommitRequest> = defineCodec({
  name: 'TxnOffsetCommitRequest',
  apiKey: 28,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  read: readTxnOffsetCommitRequest,
  write: writeTxnOffsetCommitRequest,
});

export interface TxnOffsetCommitResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly TxnOffsetCommitResponseTxnOffsetCommitResponseTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface TxnOffsetCommitResponseTxnOffsetCommitResponseTopic {
  readonly name: string;
  readonly partitions: readonly TxnOffsetCommitResponseTxnOffsetCommitResponsePartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface TxnOffsetCommitResponseTxnOffsetCommitResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readTxnOffsetCommitResponseTxnOffsetCommitResponsePartition(
  reader: Reader,
  version: number,
): TxnOffsetCommitResponseTxnOffsetCommitResponsePartition {
  const flexible = version >= 3;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeTxnOffsetCommitResponseTxnOffsetCommitResponsePartition(
  writer: Writer,
  draft: Draft<TxnOffsetCommitResponseTxnOffsetCommitResponsePartition>,
  version: number,
): void {
  const flexible = version >= 3;
  const { partitionIndex = 0, errorCode = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readTxnOffsetCommitResponseTxnOffsetCommitResponseTopic(
  reader: Reader,
  version: number,
): TxnOffsetCommitResponseTxnOffsetCommitResponseTopic {
  const flexible = version >= 3;
  return {
    name: reader.string('name', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 7 : 6),
      version,
      readTxnOffsetCommitResponseTxnOffsetCommitResponsePartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeTxnOffsetCommitResponseTxnOffsetCommitResponseTopic(
  writer: Writer,
  draft: Draft<TxnOffsetCommitResponseTxnOffsetCommitResponseTopic>,
  version: number,
): void {
  const flexible = version >= 3;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeTxnOffsetCommitResponseTxnOffsetCommitResponsePartition,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readTxnOffsetCommitResponse(reader: Reader, version: number): TxnOffsetCommitResponse {
  const flexible = version >= 3;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readTxnOffsetCommitResponseTxnOffsetCommitResponseTopic,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeTxnOffsetCommitResponse(
  writer: Writer,
  draft: Draft<TxnOffsetCommitResponse>,
  version: number,
): void {
  const flexible = version >= 3;
  const { throttleTimeMs = 0, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeTxnOffsetCommitResponseTxnOffsetCommitResponseTopic);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const txnOffsetCommitResponse: MessageCodec<TxnOffsetCommitResponse> = defineCodec({
  name: 'TxnOffsetCommitResponse',
  apiKey: 28,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  read: readTxnOffsetCommitResponse,
  write: writeTxnOffsetCommitResponse,
});
