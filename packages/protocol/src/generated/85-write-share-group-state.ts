// Generated from schema/85-write-share-group-state.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
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

function readWriteShareGroupStateRequestStateBatchArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): WriteShareGroupStateRequestStateBatch[] {
  const items: WriteShareGroupStateRequestStateBatch[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readWriteShareGroupStateRequestStateBatch(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeWriteShareGroupStateRequestStateBatchArray(
  writer: Writer,
  items: readonly Draft<WriteShareGroupStateRequestStateBatch>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeWriteShareGroupStateRequestStateBatch(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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
    stateBatches: readWriteShareGroupStateRequestStateBatchArray(reader, version, 'stateBatches', reader.arrayCount('stateBatches', true, 20)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readWriteShareGroupStateRequestPartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): WriteShareGroupStateRequestPartitionData[] {
  const items: WriteShareGroupStateRequestPartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readWriteShareGroupStateRequestPartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeWriteShareGroupStateRequestStateBatchArray(writer, stateBatches, version, 'stateBatches');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeWriteShareGroupStateRequestPartitionDataArray(
  writer: Writer,
  items: readonly Draft<WriteShareGroupStateRequestPartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeWriteShareGroupStateRequestPartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readWriteShareGroupStateRequestWriteStateData(
  reader: Reader,
  version: number,
): WriteShareGroupStateRequestWriteStateData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readWriteShareGroupStateRequestPartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 22)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readWriteShareGroupStateRequestWriteStateDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): WriteShareGroupStateRequestWriteStateData[] {
  const items: WriteShareGroupStateRequestWriteStateData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readWriteShareGroupStateRequestWriteStateData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeWriteShareGroupStateRequestPartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeWriteShareGroupStateRequestWriteStateDataArray(
  writer: Writer,
  items: readonly Draft<WriteShareGroupStateRequestWriteStateData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeWriteShareGroupStateRequestWriteStateData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readWriteShareGroupStateRequest(
  reader: Reader,
  version: number,
): WriteShareGroupStateRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: readWriteShareGroupStateRequestWriteStateDataArray(reader, version, 'topics', reader.arrayCount('topics', true, 18)),
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
  writeWriteShareGroupStateRequestWriteStateDataArray(writer, topics, version, 'topics');
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

function readWriteShareGroupStateResponsePartitionResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): WriteShareGroupStateResponsePartitionResult[] {
  const items: WriteShareGroupStateResponsePartitionResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readWriteShareGroupStateResponsePartitionResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeWriteShareGroupStateResponsePartitionResultArray(
  writer: Writer,
  items: readonly Draft<WriteShareGroupStateResponsePartitionResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeWriteShareGroupStateResponsePartitionResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readWriteShareGroupStateResponseWriteStateResult(
  reader: Reader,
  version: number,
): WriteShareGroupStateResponseWriteStateResult {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readWriteShareGroupStateResponsePartitionResultArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 8)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readWriteShareGroupStateResponseWriteStateResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): WriteShareGroupStateResponseWriteStateResult[] {
  const items: WriteShareGroupStateResponseWriteStateResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readWriteShareGroupStateResponseWriteStateResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeWriteShareGroupStateResponsePartitionResultArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeWriteShareGroupStateResponseWriteStateResultArray(
  writer: Writer,
  items: readonly Draft<WriteShareGroupStateResponseWriteStateResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeWriteShareGroupStateResponseWriteStateResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readWriteShareGroupStateResponse(
  reader: Reader,
  version: number,
): WriteShareGroupStateResponse {
  return {
    results: readWriteShareGroupStateResponseWriteStateResultArray(reader, version, 'results', reader.arrayCount('results', true, 18)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeWriteShareGroupStateResponse(
  writer: Writer,
  draft: Draft<WriteShareGroupStateResponse>,
  version: number,
): void {
  const { results = [], unknownTaggedFields = noTaggedFields } = draft;
  writeWriteShareGroupStateResponseWriteStateResultArray(writer, results, version, 'results');
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
