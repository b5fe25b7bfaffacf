// Generated from schema/84-read-share-group-state.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface ReadShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly ReadShareGroupStateRequestReadStateData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ReadShareGroupStateRequestReadStateData {
  readonly topicId: Uuid;
  readonly partitions: readonly ReadShareGroupStateRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ReadShareGroupStateRequestPartitionData {
  readonly partition: number;
  readonly leaderEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readReadShareGroupStateRequestPartitionData(
  reader: Reader,
  _version: number,
): ReadShareGroupStateRequestPartitionData {
  return {
    partition: reader.int32('partition'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateRequestPartitionData(
  writer: Writer,
  draft: Draft<ReadShareGroupStateRequestPartitionData>,
  _version: number,
): void {
  const { partition = 0, leaderEpoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partition, 'partition');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readReadShareGroupStateRequestReadStateData(
  reader: Reader,
  version: number,
): ReadShareGroupStateRequestReadStateData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 9),
      version,
      readReadShareGroupStateRequestPartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateRequestReadStateData(
  writer: Writer,
  draft: Draft<ReadShareGroupStateRequestReadStateData>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeReadShareGroupStateRequestPartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readReadShareGroupStateRequest(
  reader: Reader,
  version: number,
): ReadShareGroupStateRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readReadShareGroupStateRequestReadStateData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateRequest(
  writer: Writer,
  draft: Draft<ReadShareGroupStateRequest>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeReadShareGroupStateRequestReadStateData);
  writer.unknownTags(unknownTaggedFields, true);
}

export const readShareGroupStateRequest: MessageCodec<ReadShareGroupStateRequest> = defineCodec({
  name: 'ReadShareGroupStateRequest',
  apiKey: 84,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readReadShareGroupStateRequest,
  write: writeReadShareGroupStateRequest,
});

export interface ReadShareGroupStateResponse {
  readonly results: readonly ReadShareGroupStateResponseReadStateResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ReadShareGroupStateResponseReadStateResult {
  readonly topicId: Uuid;
  readonly partitions: readonly ReadShareGroupStateResponsePartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ReadShareGroupStateResponsePartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly stateEpoch: number;
  readonly startOffset: Int64;
  readonly stateBatches: readonly ReadShareGroupStateResponseStateBatch[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ReadShareGroupStateResponseStateBatch {
  readonly firstOffset: Int64;
  readonly lastOffset: Int64;
  readonly deliveryState: number;
  readonly deliveryCount: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readReadShareGroupStateResponseStateBatch(
  reader: Reader,
  _version: number,
): ReadShareGroupStateResponseStateBatch {
  return {
    firstOffset: reader.int64('firstOffset'),
    lastOffset: reader.int64('lastOffset'),
    deliveryState: reader.int8('deliveryState'),
    deliveryCount: reader.int16('deliveryCount'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateResponseStateBatch(
  writer: Writer,
  draft: Draft<ReadShareGroupStateResponseStateBatch>,
  _version: number,
): void {
  const {
    firstOffset = 0,
    lastOffset = 0,
    deliveryState = 0,
    deliveryCount = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int64(firstOffset, 'firstOffset');
  writer.int64(lastOffset, 'lastOffset');
  writer.int8(deliveryState, 'deliveryState');
  writer.int16(deliveryCount, 'deliveryCount');
  writer.unknownTags(unknownTaggedFields, true);
}

function readReadShareGroupStateResponsePartitionResult(
  reader: Reader,
  version: number,
): ReadShareGroupStateResponsePartitionResult {
  return {
    partition: reader.int32('partition'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    stateEpoch: reader.int32('stateEpoch'),
    startOffset: reader.int64('startOffset'),
    stateBatches: reader.items(
      'stateBatches',
      reader.arrayCount('stateBatches', true, 20),
      version,
      readReadShareGroupStateResponseStateBatch,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateResponsePartitionResult(
  writer: Writer,
  draft: Draft<ReadShareGroupStateResponsePartitionResult>,
  version: number,
): void {
  const {
    partition = 0,
    errorCode = 0,
    errorMessage = null,
    stateEpoch = 0,
    startOffset = 0,
    stateBatches = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.int32(stateEpoch, 'stateEpoch');
  writer.int64(startOffset, 'startOffset');
  writer.arrayCount(stateBatches, 'stateBatches', true);
  writer.items(stateBatches, 'stateBatches', version, writeReadShareGroupStateResponseStateBatch);
  writer.unknownTags(unknownTaggedFields, true);
}

function readReadShareGroupStateResponseReadStateResult(
  reader: Reader,
  version: number,
): ReadShareGroupStateResponseReadStateResult {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 21),
      version,
      readReadShareGroupStateResponsePartitionResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateResponseReadStateResult(
  writer: Writer,
  draft: Draft<ReadShareGroupStateResponseReadStateResult>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeReadShareGroupStateResponsePartitionResult);
  writer.unknownTags(unknownTaggedFields, true);
}

function readReadShareGroupStateResponse(
  reader: Reader,
  version: number,
): ReadShareGroupStateResponse {
  return {
    results: reader.items(
      'results',
      reader.arrayCount('results', true, 18),
      version,
      readReadShareGroupStateResponseReadStateResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateResponse(
  writer: Writer,
  draft: Draft<ReadShareGroupStateResponse>,
  version: number,
): void {
  const { results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(results, 'results', true);
  writer.items(results, 'results', version, writeReadShareGroupStateResponseReadStateResult);
  writer.unknownTags(unknownTaggedFields, true);
}

export const readShareGroupStateResponse: MessageCodec<ReadShareGroupStateResponse> = defineCodec({
  name: 'ReadShareGroupStateResponse',
  apiKey: 84,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readReadShareGroupStateResponse,
  write: writeReadShareGroupStateResponse,
});
