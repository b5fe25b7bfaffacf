// Generated from schema/23-offset-for-leader-epoch.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface OffsetForLeaderEpochRequest {
  readonly replicaId: number; // v3+
  readonly topics: readonly OffsetForLeaderEpochRequestOffsetForLeaderTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetForLeaderEpochRequestOffsetForLeaderTopic {
  readonly topic: string;
  readonly partitions: readonly OffsetForLeaderEpochRequestOffsetForLeaderPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetForLeaderEpochRequestOffsetForLeaderPartition {
  readonly partition: number;
  readonly currentLeaderEpoch: number;
  readonly leaderEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readOffsetForLeaderEpochRequestOffsetForLeaderPartition(
  reader: Reader,
  version: number,
): OffsetForLeaderEpochRequestOffsetForLeaderPartition {
  const flexible = version >= 4;
  return {
    partition: reader.int32('partition'),
    currentLeaderEpoch: reader.int32('currentLeaderEpoch'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetForLeaderEpochRequestOffsetForLeaderPartition(
  writer: Writer,
  draft: Draft<OffsetForLeaderEpochRequestOffsetForLeaderPartition>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    partition = 0,
    currentLeaderEpoch = -1,
    leaderEpoch = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int32(currentLeaderEpoch, 'currentLeaderEpoch');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readOffsetForLeaderEpochRequestOffsetForLeaderTopic(
  reader: Reader,
  version: number,
): OffsetForLeaderEpochRequestOffsetForLeaderTopic {
  const flexible = version >= 4;
  return {
    topic: reader.string('topic', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 13 : 12),
      version,
      readOffsetForLeaderEpochRequestOffsetForLeaderPartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetForLeaderEpochRequestOffsetForLeaderTopic(
  writer: Writer,
  draft: Draft<OffsetForLeaderEpochRequestOffsetForLeaderTopic>,
  version: number,
): void {
  const flexible = version >= 4;
  const { topic = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topic, 'topic', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeOffsetForLeaderEpochRequestOffsetForLeaderPartition,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readOffsetForLeaderEpochRequest(
  reader: Reader,
  version: number,
): OffsetForLeaderEpochRequest {
  const flexible = version >= 4;
  return {
    replicaId: version >= 3 ? reader.int32('replicaId') : -2,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readOffsetForLeaderEpochRequestOffsetForLeaderTopic,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetForLeaderEpochRequest(
  writer: Writer,
  draft: Draft<OffsetForLeaderEpochRequest>,
  version: number,
): void {
  const flexible = version >= 4;
  const { replicaId = -2, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  if (version >= 3) writer.int32(replicaId, 'replicaId');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeOffsetForLeaderEpochRequestOffsetForLeaderTopic);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const offsetForLeaderEpochRequest: MessageCodec<OffsetForLeaderEpochRequest> = defineCodec({
  name: 'OffsetForLeaderEpochRequest',
  apiKey: 23,
  minVersion: 2,
  maxVersion: 4,
  flexibleFrom: 4,
  read: readOffsetForLeaderEpochRequest,
  write: writeOffsetForLeaderEpochRequest,
});

export interface OffsetForLeaderEpochResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly OffsetForLeaderEpochResponseOffsetForLeaderTopicResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetForLeaderEpochResponseOffsetForLeaderTopicResult {
  readonly topic: string;
  readonly partitions: readonly OffsetForLeaderEpochResponseEpochEndOffset[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetForLeaderEpochResponseEpochEndOffset {
  readonly errorCode: number;
  readonly partition: number;
  readonly leaderEpoch: number;
  readonly endOffset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readOffsetForLeaderEpochResponseEpochEndOffset(
  reader: Reader,
  version: number,
): OffsetForLeaderEpochResponseEpochEndOffset {
  const flexible = version >= 4;
  return {
    errorCode: reader.int16('errorCode'),
    partition: reader.int32('partition'),
    leaderEpoch: reader.int32('leaderEpoch'),
    endOffset: reader.int64('endOffset'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetForLeaderEpochResponseEpochEndOffset(
  writer: Writer,
  draft: Draft<OffsetForLeaderEpochResponseEpochEndOffset>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    errorCode = 0,
    partition = 0,
    leaderEpoch = -1,
    endOffset = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.int32(partition, 'partition');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int64(endOffset, 'endOffset');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readOffsetForLeaderEpochResponseOffsetForLeaderTopicResult(
  reader: Reader,
  version: number,
): OffsetForLeaderEpochResponseOffsetForLeaderTopicResult {
  const flexible = version >= 4;
  return {
    topic: reader.string('topic', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 19 : 18),
      version,
      readOffsetForLeaderEpochResponseEpochEndOffset,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetForLeaderEpochResponseOffsetForLeaderTopicResult(
  writer: Writer,
  draft: Draft<OffsetForLeaderEpochResponseOffsetForLeaderTopicResult>,
  version: number,
): void {
  const flexible = version >= 4;
  const { topic = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topic, 'topic', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(partitions, 'partitions', version, writeOffsetForLeaderEpochResponseEpochEndOffset);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readOffsetForLeaderEpochResponse(
  reader: Reader,
  version: number,
): OffsetForLeaderEpochResponse {
  const flexible = version >= 4;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readOffsetForLeaderEpochResponseOffsetForLeaderTopicResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetForLeaderEpochResponse(
  writer: Writer,
  draft: Draft<OffsetForLeaderEpochResponse>,
  version: number,
): void {
  const flexible = version >= 4;
  const { throttleTimeMs = 0, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(
    topics,
    'topics',
    version,
    writeOffsetForLeaderEpochResponseOffsetForLeaderTopicResult,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const offsetForLeaderEpochResponse: MessageCodec<OffsetForLeaderEpochResponse> = defineCodec({
  name: 'OffsetForLeaderEpochResponse',
  apiKey: 23,
  minVersion: 2,
  maxVersion: 4,
  flexibleFrom: 4,
  read: readOffsetForLeaderEpochResponse,
  write: writeOffsetForLeaderEpochResponse,
});
