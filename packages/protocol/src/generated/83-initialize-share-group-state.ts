// Generated from schema/83-initialize-share-group-state.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Writer } from '../codec/writer.ts';

export interface InitializeShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly InitializeShareGroupStateRequestInitializeStateData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface InitializeShareGroupStateRequestInitializeStateData {
  readonly topicId: Uuid;
  readonly partitions: readonly InitializeShareGroupStateRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface InitializeShareGroupStateRequestPartitionData {
  readonly partition: number;
  readonly stateEpoch: number;
  readonly startOffset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readInitializeShareGroupStateRequestPartitionData(
  reader: Reader,
  _version: number,
): InitializeShareGroupStateRequestPartitionData {
  return {
    partition: reader.int32('partition'),
    stateEpoch: reader.int32('stateEpoch'),
    startOffset: reader.int64('startOffset'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readInitializeShareGroupStateRequestPartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): InitializeShareGroupStateRequestPartitionData[] {
  const items: InitializeShareGroupStateRequestPartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readInitializeShareGroupStateRequestPartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeInitializeShareGroupStateRequestPartitionData(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateRequestPartitionData>,
  _version: number,
): void {
  const {
    partition = 0,
    stateEpoch = 0,
    startOffset = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int32(stateEpoch, 'stateEpoch');
  writer.int64(startOffset, 'startOffset');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeInitializeShareGroupStateRequestPartitionDataArray(
  writer: Writer,
  items: readonly Draft<InitializeShareGroupStateRequestPartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeInitializeShareGroupStateRequestPartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readInitializeShareGroupStateRequestInitializeStateData(
  reader: Reader,
  version: number,
): InitializeShareGroupStateRequestInitializeStateData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readInitializeShareGroupStateRequestPartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 17)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readInitializeShareGroupStateRequestInitializeStateDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): InitializeShareGroupStateRequestInitializeStateData[] {
  const items: InitializeShareGroupStateRequestInitializeStateData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readInitializeShareGroupStateRequestInitializeStateData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeInitializeShareGroupStateRequestInitializeStateData(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateRequestInitializeStateData>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writeInitializeShareGroupStateRequestPartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeInitializeShareGroupStateRequestInitializeStateDataArray(
  writer: Writer,
  items: readonly Draft<InitializeShareGroupStateRequestInitializeStateData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeInitializeShareGroupStateRequestInitializeStateData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readInitializeShareGroupStateRequest(
  reader: Reader,
  version: number,
): InitializeShareGroupStateRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: readInitializeShareGroupStateRequestInitializeStateDataArray(reader, version, 'topics', reader.arrayCount('topics', true, 18)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeInitializeShareGroupStateRequest(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateRequest>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  writeInitializeShareGroupStateRequestInitializeStateDataArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, true);
}

export const initializeShareGroupStateRequest: MessageCodec<InitializeShareGroupStateRequest> = defineCodec({
  name: 'InitializeShareGroupStateRequest',
  apiKey: 83,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readInitializeShareGroupStateRequest,
  write: writeInitializeShareGroupStateRequest,
});

export interface InitializeShareGroupStateResponse {
  readonly results: readonly InitializeShareGroupStateResponseInitializeStateResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface InitializeShareGroupStateResponseInitializeStateResult {
  readonly topicId: Uuid;
  readonly partitions: readonly InitializeShareGroupStateResponsePartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface InitializeShareGroupStateResponsePartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readInitializeShareGroupStateResponsePartitionResult(
  reader: Reader,
  _version: number,
): InitializeShareGroupStateResponsePartitionResult {
  return {
    partition: reader.int32('partition'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readInitializeShareGroupStateResponsePartitionResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): InitializeShareGroupStateResponsePartitionResult[] {
  const items: InitializeShareGroupStateResponsePartitionResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readInitializeShareGroupStateResponsePartitionResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeInitializeShareGroupStateResponsePartitionResult(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateResponsePartitionResult>,
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

function writeInitializeShareGroupStateResponsePartitionResultArray(
  writer: Writer,
  items: readonly Draft<InitializeShareGroupStateResponsePartitionResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeInitializeShareGroupStateResponsePartitionResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readInitializeShareGroupStateResponseInitializeStateResult(
  reader: Reader,
  version: number,
): InitializeShareGroupStateResponseInitializeStateResult {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readInitializeShareGroupStateResponsePartitionResultArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 8)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readInitializeShareGroupStateResponseInitializeStateResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): InitializeShareGroupStateResponseInitializeStateResult[] {
  const items: InitializeShareGroupStateResponseInitializeStateResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readInitializeShareGroupStateResponseInitializeStateResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeInitializeShareGroupStateResponseInitializeStateResult(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateResponseInitializeStateResult>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writeInitializeShareGroupStateResponsePartitionResultArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeInitializeShareGroupStateResponseInitializeStateResultArray(
  writer: Writer,
  items: readonly Draft<InitializeShareGroupStateResponseInitializeStateResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeInitializeShareGroupStateResponseInitializeStateResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readInitializeShareGroupStateResponse(
  reader: Reader,
  version: number,
): InitializeShareGroupStateResponse {
  return {
    results: readInitializeShareGroupStateResponseInitializeStateResultArray(reader, version, 'results', reader.arrayCount('results', true, 18)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeInitializeShareGroupStateResponse(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateResponse>,
  version: number,
): void {
  const { results = [], unknownTaggedFields = noTaggedFields } = draft;
  writeInitializeShareGroupStateResponseInitializeStateResultArray(writer, results, version, 'results');
  writer.unknownTags(unknownTaggedFields, true);
}

export const initializeShareGroupStateResponse: MessageCodec<InitializeShareGroupStateResponse> = defineCodec({
  name: 'InitializeShareGroupStateResponse',
  apiKey: 83,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readInitializeShareGroupStateResponse,
  write: writeInitializeShareGroupStateResponse,
});
