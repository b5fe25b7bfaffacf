// Generated from schema/03-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface MetadataRequest {
  readonly topics: readonly MetadataRequestMetadataRequestTopic[] | null;
  readonly allowAutoTopicCreation: boolean; // v4+
  readonly includeClusterAuthorizedOperations: boolean; // v8-10
  readonly includeTopicAuthorizedOperations: boolean; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface MetadataRequestMetadataRequestTopic {
  readonly topicId: Uuid; // v10+
  readonly name: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readMetadataRequestMetadataRequestTopic(
  reader: Reader,
  version: number,
): MetadataRequestMetadataRequestTopic {
  const flexible = version >= 9;
  return {
    topicId: version >= 10 ? reader.uuid('topicId') : zeroUuid,
    name: version >= 10 ? reader.nullableString('name', flexible) : reader.string('name', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeMetadataRequestMetadataRequestTopic(
  writer: Writer,
  draft: Draft<MetadataRequestMetadataRequestTopic>,
  version: number,
): void {
  const flexible = version >= 9;
  const { topicId = zeroUuid, name = '', unknownTaggedFields = noTaggedFields } = draft;
  if (version >= 10) writer.uuid(topicId, 'topicId');
  writer.nullableString(name, 'name', flexible, version >= 10);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readMetadataRequest(reader: Reader, version: number): MetadataRequest {
  const flexible = version >= 9;
  return {
    topics: version >= 1
      ? reader.nullableItems(
        'topics',
        reader.nullableArrayCount('topics', flexible, 2),
        version,
        readMetadataRequestMetadataRequestTopic,
      )
      : reader.items(
        'topics',
        reader.arrayCount('topics', flexible, 2),
        version,
        readMetadataRequestMetadataRequestTopic,
      ),
    allowAutoTopicCreation: version >= 4 ? reader.bool('allowAutoTopicCreation') : true,
    includeClusterAuthorizedOperations: version >= 8 && version <= 10
      ? reader.bool('includeClusterAuthorizedOperations')
      : false,
    includeTopicAuthorizedOperations: version >= 8
      ? reader.bool('includeTopicAuthorizedOperations')
      : false,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeMetadataRequest(
  writer: Writer,
  draft: Draft<MetadataRequest>,
  version: number,
): void {
  const flexible = version >= 9;
  const {
    topics = [],
    allowAutoTopicCreation = true,
    includeClusterAuthorizedOperations = false,
    includeTopicAuthorizedOperations = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (topics === null) writer.nullArray('topics', flexible, version >= 1);
  else {
    writer.arrayCount(topics, 'topics', flexible);
    writer.items(topics, 'topics', version, writeMetadataRequestMetadataRequestTopic);
  }
  if (version >= 4) {
    writer.bool(allowAutoTopicCreation, 'allowAutoTopicCreation');
  } else if (!allowAutoTopicCreation) throw notInVersion('allowAutoTopicCreation');
  if (version >= 8 && version <= 10) {
    writer.bool(includeClusterAuthorizedOperations, 'includeClusterAuthorizedOperations');
  } else if (includeClusterAuthorizedOperations) throw notInVersion('includeClusterAuthorizedOperations');
  if (version >= 8) {
    writer.bool(includeTopicAuthorizedOperations, 'includeTopicAuthorizedOperations');
  } else if (includeTopicAuthorizedOperations) throw notInVersion('includeTopicAuthorizedOperations');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const metadataRequest: MessageCodec<MetadataRequest> = defineCodec({
  name: 'MetadataRequest',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  read: readMetadataRequest,
  write: writeMetadataRequest,
});

export interface MetadataResponse {
  readonly throttleTimeMs: number; // v3+
  readonly brokers: readonly MetadataResponseMetadataResponseBroker[];
  readonly clusterId: string | null; // v2+
  readonly controllerId: number; // v1+
  readonly topics: readonly MetadataResponseMetadataResponseTopic[];
  readonly clusterAuthorizedOperations: number; // v8-10
  readonly errorCode: number; // v13+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface MetadataResponseMetadataResponseTopic {
  readonly errorCode: number;
  readonly name: string | null;
  readonly topicId: Uuid; // v10+
  readonly isInternal: boolean; // v1+
  readonly partitions: readonly MetadataResponseMetadataResponsePartition[];
  readonly topicAuthorizedOperations: number; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface MetadataResponseMetadataResponsePartition {
  readonly errorCode: number;
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number; // v7+
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
  readonly offlineReplicas: readonly number[]; // v5+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface MetadataResponseMetadataResponseBroker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readMetadataResponseMetadataResponseBroker(
  reader: Reader,
  version: number,
): MetadataResponseMetadataResponseBroker {
  const flexible = version >= 9;
  return {
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', flexible),
    port: reader.int32('port'),
    rack: version >= 1 ? reader.nullableString('rack', flexible) : null,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeMetadataResponseMetadataResponseBroker(
  writer: Writer,
  draft: Draft<MetadataResponseMetadataResponseBroker>,
  version: number,
): void {
  const flexible = version >= 9;
  const {
    nodeId = 0,
    host = '',
    port = 0,
    rack = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(nodeId, 'nodeId');
  writer.string(host, 'host', flexible);
  writer.int32(port, 'port');
  if (version >= 1) writer.nullableString(rack, 'rack', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readMetadataResponseMetadataResponsePartition(
  reader: Reader,
  version: number,
): MetadataResponseMetadataResponsePartition {
  const flexible = version >= 9;
  return {
    errorCode: reader.int16('errorCode'),
    partitionIndex: reader.int32('partitionIndex'),
    leaderId: reader.int32('leaderId'),
    leaderEpoch: version >= 7 ? reader.int32('leaderEpoch') : -1,
    replicaNodes: reader.int32Array('replicaNodes', reader.arrayCount('replicaNodes', flexible, 4)),
    isrNodes: reader.int32Array('isrNodes', reader.arrayCount('isrNodes', flexible, 4)),
    offlineReplicas: version >= 5
      ? reader.int32Array('offlineReplicas', reader.arrayCount('offlineReplicas', flexible, 4))
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeMetadataResponseMetadataResponsePartition(
  writer: Writer,
  draft: Draft<MetadataResponseMetadataResponsePartition>,
  version: number,
): void {
  const flexible = version >= 9;
  const {
    errorCode = 0,
    partitionIndex = 0,
    leaderId = 0,
    leaderEpoch = -1,
    replicaNodes = [],
    isrNodes = [],
    offlineReplicas = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int32(leaderId, 'leaderId');
  if (version >= 7) writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int32Array(replicaNodes, 'replicaNodes', flexible);
  writer.int32Array(isrNodes, 'isrNodes', flexible);
  if (version >= 5) writer.int32Array(offlineReplicas, 'offlineReplicas', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readMetadataResponseMetadataResponseTopic(
  reader: Reader,
  version: number,
): MetadataResponseMetadataResponseTopic {
  const flexible = version >= 9;
  return {
    errorCode: reader.int16('errorCode'),
    name: version >= 12 ? reader.nullableString('name', flexible) : reader.string('name', flexible),
    topicId: version >= 10 ? reader.uuid('topicId') : zeroUuid,
    isInternal: version >= 1 ? reader.bool('isInternal') : false,
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, 18),
      version,
      readMetadataResponseMetadataResponsePartition,
    ),
    topicAuthorizedOperations: version >= 8
      ? reader.int32('topicAuthorizedOperations')
      : -2147483648,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeMetadataResponseMetadataResponseTopic(
  writer: Writer,
  draft: Draft<MetadataResponseMetadataResponseTopic>,
  version: number,
): void {
  const flexible = version >= 9;
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
  writer.nullableString(name, 'name', flexible, version >= 12);
  if (version >= 10) writer.uuid(topicId, 'topicId');
  if (version >= 1) writer.bool(isInternal, 'isInternal');
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(partitions, 'partitions', version, writeMetadataResponseMetadataResponsePartition);
  if (version >= 8) {
    writer.int32(topicAuthorizedOperations, 'topicAuthorizedOperations');
  } else if (topicAuthorizedOperations !== -2147483648) throw notInVersion('topicAuthorizedOperations');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readMetadataResponse(reader: Reader, version: number): MetadataResponse {
  const flexible = version >= 9;
  return {
    throttleTimeMs: version >= 3 ? reader.int32('throttleTimeMs') : 0,
    brokers: reader.items(
      'brokers',
      reader.arrayCount('brokers', flexible, flexible ? 11 : 10),
      version,
      readMetadataResponseMetadataResponseBroker,
    ),
    clusterId: version >= 2 ? reader.nullableString('clusterId', flexible) : null,
    controllerId: version >= 1 ? reader.int32('controllerId') : -1,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 10 : 8),
      version,
      readMetadataResponseMetadataResponseTopic,
    ),
    clusterAuthorizedOperations: version >= 8 && version <= 10
      ? reader.int32('clusterAuthorizedOperations')
      : -2147483648,
    errorCode: version >= 13 ? reader.int16('errorCode') : 0,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeMetadataResponse(
  writer: Writer,
  draft: Draft<MetadataResponse>,
  version: number,
): void {
  const flexible = version >= 9;
  const {
    throttleTimeMs = 0,
    brokers = [],
    clusterId = null,
    controllerId = -1,
    topics = [],
    clusterAuthorizedOperations = -2147483648,
    errorCode = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 3) writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(brokers, 'brokers', flexible);
  writer.items(brokers, 'brokers', version, writeMetadataResponseMetadataResponseBroker);
  if (version >= 2) writer.nullableString(clusterId, 'clusterId', flexible);
  if (version >= 1) writer.int32(controllerId, 'controllerId');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeMetadataResponseMetadataResponseTopic);
  if (version >= 8 && version <= 10) {
    writer.int32(clusterAuthorizedOperations, 'clusterAuthorizedOperations');
  } else if (clusterAuthorizedOperations !== -2147483648) throw notInVersion('clusterAuthorizedOperations');
  if (version >= 13) writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const metadataResponse: MessageCodec<MetadataResponse> = defineCodec({
  name: 'MetadataResponse',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  read: readMetadataResponse,
  write: writeMetadataResponse,
});
