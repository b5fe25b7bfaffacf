// Generated from schema/34-alter-replica-log-dirs.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Writer } from '../codec/writer.ts';

export interface AlterReplicaLogDirsRequest {
  readonly dirs: readonly AlterReplicaLogDirsRequestAlterReplicaLogDir[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterReplicaLogDirsRequestAlterReplicaLogDir {
  readonly path: string;
  readonly topics: readonly AlterReplicaLogDirsRequestAlterReplicaLogDirTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterReplicaLogDirsRequestAlterReplicaLogDirTopic {
  readonly name: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterReplicaLogDirsRequestAlterReplicaLogDirTopic(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsRequestAlterReplicaLogDirTopic {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', flexible, 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readAlterReplicaLogDirsRequestAlterReplicaLogDirTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterReplicaLogDirsRequestAlterReplicaLogDirTopic[] {
  const items: AlterReplicaLogDirsRequestAlterReplicaLogDirTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterReplicaLogDirsRequestAlterReplicaLogDirTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterReplicaLogDirsRequestAlterReplicaLogDirTopic(
  writer: Writer,
  draft: Draft<AlterReplicaLogDirsRequestAlterReplicaLogDirTopic>,
  version: number,
): void {
  const flexible = version >= 2;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.int32Array(partitions, 'partitions', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeAlterReplicaLogDirsRequestAlterReplicaLogDirTopicArray(
  writer: Writer,
  items: readonly Draft<AlterReplicaLogDirsRequestAlterReplicaLogDirTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterReplicaLogDirsRequestAlterReplicaLogDirTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterReplicaLogDirsRequestAlterReplicaLogDir(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsRequestAlterReplicaLogDir {
  const flexible = version >= 2;
  return {
    path: reader.string('path', flexible),
    topics: readAlterReplicaLogDirsRequestAlterReplicaLogDirTopicArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readAlterReplicaLogDirsRequestAlterReplicaLogDirArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterReplicaLogDirsRequestAlterReplicaLogDir[] {
  const items: AlterReplicaLogDirsRequestAlterReplicaLogDir[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterReplicaLogDirsRequestAlterReplicaLogDir(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterReplicaLogDirsRequestAlterReplicaLogDir(
  writer: Writer,
  draft: Draft<AlterReplicaLogDirsRequestAlterReplicaLogDir>,
  version: number,
): void {
  const flexible = version >= 2;
  const { path = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(path, 'path', flexible);
  writeAlterReplicaLogDirsRequestAlterReplicaLogDirTopicArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeAlterReplicaLogDirsRequestAlterReplicaLogDirArray(
  writer: Writer,
  items: readonly Draft<AlterReplicaLogDirsRequestAlterReplicaLogDir>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterReplicaLogDirsRequestAlterReplicaLogDir(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterReplicaLogDirsRequest(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsRequest {
  const flexible = version >= 2;
  return {
    dirs: readAlterReplicaLogDirsRequestAlterReplicaLogDirArray(reader, version, 'dirs', reader.arrayCount('dirs', flexible, flexible ? 3 : 6)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterReplicaLogDirsRequest(
  writer: Writer,
  draft: Draft<AlterReplicaLogDirsRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const { dirs = [], unknownTaggedFields = noTaggedFields } = draft;
  writeAlterReplicaLogDirsRequestAlterReplicaLogDirArray(writer, dirs, version, 'dirs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const alterReplicaLogDirsRequest: MessageCodec<AlterReplicaLogDirsRequest> = defineCodec({
  name: 'AlterReplicaLogDirsRequest',
  apiKey: 34,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readAlterReplicaLogDirsRequest,
  write: writeAlterReplicaLogDirsRequest,
});

export interface AlterReplicaLogDirsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult {
  readonly topicName: string;
  readonly partitions: readonly AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult {
  const flexible = version >= 2;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult[] {
  const items: AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult(
  writer: Writer,
  draft: Draft<AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const { partitionIndex = 0, errorCode = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResultArray(
  writer: Writer,
  items: readonly Draft<AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult {
  const flexible = version >= 2;
  return {
    topicName: reader.string('topicName', flexible),
    partitions: readAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResultArray(reader, version, 'partitions', reader.arrayCount('partitions', flexible, flexible ? 7 : 6)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult[] {
  const items: AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult(
  writer: Writer,
  draft: Draft<AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', flexible);
  writeAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResultArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResultArray(
  writer: Writer,
  items: readonly Draft<AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterReplicaLogDirsResponse(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    results: readAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResultArray(reader, version, 'results', reader.arrayCount('results', flexible, flexible ? 3 : 6)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterReplicaLogDirsResponse(
  writer: Writer,
  draft: Draft<AlterReplicaLogDirsResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const { throttleTimeMs = 0, results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResultArray(writer, results, version, 'results');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const alterReplicaLogDirsResponse: MessageCodec<AlterReplicaLogDirsResponse> = defineCodec({
  name: 'AlterReplicaLogDirsResponse',
  apiKey: 34,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readAlterReplicaLogDirsResponse,
  write: writeAlterReplicaLogDirsResponse,
});
