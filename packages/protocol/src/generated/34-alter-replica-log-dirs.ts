// Generated from schema/34-alter-replica-log-dirs.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
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

function readAlterReplicaLogDirsRequestAlterReplicaLogDir(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsRequestAlterReplicaLogDir {
  const flexible = version >= 2;
  return {
    path: reader.string('path', flexible),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readAlterReplicaLogDirsRequestAlterReplicaLogDirTopic,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterReplicaLogDirsRequestAlterReplicaLogDir(
  writer: Writer,
  draft: Draft<AlterReplicaLogDirsRequestAlterReplicaLogDir>,
  version: number,
): void {
  const flexible = version >= 2;
  const { path = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(path, 'path', flexible);
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeAlterReplicaLogDirsRequestAlterReplicaLogDirTopic);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAlterReplicaLogDirsRequest(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsRequest {
  const flexible = version >= 2;
  return {
    dirs: reader.items(
      'dirs',
      reader.arrayCount('dirs', flexible, flexible ? 3 : 6),
      version,
      readAlterReplicaLogDirsRequestAlterReplicaLogDir,
    ),
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
  writer.arrayCount(dirs, 'dirs', flexible);
  writer.items(dirs, 'dirs', version, writeAlterReplicaLogDirsRequestAlterReplicaLogDir);
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

function readAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult {
  const flexible = version >= 2;
  return {
    topicName: reader.string('topicName', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 7 : 6),
      version,
      readAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult(
  writer: Writer,
  draft: Draft<AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readAlterReplicaLogDirsResponse(
  reader: Reader,
  version: number,
): AlterReplicaLogDirsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    results: reader.items(
      'results',
      reader.arrayCount('results', flexible, flexible ? 3 : 6),
      version,
      readAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult,
    ),
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
  writer.arrayCount(results, 'results', flexible);
  writer.items(
    results,
    'results',
    version,
    writeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult,
  );
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
