// Generated from schema/73-assign-replicas-to-dirs.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Writer } from '../codec/writer.ts';

export interface AssignReplicasToDirsRequest {
  readonly brokerId: number;
  readonly brokerEpoch: Int64;
  readonly directories: readonly AssignReplicasToDirsRequestDirectoryData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AssignReplicasToDirsRequestDirectoryData {
  readonly id: Uuid;
  readonly topics: readonly AssignReplicasToDirsRequestTopicData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AssignReplicasToDirsRequestTopicData {
  readonly topicId: Uuid;
  readonly partitions: readonly AssignReplicasToDirsRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AssignReplicasToDirsRequestPartitionData {
  readonly partitionIndex: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAssignReplicasToDirsRequestPartitionData(
  reader: Reader,
  _version: number,
): AssignReplicasToDirsRequestPartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAssignReplicasToDirsRequestPartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AssignReplicasToDirsRequestPartitionData[] {
  const items: AssignReplicasToDirsRequestPartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAssignReplicasToDirsRequestPartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAssignReplicasToDirsRequestPartitionData(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsRequestPartitionData>,
  _version: number,
): void {
  const { partitionIndex = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAssignReplicasToDirsRequestPartitionDataArray(
  writer: Writer,
  items: readonly Draft<AssignReplicasToDirsRequestPartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAssignReplicasToDirsRequestPartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAssignReplicasToDirsRequestTopicData(
  reader: Reader,
  version: number,
): AssignReplicasToDirsRequestTopicData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readAssignReplicasToDirsRequestPartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 5)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAssignReplicasToDirsRequestTopicDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AssignReplicasToDirsRequestTopicData[] {
  const items: AssignReplicasToDirsRequestTopicData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAssignReplicasToDirsRequestTopicData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAssignReplicasToDirsRequestTopicData(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsRequestTopicData>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writeAssignReplicasToDirsRequestPartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAssignReplicasToDirsRequestTopicDataArray(
  writer: Writer,
  items: readonly Draft<AssignReplicasToDirsRequestTopicData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAssignReplicasToDirsRequestTopicData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAssignReplicasToDirsRequestDirectoryData(
  reader: Reader,
  version: number,
): AssignReplicasToDirsRequestDirectoryData {
  return {
    id: reader.uuid('id'),
    topics: readAssignReplicasToDirsRequestTopicDataArray(reader, version, 'topics', reader.arrayCount('topics', true, 18)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAssignReplicasToDirsRequestDirectoryDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AssignReplicasToDirsRequestDirectoryData[] {
  const items: AssignReplicasToDirsRequestDirectoryData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAssignReplicasToDirsRequestDirectoryData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAssignReplicasToDirsRequestDirectoryData(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsRequestDirectoryData>,
  version: number,
): void {
  const { id = zeroUuid, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.uuid(id, 'id');
  writeAssignReplicasToDirsRequestTopicDataArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAssignReplicasToDirsRequestDirectoryDataArray(
  writer: Writer,
  items: readonly Draft<AssignReplicasToDirsRequestDirectoryData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAssignReplicasToDirsRequestDirectoryData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAssignReplicasToDirsRequest(
  reader: Reader,
  version: number,
): AssignReplicasToDirsRequest {
  return {
    brokerId: reader.int32('brokerId'),
    brokerEpoch: reader.int64('brokerEpoch'),
    directories: readAssignReplicasToDirsRequestDirectoryDataArray(reader, version, 'directories', reader.arrayCount('directories', true, 18)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAssignReplicasToDirsRequest(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsRequest>,
  version: number,
): void {
  const {
    brokerId = 0,
    brokerEpoch = -1,
    directories = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.int64(brokerEpoch, 'brokerEpoch');
  writeAssignReplicasToDirsRequestDirectoryDataArray(writer, directories, version, 'directories');
  writer.unknownTags(unknownTaggedFields, true);
}

export const assignReplicasToDirsRequest: MessageCodec<AssignReplicasToDirsRequest> = defineCodec({
  name: 'AssignReplicasToDirsRequest',
  apiKey: 73,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAssignReplicasToDirsRequest,
  write: writeAssignReplicasToDirsRequest,
});

export interface AssignReplicasToDirsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly directories: readonly AssignReplicasToDirsResponseDirectoryData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AssignReplicasToDirsResponseDirectoryData {
  readonly id: Uuid;
  readonly topics: readonly AssignReplicasToDirsResponseTopicData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AssignReplicasToDirsResponseTopicData {
  readonly topicId: Uuid;
  readonly partitions: readonly AssignReplicasToDirsResponsePartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AssignReplicasToDirsResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAssignReplicasToDirsResponsePartitionData(
  reader: Reader,
  _version: number,
): AssignReplicasToDirsResponsePartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAssignReplicasToDirsResponsePartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AssignReplicasToDirsResponsePartitionData[] {
  const items: AssignReplicasToDirsResponsePartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAssignReplicasToDirsResponsePartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAssignReplicasToDirsResponsePartitionData(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsResponsePartitionData>,
  _version: number,
): void {
  const { partitionIndex = 0, errorCode = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAssignReplicasToDirsResponsePartitionDataArray(
  writer: Writer,
  items: readonly Draft<AssignReplicasToDirsResponsePartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAssignReplicasToDirsResponsePartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAssignReplicasToDirsResponseTopicData(
  reader: Reader,
  version: number,
): AssignReplicasToDirsResponseTopicData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readAssignReplicasToDirsResponsePartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 7)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAssignReplicasToDirsResponseTopicDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AssignReplicasToDirsResponseTopicData[] {
  const items: AssignReplicasToDirsResponseTopicData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAssignReplicasToDirsResponseTopicData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAssignReplicasToDirsResponseTopicData(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsResponseTopicData>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writeAssignReplicasToDirsResponsePartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAssignReplicasToDirsResponseTopicDataArray(
  writer: Writer,
  items: readonly Draft<AssignReplicasToDirsResponseTopicData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAssignReplicasToDirsResponseTopicData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAssignReplicasToDirsResponseDirectoryData(
  reader: Reader,
  version: number,
): AssignReplicasToDirsResponseDirectoryData {
  return {
    id: reader.uuid('id'),
    topics: readAssignReplicasToDirsResponseTopicDataArray(reader, version, 'topics', reader.arrayCount('topics', true, 18)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAssignReplicasToDirsResponseDirectoryDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AssignReplicasToDirsResponseDirectoryData[] {
  const items: AssignReplicasToDirsResponseDirectoryData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAssignReplicasToDirsResponseDirectoryData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAssignReplicasToDirsResponseDirectoryData(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsResponseDirectoryData>,
  version: number,
): void {
  const { id = zeroUuid, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.uuid(id, 'id');
  writeAssignReplicasToDirsResponseTopicDataArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAssignReplicasToDirsResponseDirectoryDataArray(
  writer: Writer,
  items: readonly Draft<AssignReplicasToDirsResponseDirectoryData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAssignReplicasToDirsResponseDirectoryData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAssignReplicasToDirsResponse(
  reader: Reader,
  version: number,
): AssignReplicasToDirsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    directories: readAssignReplicasToDirsResponseDirectoryDataArray(reader, version, 'directories', reader.arrayCount('directories', true, 18)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAssignReplicasToDirsResponse(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    directories = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writeAssignReplicasToDirsResponseDirectoryDataArray(writer, directories, version, 'directories');
  writer.unknownTags(unknownTaggedFields, true);
}

export const assignReplicasToDirsResponse: MessageCodec<AssignReplicasToDirsResponse> = defineCodec({
  name: 'AssignReplicasToDirsResponse',
  apiKey: 73,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAssignReplicasToDirsResponse,
  write: writeAssignReplicasToDirsResponse,
});
