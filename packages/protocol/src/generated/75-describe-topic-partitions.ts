// Generated from schema/75-describe-topic-partitions.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DescribeTopicPartitionsRequest {
  readonly topics: readonly DescribeTopicPartitionsRequestTopicRequest[];
  readonly responsePartitionLimit: number;
  readonly cursor: DescribeTopicPartitionsRequestCursor | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeTopicPartitionsRequestCursor {
  readonly topicName: string;
  readonly partitionIndex: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeTopicPartitionsRequestTopicRequest {
  readonly name: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeTopicPartitionsRequestTopicRequest(
  reader: Reader,
  _version: number,
): DescribeTopicPartitionsRequestTopicRequest {
  return {
    name: reader.string('name', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTopicPartitionsRequestTopicRequest(
  writer: Writer,
  draft: Draft<DescribeTopicPartitionsRequestTopicRequest>,
  _version: number,
): void {
  const { name = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeTopicPartitionsRequestCursor(
  reader: Reader,
  _version: number,
): DescribeTopicPartitionsRequestCursor {
  return {
    topicName: reader.string('topicName', true),
    partitionIndex: reader.int32('partitionIndex'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTopicPartitionsRequestCursor(
  writer: Writer,
  draft: Draft<DescribeTopicPartitionsRequestCursor>,
  _version: number,
): void {
  const {
    topicName = '',
    partitionIndex = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(topicName, 'topicName', true);
  writer.int32(partitionIndex, 'partitionIndex');
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeTopicPartitionsRequest(
  reader: Reader,
  version: number,
): DescribeTopicPartitionsRequest {
  return {
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 2),
      version,
      readDescribeTopicPartitionsRequestTopicRequest,
    ),
    responsePartitionLimit: reader.int32('responsePartitionLimit'),
    cursor: (reader.int8('cursor') < 0 ? null : reader.struct('cursor', version, readDescribeTopicPartitionsRequestCursor)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTopicPartitionsRequest(
  writer: Writer,
  draft: Draft<DescribeTopicPartitionsRequest>,
  version: number,
): void {
  const {
    topics = [],
    responsePartitionLimit = 2000,
    cursor = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeDescribeTopicPartitionsRequestTopicRequest);
  writer.int32(responsePartitionLimit, 'responsePartitionLimit');
  if (cursor === null) writer.int8(-1, 'cursor');
  else {
    writer.int8(1, 'cursor');
    writer.struct(cursor, 'cursor', version, writeDescribeTopicPartitionsRequestCursor);
  }
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeTopicPartitionsRequest: MessageCodec<DescribeTopicPartitionsRequest> = defineCodec({
  name: 'DescribeTopicPartitionsRequest',
  apiKey: 75,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDescribeTopicPartitionsRequest,
  write: writeDescribeTopicPartitionsRequest,
});

export interface DescribeTopicPartitionsResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly DescribeTopicPartitionsResponseDescribeTopicPartitionsResponseTopic[];
  readonly nextCursor: DescribeTopicPartitionsResponseCursor | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeTopicPartitionsResponseCursor {
  readonly topicName: string;
  readonly partitionIndex: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeTopicPartitionsResponseDescribeTopicPartitionsResponseTopic {
  readonly errorCode: number;
  readonly name: string | null;
  readonly topicId: Uuid;
  readonly isInternal: boolean;
  readonly partitions: readonly DescribeTopicPartitionsResponseDescribeTopicPartitionsResponsePartition[];
  readonly topicAuthorizedOperations: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeTopicPartitionsResponseDescribeTopicPartitionsResponsePartition {
  readonly errorCode: number;
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
  readonly eligibleLeaderReplicas: readonly number[] | null;
  readonly lastKnownElr: readonly number[] | null;
  readonly offlineReplicas: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeTopicPartitionsResponseDescribeTopicPartitionsResponsePartition(
  reader: Reader,
  _version: number,
): DescribeTopicPartitionsResponseDescribeTopicPartitionsResponsePartition {
  return {
    errorCode: reader.int16('errorCode'),
    partitionIndex: reader.int32('partitionIndex'),
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    replicaNodes: reader.int32Array('replicaNodes', reader.arrayCount('replicaNodes', true, 4)),
    isrNodes: reader.int32Array('isrNodes', reader.arrayCount('isrNodes', true, 4)),
    eligibleLeaderReplicas: reader.nullableInt32Array(
      'eligibleLeaderReplicas',
      reader.nullableArrayCount('eligibleLeaderReplicas', true, 4),
    ),
    lastKnownElr: reader.nullableInt32Array(
      'lastKnownElr',
      reader.nullableArrayCount('lastKnownElr', true, 4),
    ),
    offlineReplicas: reader.int32Array(
      'offlineReplicas',
      reader.arrayCount('offlineReplicas', true, 4),
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTopicPartitionsResponseDescribeTopicPartitionsResponsePartition(
  writer: Writer,
  draft: Draft<DescribeTopicPartitionsResponseDescribeTopicPartitionsResponsePartition>,
  _version: number,
): void {
  const {
    errorCode = 0,
    partitionIndex = 0,
    leaderId = 0,
    leaderEpoch = -1,
    replicaNodes = [],
    isrNodes = [],
    eligibleLeaderReplicas = null,
    lastKnownElr = null,
    offlineReplicas = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int32Array(replicaNodes, 'replicaNodes', true);
  writer.int32Array(isrNodes, 'isrNodes', true);
  if (eligibleLeaderReplicas === null) writer.nullArray('eligibleLeaderReplicas', true);
  else writer.int32Array(eligibleLeaderReplicas, 'eligibleLeaderReplicas', true);
  if (lastKnownElr === null) writer.nullArray('lastKnownElr', true);
  else writer.int32Array(lastKnownElr, 'lastKnownElr', true);
  writer.int32Array(offlineReplicas, 'offlineReplicas', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeTopicPartitionsResponseDescribeTopicPartitionsResponseTopic(
  reader: Reader,
  version: number,
): DescribeTopicPartitionsResponseDescribeTopicPartitionsResponseTopic {
  return {
    errorCode: reader.int16('errorCode'),
    name: reader.nullableString('name', true),
    topicId: reader.uuid('topicId'),
    isInternal: reader.bool('isInternal'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 20),
      version,
      readDescribeTopicPartitionsResponseDescribeTopicPartitionsResponsePartition,
    ),
    topicAuthorizedOperations: reader.int32('topicAuthorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTopicPartitionsResponseDescribeTopicPartitionsResponseTopic(
  writer: Writer,
  draft: Draft<DescribeTopicPartitionsResponseDescribeTopicPartitionsResponseTopic>,
  version: number,
): void {
  const {
    errorCode = 0,
    name = '',
    topicId = zeroUuid,
    isInternal = false,
    partitions = [],
    topicAuthorizedOperations = -2147483648,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(name, 'name', true);
  writer.uuid(topicId, 'topicId');
  writer.bool(isInternal, 'isInternal');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeDescribeTopicPartitionsResponseDescribeTopicPartitionsResponsePartition,
  );
  writer.int32(topicAuthorizedOperations, 'topicAuthorizedOperations');
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeTopicPartitionsResponseCursor(
  reader: Reader,
  _version: number,
): DescribeTopicPartitionsResponseCursor {
  return {
    topicName: reader.string('topicName', true),
    partitionIndex: reader.int32('partitionIndex'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTopicPartitionsResponseCursor(
  writer: Writer,
  draft: Draft<DescribeTopicPartitionsResponseCursor>,
  _version: number,
): void {
  const {
    topicName = '',
    partitionIndex = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(topicName, 'topicName', true);
  writer.int32(partitionIndex, 'partitionIndex');
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeTopicPartitionsResponse(
  reader: Reader,
  version: number,
): DescribeTopicPartitionsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 26),
      version,
      readDescribeTopicPartitionsResponseDescribeTopicPartitionsResponseTopic,
    ),
    nextCursor: (reader.int8('nextCursor') < 0 ? null : reader.struct('nextCursor', version, readDescribeTopicPartitionsResponseCursor)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeTopicPartitionsResponse(
  writer: Writer,
  draft: Draft<DescribeTopicPartitionsResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    topics = [],
    nextCursor = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(topics, 'topics', true);
  writer.items(
    topics,
    'topics',
    version,
    writeDescribeTopicPartitionsResponseDescribeTopicPartitionsResponseTopic,
  );
  if (nextCursor === null) writer.int8(-1, 'nextCursor');
  else {
    writer.int8(1, 'nextCursor');
    writer.struct(nextCursor, 'nextCursor', version, writeDescribeTopicPartitionsResponseCursor);
  }
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeTopicPartitionsResponse: MessageCodec<DescribeTopicPartitionsResponse> = defineCodec({
  name: 'DescribeTopicPartitionsResponse',
  apiKey: 75,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDescribeTopicPartitionsResponse,
  write: writeDescribeTopicPartitionsResponse,
});
