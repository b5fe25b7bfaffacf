// Generated from schema/73-assign-replicas-to-dirs.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
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

function writeAssignReplicasToDirsRequestPartitionData(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsRequestPartitionData>,
  _version: number,
): void {
  const { partitionIndex = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.unknownTags(unknownTaggedFields, true);
}

function readAssignReplicasToDirsRequestTopicData(
  reader: Reader,
  version: number,
): AssignReplicasToDirsRequestTopicData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 5),
      version,
      readAssignReplicasToDirsRequestPartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeAssignReplicasToDirsRequestPartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAssignReplicasToDirsRequestDirectoryData(
  reader: Reader,
  version: number,
): AssignReplicasToDirsRequestDirectoryData {
  return {
    id: reader.uuid('id'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readAssignReplicasToDirsRequestTopicData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAssignReplicasToDirsRequestDirectoryData(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsRequestDirectoryData>,
  version: number,
): void {
  const { id = zeroUuid, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.uuid(id, 'id');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeAssignReplicasToDirsRequestTopicData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAssignReplicasToDirsRequest(
  reader: Reader,
  version: number,
): AssignReplicasToDirsRequest {
  return {
    brokerId: reader.int32('brokerId'),
    brokerEpoch: reader.int64('brokerEpoch'),
    directories: reader.items(
      'directories',
      reader.arrayCount('directories', true, 18),
      version,
      readAssignReplicasToDirsRequestDirectoryData,
    ),
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
  writer.arrayCount(directories, 'directories', true);
  writer.items(directories, 'directories', version, writeAssignReplicasToDirsRequestDirectoryData);
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

function readAssignReplicasToDirsResponseTopicData(
  reader: Reader,
  version: number,
): AssignReplicasToDirsResponseTopicData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 7),
      version,
      readAssignReplicasToDirsResponsePartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeAssignReplicasToDirsResponsePartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAssignReplicasToDirsResponseDirectoryData(
  reader: Reader,
  version: number,
): AssignReplicasToDirsResponseDirectoryData {
  return {
    id: reader.uuid('id'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readAssignReplicasToDirsResponseTopicData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAssignReplicasToDirsResponseDirectoryData(
  writer: Writer,
  draft: Draft<AssignReplicasToDirsResponseDirectoryData>,
  version: number,
): void {
  const { id = zeroUuid, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.uuid(id, 'id');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeAssignReplicasToDirsResponseTopicData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAssignReplicasToDirsResponse(
  reader: Reader,
  version: number,
): AssignReplicasToDirsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    directories: reader.items(
      'directories',
      reader.arrayCount('directories', true, 18),
      version,
      readAssignReplicasToDirsResponseDirectoryData,
    ),
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
  writer.arrayCount(directories, 'directories', true);
  writer.items(directories, 'directories', version, writeAssignReplicasToDirsResponseDirectoryData);
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
