// Generated from schema/85-write-share-group-state.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface WriteShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly WriteShareGroupStateRequestWriteStateData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteShareGroupStateRequestWriteStateData {
  readonly topicId: Uuid;
  readonly partitions: readonly WriteShareGroupStateRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteShareGroupStateRequestPartitionData {
  readonly partition: number;
  readonly stateEpoch: number;
  readonly leaderEpoch: number;
  readonly startOffset: Int64;
  readonly deliveryCompleteCount: number; // v1+
  readonly stateBatches: readonly WriteShareGroupStateRequestStateBatch[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteShareGroupStateRequestStateBatch {
  readonly firstOffset: Int64;
  readonly lastOffset: Int64;
  readonly deliveryState: number;
  readonly deliveryCount: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readWriteShareGroupStateRequestStateBatch(
  reader: Reader,
  _version: number,
): WriteShareGroupStateRequestStateBatch {
  return {
    firstOffset: reader.int64('firstOffset'),
    lastOffset: reader.int64('lastOffset'),
    deliveryState: reader.int8('deliveryState'),
    deliveryCount: reader.int16('deliveryCount'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteShareGroupStateRequestStateBatch(
  writer: Writer,
  draft: Draft<WriteShareGroupStateRequestStateBatch>,
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

function readWriteShareGroupStateRequestPartitionData(
  reader: Reader,
  version: number,
): WriteShareGroupStateRequestPartitionData {
  return {
    partition: reader.int32('partition'),
    stateEpoch: reader.int32('stateEpoch'),
    leaderEpoch: reader.int32('leaderEpoch'),
    startOffset: reader.int64('startOffset'),
    deliveryCompleteCount: version >= 1 ? reader.int32('deliveryCompleteCount') : -1,
    stateBatches: reader.items(
      'stateBatches',
      reader.arrayCount('stateBatches', true, 20),
      version,
      readWriteShareGroupStateRequestStateBatch,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteShareGroupStateRequestPartitionData(
  writer: Writer,
  draft: Draft<WriteShareGroupStateRequestPartitionData>,
  version: number,
): void {
  const {
    partition = 0,
    stateEpoch = 0,
    leaderEpoch = 0,
    startOffset = 0,
    deliveryCompleteCount = -1,
    stateBatches = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int32(stateEpoch, 'stateEpoch');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int64(startOffset, 'startOffset');
  if (version >= 1) writer.int32(deliveryCompleteCount, 'deliveryCompleteCount');
  writer.arrayCount(stateBatches, 'stateBatches', true);
  writer.items(stateBatches, 'stateBatches', version, writeWriteShareGroupStateRequestStateBatch);
  writer.unknownTags(unknownTaggedFields, true);
}

function readWriteShareGroupStateRequestWriteStateData(
  reader: Reader,
  version: number,
): WriteShareGroupStateRequestWriteStateData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 22),
      version,
      readWriteShareGroupStateRequestPartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteShareGroupStateRequestWriteStateData(
  writer: Writer,
  draft: Draft<WriteShareGroupStateRequestWriteStateData>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeWriteShareGroupStateRequestPartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readWriteShareGroupStateRequest(
  reader: Reader,
  version: number,
): WriteShareGroupStateRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readWriteShareGroupStateRequestWriteStateData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteShareGroupStateRequest(
  writer: Writer,
  draft: Draft<WriteShareGroupStateRequest>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeWriteShareGroupStateRequestWriteStateData);
  writer.unknownTags(unknownTaggedFields, true);
}

export const writeShareGroupStateRequest: MessageCodec<WriteShareGroupStateRequest> = defineCodec({
  name: 'WriteShareGroupStateRequest',
  apiKey: 85,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readWriteShareGroupStateRequest,
  write: writeWriteShareGroupStateRequest,
});

export interface WriteShareGroupStateResponse {
  readonly results: readonly WriteShareGroupStateResponseWriteStateResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteShareGroupStateResponseWriteStateResult {
  readonly topicId: Uuid;
  readonly partitions: readonly WriteShareGroupStateResponsePartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface WriteShareGroupStateResponsePartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readWriteShareGroupStateResponsePartitionResult(
  reader: Reader,
  _version: number,
): WriteShareGroupStateResponsePartitionResult {
  return {
    partition: reader.int32('partition'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteShareGroupStateResponsePartitionResult(
  writer: Writer,
  draft: Draft<WriteShareGroupStateResponsePartitionResult>,
  _version: number,
): void {
  const {
    partition = 0,
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readWriteShareGroupStateResponseWriteStateResult(
  reader: Reader,
  version: number,
): WriteShareGroupStateResponseWriteStateResult {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 8),
      version,
      readWriteShareGroupStateResponsePartitionResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteShareGroupStateResponseWriteStateResult(
  writer: Writer,
  draft: Draft<WriteShareGroupStateResponseWriteStateResult>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeWriteShareGroupStateResponsePartitionResult);
  writer.unknownTags(unknownTaggedFields, true);
}

function readWriteShareGroupStateResponse(
  reader: Reader,
  version: number,
): WriteShareGroupStateResponse {
  return {
    results: reader.items(
      'results',
      reader.arrayCount('results', true, 18),
      version,
      readWriteShareGroupStateResponseWriteStateResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteShareGroupStateResponse(
  writer: Writer,
  draft: Draft<WriteShareGroupStateResponse>,
  version: number,
): void {
  const { results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(results, 'results', true);
  writer.items(results, 'results', version, writeWriteShareGroupStateResponseWriteStateResult);
  writer.unknownTags(unknownTaggedFields, true);
}

export const writeShareGroupStateResponse: MessageCodec<WriteShareGroupStateResponse> = defineCodec({
  name: 'WriteShareGroupStateResponse',
  apiKey: 85,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readWriteShareGroupStateResponse,
  write: writeWriteShareGroupStateResponse,
});
