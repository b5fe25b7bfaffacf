// Generated from schema/88-streams-group-heartbeat.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface StreamsGroupHeartbeatRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly endpointInformationEpoch: number;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly topology: StreamsGroupHeartbeatRequestTopology | null;
  readonly activeTasks: readonly StreamsGroupHeartbeatRequestTaskIds[] | null;
  readonly standbyTasks: readonly StreamsGroupHeartbeatRequestTaskIds[] | null;
  readonly warmupTasks: readonly StreamsGroupHeartbeatRequestTaskIds[] | null;
  readonly processId: string | null;
  readonly userEndpoint: StreamsGroupHeartbeatRequestEndpoint | null;
  readonly clientTags: readonly StreamsGroupHeartbeatRequestKeyValue[] | null;
  readonly taskOffsets: readonly StreamsGroupHeartbeatRequestTaskOffset[] | null;
  readonly taskEndOffsets: readonly StreamsGroupHeartbeatRequestTaskOffset[] | null;
  readonly shutdownApplication: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatRequestTopology {
  readonly epoch: number;
  readonly subtopologies: readonly StreamsGroupHeartbeatRequestSubtopology[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatRequestSubtopology {
  readonly subtopologyId: string;
  readonly sourceTopics: readonly string[];
  readonly sourceTopicRegex: readonly string[];
  readonly stateChangelogTopics: readonly StreamsGroupHeartbeatRequestTopicInfo[];
  readonly repartitionSinkTopics: readonly string[];
  readonly repartitionSourceTopics: readonly StreamsGroupHeartbeatRequestTopicInfo[];
  readonly copartitionGroups: readonly StreamsGroupHeartbeatRequestCopartitionGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatRequestCopartitionGroup {
  readonly sourceTopics: readonly number[];
  readonly sourceTopicRegex: readonly number[];
  readonly repartitionSourceTopics: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatRequestTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatRequestTaskOffset {
  readonly subtopologyId: string;
  readonly partition: number;
  readonly offset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatRequestEndpoint {
  readonly host: string;
  readonly port: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatRequestTopicInfo {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly topicConfigs: readonly StreamsGroupHeartbeatRequestKeyValue[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatRequestKeyValue {
  readonly key: string;
  readonly value: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readStreamsGroupHeartbeatRequestKeyValue(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatRequestKeyValue {
  return {
    key: reader.string('key', true),
    value: reader.string('value', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatRequestKeyValue(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestKeyValue>,
  _version: number,
): void {
  const { key = '', value = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(key, 'key', true);
  writer.string(value, 'value', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatRequestTopicInfo(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatRequestTopicInfo {
  return {
    name: reader.string('name', true),
    partitions: reader.int32('partitions'),
    replicationFactor: reader.int16('replicationFactor'),
    topicConfigs: reader.items(
      'topicConfigs',
      reader.arrayCount('topicConfigs', true, 3),
      version,
      readStreamsGroupHeartbeatRequestKeyValue,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatRequestTopicInfo(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestTopicInfo>,
  version: number,
): void {
  const {
    name = '',
    partitions = 0,
    replicationFactor = 0,
    topicConfigs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.int32(partitions, 'partitions');
  writer.int16(replicationFactor, 'replicationFactor');
  writer.arrayCount(topicConfigs, 'topicConfigs', true);
  writer.items(topicConfigs, 'topicConfigs', version, writeStreamsGroupHeartbeatRequestKeyValue);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatRequestEndpoint(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatRequestEndpoint {
  return {
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatRequestEndpoint(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestEndpoint>,
  _version: number,
): void {
  const { host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatRequestTaskOffset(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatRequestTaskOffset {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    partition: reader.int32('partition'),
    offset: reader.int64('offset'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatRequestTaskOffset(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestTaskOffset>,
  _version: number,
): void {
  const {
    subtopologyId = '',
    partition = 0,
    offset = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(subtopologyId, 'subtopologyId', true);
  writer.int32(partition, 'partition');
  writer.int64(offset, 'offset');
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatRequestTaskIds(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatRequestTaskIds {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatRequestTaskIds(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestTaskIds>,
  _version: number,
): void {
  const {
    subtopologyId = '',
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(subtopologyId, 'subtopologyId', true);
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatRequestCopartitionGroup(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatRequestCopartitionGroup {
  return {
    sourceTopics: reader.int16Array('sourceTopics', reader.arrayCount('sourceTopics', true, 2)),
    sourceTopicRegex: reader.int16Array(
      'sourceTopicRegex',
      reader.arrayCount('sourceTopicRegex', true, 2),
    ),
    repartitionSourceTopics: reader.int16Array(
      'repartitionSourceTopics',
      reader.arrayCount('repartitionSourceTopics', true, 2),
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatRequestCopartitionGroup(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestCopartitionGroup>,
  _version: number,
): void {
  const {
    sourceTopics = [],
    sourceTopicRegex = [],
    repartitionSourceTopics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16Array(sourceTopics, 'sourceTopics', true);
  writer.int16Array(sourceTopicRegex, 'sourceTopicRegex', true);
  writer.int16Array(repartitionSourceTopics, 'repartitionSourceTopics', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatRequestSubtopology(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatRequestSubtopology {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    sourceTopics: reader.stringArray(
      'sourceTopics',
      reader.arrayCount('sourceTopics', true, 1),
      true,
    ),
    sourceTopicRegex: reader.stringArray(
      'sourceTopicRegex',
      reader.arrayCount('sourceTopicRegex', true, 1),
      true,
    ),
    stateChangelogTopics: reader.items(
      'stateChangelogTopics',
      reader.arrayCount('stateChangelogTopics', true, 9),
      version,
      readStreamsGroupHeartbeatRequestTopicInfo,
    ),
    repartitionSinkTopics: reader.stringArray(
      'repartitionSinkTopics',
      reader.arrayCount('repartitionSinkTopics', true, 1),
      true,
    ),
    repartitionSourceTopics: reader.items(
      'repartitionSourceTopics',
      reader.arrayCount('repartitionSourceTopics', true, 9),
      version,
      readStreamsGroupHeartbeatRequestTopicInfo,
    ),
    copartitionGroups: reader.items(
      'copartitionGroups',
      reader.arrayCount('copartitionGroups', true, 4),
      version,
      readStreamsGroupHeartbeatRequestCopartitionGroup,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatRequestSubtopology(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestSubtopology>,
  version: number,
): void {
  const {
    subtopologyId = '',
    sourceTopics = [],
    sourceTopicRegex = [],
    stateChangelogTopics = [],
    repartitionSinkTopics = [],
    repartitionSourceTopics = [],
    copartitionGroups = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(subtopologyId, 'subtopologyId', true);
  writer.stringArray(sourceTopics, 'sourceTopics', true);
  writer.stringArray(sourceTopicRegex, 'sourceTopicRegex', true);
  writer.arrayCount(stateChangelogTopics, 'stateChangelogTopics', true);
  writer.items(
    stateChangelogTopics,
    'stateChangelogTopics',
    version,
    writeStreamsGroupHeartbeatRequestTopicInfo,
  );
  writer.stringArray(repartitionSinkTopics, 'repartitionSinkTopics', true);
  writer.arrayCount(repartitionSourceTopics, 'repartitionSourceTopics', true);
  writer.items(
    repartitionSourceTopics,
    'repartitionSourceTopics',
    version,
    writeStreamsGroupHeartbeatRequestTopicInfo,
  );
  writer.arrayCount(copartitionGroups, 'copartitionGroups', true);
  writer.items(
    copartitionGroups,
    'copartitionGroups',
    version,
    writeStreamsGroupHeartbeatRequestCopartitionGroup,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatRequestTopology(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatRequestTopology {
  return {
    epoch: reader.int32('epoch'),
    subtopologies: reader.items(
      'subtopologies',
      reader.arrayCount('subtopologies', true, 8),
      version,
      readStreamsGroupHeartbeatRequestSubtopology,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatRequestTopology(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestTopology>,
  version: number,
): void {
  const { epoch = 0, subtopologies = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(epoch, 'epoch');
  writer.arrayCount(subtopologies, 'subtopologies', true);
  writer.items(
    subtopologies,
    'subtopologies',
    version,
    writeStreamsGroupHeartbeatRequestSubtopology,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatRequest(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatRequest {
  return {
    groupId: reader.string('groupId', true),
    memberId: reader.string('memberId', true),
    memberEpoch: reader.int32('memberEpoch'),
    endpointInformationEpoch: reader.int32('endpointInformationEpoch'),
    instanceId: reader.nullableString('instanceId', true),
    rackId: reader.nullableString('rackId', true),
    rebalanceTimeoutMs: reader.int32('rebalanceTimeoutMs'),
    topology: (reader.int8('topology') < 0 ? null : reader.struct('topology', version, readStreamsGroupHeartbeatRequestTopology)),
    activeTasks: reader.nullableItems(
      'activeTasks',
      reader.nullableArrayCount('activeTasks', true, 3),
      version,
      readStreamsGroupHeartbeatRequestTaskIds,
    ),
    standbyTasks: reader.nullableItems(
      'standbyTasks',
      reader.nullableArrayCount('standbyTasks', true, 3),
      version,
      readStreamsGroupHeartbeatRequestTaskIds,
    ),
    warmupTasks: reader.nullableItems(
      'warmupTasks',
      reader.nullableArrayCount('warmupTasks', true, 3),
      version,
      readStreamsGroupHeartbeatRequestTaskIds,
    ),
    processId: reader.nullableString('processId', true),
    userEndpoint: (reader.int8('userEndpoint') < 0 ? null : reader.struct('userEndpoint', version, readStreamsGroupHeartbeatRequestEndpoint)),
    clientTags: reader.nullableItems(
      'clientTags',
      reader.nullableArrayCount('clientTags', true, 3),
      version,
      readStreamsGroupHeartbeatRequestKeyValue,
    ),
    taskOffsets: reader.nullableItems(
      'taskOffsets',
      reader.nullableArrayCount('taskOffsets', true, 14),
      version,
      readStreamsGroupHeartbeatRequestTaskOffset,
    ),
    taskEndOffsets: reader.nullableItems(
      'taskEndOffsets',
      reader.nullableArrayCount('taskEndOffsets', true, 14),
      version,
      readStreamsGroupHeartbeatRequestTaskOffset,
    ),
    shutdownApplication: reader.bool('shutdownApplication'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatRequest(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequest>,
  version: number,
): void {
  const {
    groupId = '',
    memberId = '',
    memberEpoch = 0,
    endpointInformationEpoch = 0,
    instanceId = null,
    rackId = null,
    rebalanceTimeoutMs = -1,
    topology = null,
    activeTasks = null,
    standbyTasks = null,
    warmupTasks = null,
    processId = null,
    userEndpoint = null,
    clientTags = null,
    taskOffsets = null,
    taskEndOffsets = null,
    shutdownApplication = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', true);
  writer.string(memberId, 'memberId', true);
  writer.int32(memberEpoch, 'memberEpoch');
  writer.int32(endpointInformationEpoch, 'endpointInformationEpoch');
  writer.nullableString(instanceId, 'instanceId', true);
  writer.nullableString(rackId, 'rackId', true);
  writer.int32(rebalanceTimeoutMs, 'rebalanceTimeoutMs');
  if (topology === null) writer.int8(-1, 'topology');
  else {
    writer.int8(1, 'topology');
    writer.struct(topology, 'topology', version, writeStreamsGroupHeartbeatRequestTopology);
  }
  if (activeTasks === null) writer.nullArray('activeTasks', true);
  else {
    writer.arrayCount(activeTasks, 'activeTasks', true);
    writer.items(activeTasks, 'activeTasks', version, writeStreamsGroupHeartbeatRequestTaskIds);
  }
  if (standbyTasks === null) writer.nullArray('standbyTasks', true);
  else {
    writer.arrayCount(standbyTasks, 'standbyTasks', true);
    writer.items(standbyTasks, 'standbyTasks', version, writeStreamsGroupHeartbeatRequestTaskIds);
  }
  if (warmupTasks === null) writer.nullArray('warmupTasks', true);
  else {
    writer.arrayCount(warmupTasks, 'warmupTasks', true);
    writer.items(warmupTasks, 'warmupTasks', version, writeStreamsGroupHeartbeatRequestTaskIds);
  }
  writer.nullableString(processId, 'processId', true);
  if (userEndpoint === null) writer.int8(-1, 'userEndpoint');
  else {
    writer.int8(1, 'userEndpoint');
    writer.struct(userEndpoint, 'userEndpoint', version, writeStreamsGroupHeartbeatRequestEndpoint);
  }
  if (clientTags === null) writer.nullArray('clientTags', true);
  else {
    writer.arrayCount(clientTags, 'clientTags', true);
    writer.items(clientTags, 'clientTags', version, writeStreamsGroupHeartbeatRequestKeyValue);
  }
  if (taskOffsets === null) writer.nullArray('taskOffsets', true);
  else {
    writer.arrayCount(taskOffsets, 'taskOffsets', true);
    writer.items(taskOffsets, 'taskOffsets', version, writeStreamsGroupHeartbeatRequestTaskOffset);
  }
  if (taskEndOffsets === null) writer.nullArray('taskEndOffsets', true);
  else {
    writer.arrayCount(taskEndOffsets, 'taskEndOffsets', true);
    writer.items(
      taskEndOffsets,
      'taskEndOffsets',
      version,
      writeStreamsGroupHeartbeatRequestTaskOffset,
    );
  }
  writer.bool(shutdownApplication, 'shutdownApplication');
  writer.unknownTags(unknownTaggedFields, true);
}

export const streamsGroupHeartbeatRequest: MessageCodec<StreamsGroupHeartbeatRequest> = defineCodec({
  name: 'StreamsGroupHeartbeatRequest',
  apiKey: 88,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupHeartbeatRequest,
  write: writeStreamsGroupHeartbeatRequest,
});

export interface StreamsGroupHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly heartbeatIntervalMs: number;
  readonly acceptableRecoveryLag: number;
  readonly taskOffsetIntervalMs: number;
  readonly status: readonly StreamsGroupHeartbeatResponseStatus[] | null;
  readonly activeTasks: readonly StreamsGroupHeartbeatResponseTaskIds[] | null;
  readonly standbyTasks: readonly StreamsGroupHeartbeatResponseTaskIds[] | null;
  readonly warmupTasks: readonly StreamsGroupHeartbeatResponseTaskIds[] | null;
  readonly endpointInformationEpoch: number;
  readonly partitionsByUserEndpoint: readonly StreamsGroupHeartbeatResponseEndpointToPartitions[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatResponseEndpointToPartitions {
  readonly userEndpoint: StreamsGroupHeartbeatResponseEndpoint;
  readonly activePartitions: readonly StreamsGroupHeartbeatResponseTopicPartition[];
  readonly standbyPartitions: readonly StreamsGroupHeartbeatResponseTopicPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatResponseEndpoint {
  readonly host: string;
  readonly port: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatResponseTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatResponseTopicPartition {
  readonly topic: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupHeartbeatResponseStatus {
  readonly statusCode: number;
  readonly statusDetail: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultStreamsGroupHeartbeatResponseEndpoint: StreamsGroupHeartbeatResponseEndpoint = Object.freeze({
  host: '',
  port: 0,
  unknownTaggedFields: noTaggedFields,
});

function readStreamsGroupHeartbeatResponseStatus(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatResponseStatus {
  return {
    statusCode: reader.int8('statusCode'),
    statusDetail: reader.string('statusDetail', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatResponseStatus(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatResponseStatus>,
  _version: number,
): void {
  const { statusCode = 0, statusDetail = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.int8(statusCode, 'statusCode');
  writer.string(statusDetail, 'statusDetail', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatResponseTopicPartition(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatResponseTopicPartition {
  return {
    topic: reader.string('topic', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatResponseTopicPartition(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatResponseTopicPartition>,
  _version: number,
): void {
  const { topic = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topic, 'topic', true);
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatResponseTaskIds(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatResponseTaskIds {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatResponseTaskIds(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatResponseTaskIds>,
  _version: number,
): void {
  const {
    subtopologyId = '',
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(subtopologyId, 'subtopologyId', true);
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatResponseEndpoint(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatResponseEndpoint {
  return {
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatResponseEndpoint(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatResponseEndpoint>,
  _version: number,
): void {
  const { host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatResponseEndpointToPartitions(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatResponseEndpointToPartitions {
  return {
    userEndpoint: reader.struct('userEndpoint', version, readStreamsGroupHeartbeatResponseEndpoint),
    activePartitions: reader.items(
      'activePartitions',
      reader.arrayCount('activePartitions', true, 3),
      version,
      readStreamsGroupHeartbeatResponseTopicPartition,
    ),
    standbyPartitions: reader.items(
      'standbyPartitions',
      reader.arrayCount('standbyPartitions', true, 3),
      version,
      readStreamsGroupHeartbeatResponseTopicPartition,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatResponseEndpointToPartitions(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatResponseEndpointToPartitions>,
  version: number,
): void {
  const {
    userEndpoint = defaultStreamsGroupHeartbeatResponseEndpoint,
    activePartitions = [],
    standbyPartitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.struct(userEndpoint, 'userEndpoint', version, writeStreamsGroupHeartbeatResponseEndpoint);
  writer.arrayCount(activePartitions, 'activePartitions', true);
  writer.items(
    activePartitions,
    'activePartitions',
    version,
    writeStreamsGroupHeartbeatResponseTopicPartition,
  );
  writer.arrayCount(standbyPartitions, 'standbyPartitions', true);
  writer.items(
    standbyPartitions,
    'standbyPartitions',
    version,
    writeStreamsGroupHeartbeatResponseTopicPartition,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupHeartbeatResponse(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    memberId: reader.string('memberId', true),
    memberEpoch: reader.int32('memberEpoch'),
    heartbeatIntervalMs: reader.int32('heartbeatIntervalMs'),
    acceptableRecoveryLag: reader.int32('acceptableRecoveryLag'),
    taskOffsetIntervalMs: reader.int32('taskOffsetIntervalMs'),
    status: reader.nullableItems(
      'status',
      reader.nullableArrayCount('status', true, 3),
      version,
      readStreamsGroupHeartbeatResponseStatus,
    ),
    activeTasks: reader.nullableItems(
      'activeTasks',
      reader.nullableArrayCount('activeTasks', true, 3),
      version,
      readStreamsGroupHeartbeatResponseTaskIds,
    ),
    standbyTasks: reader.nullableItems(
      'standbyTasks',
      reader.nullableArrayCount('standbyTasks', true, 3),
      version,
      readStreamsGroupHeartbeatResponseTaskIds,
    ),
    warmupTasks: reader.nullableItems(
      'warmupTasks',
      reader.nullableArrayCount('warmupTasks', true, 3),
      version,
      readStreamsGroupHeartbeatResponseTaskIds,
    ),
    endpointInformationEpoch: reader.int32('endpointInformationEpoch'),
    partitionsByUserEndpoint: reader.nullableItems(
      'partitionsByUserEndpoint',
      reader.nullableArrayCount('partitionsByUserEndpoint', true, 7),
      version,
      readStreamsGroupHeartbeatResponseEndpointToPartitions,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupHeartbeatResponse(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = null,
    memberId = '',
    memberEpoch = 0,
    heartbeatIntervalMs = 0,
    acceptableRecoveryLag = 0,
    taskOffsetIntervalMs = 0,
    status = [],
    activeTasks = null,
    standbyTasks = null,
    warmupTasks = null,
    endpointInformationEpoch = 0,
    partitionsByUserEndpoint = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.string(memberId, 'memberId', true);
  writer.int32(memberEpoch, 'memberEpoch');
  writer.int32(heartbeatIntervalMs, 'heartbeatIntervalMs');
  writer.int32(acceptableRecoveryLag, 'acceptableRecoveryLag');
  writer.int32(taskOffsetIntervalMs, 'taskOffsetIntervalMs');
  if (status === null) writer.nullArray('status', true);
  else {
    writer.arrayCount(status, 'status', true);
    writer.items(status, 'status', version, writeStreamsGroupHeartbeatResponseStatus);
  }
  if (activeTasks === null) writer.nullArray('activeTasks', true);
  else {
    writer.arrayCount(activeTasks, 'activeTasks', true);
    writer.items(activeTasks, 'activeTasks', version, writeStreamsGroupHeartbeatResponseTaskIds);
  }
  if (standbyTasks === null) writer.nullArray('standbyTasks', true);
  else {
    writer.arrayCount(standbyTasks, 'standbyTasks', true);
    writer.items(standbyTasks, 'standbyTasks', version, writeStreamsGroupHeartbeatResponseTaskIds);
  }
  if (warmupTasks === null) writer.nullArray('warmupTasks', true);
  else {
    writer.arrayCount(warmupTasks, 'warmupTasks', true);
    writer.items(warmupTasks, 'warmupTasks', version, writeStreamsGroupHeartbeatResponseTaskIds);
  }
  writer.int32(endpointInformationEpoch, 'endpointInformationEpoch');
  if (partitionsByUserEndpoint === null) writer.nullArray('partitionsByUserEndpoint', true);
  else {
    writer.arrayCount(partitionsByUserEndpoint, 'partitionsByUserEndpoint', true);
    writer.items(
      partitionsByUserEndpoint,
      'partitionsByUserEndpoint',
      version,
      writeStreamsGroupHeartbeatResponseEndpointToPartitions,
    );
  }
  writer.unknownTags(unknownTaggedFields, true);
}

export const streamsGroupHeartbeatResponse: MessageCodec<StreamsGroupHeartbeatResponse> = defineCodec({
  name: 'StreamsGroupHeartbeatResponse',
  apiKey: 88,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupHeartbeatResponse,
  write: writeStreamsGroupHeartbeatResponse,
});
