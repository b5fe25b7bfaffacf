// Generated from schema/88-streams-group-heartbeat.ts by `npm run generate`: change the schema, not this file.

import { inField, inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
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

function readStreamsGroupHeartbeatRequestKeyValueArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatRequestKeyValue[] {
  const items: StreamsGroupHeartbeatRequestKeyValue[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatRequestKeyValue(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableStreamsGroupHeartbeatRequestKeyValueArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatRequestKeyValue[] | null {
  return count < 0 ? null : readStreamsGroupHeartbeatRequestKeyValueArray(reader, version, field, count);
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

function writeStreamsGroupHeartbeatRequestKeyValueArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatRequestKeyValue>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatRequestKeyValue(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupHeartbeatRequestTopicInfo(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatRequestTopicInfo {
  return {
    name: reader.string('name', true),
    partitions: reader.int32('partitions'),
    replicationFactor: reader.int16('replicationFactor'),
    topicConfigs: readStreamsGroupHeartbeatRequestKeyValueArray(reader, version, 'topicConfigs', reader.arrayCount('topicConfigs', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readStreamsGroupHeartbeatRequestTopicInfoArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatRequestTopicInfo[] {
  const items: StreamsGroupHeartbeatRequestTopicInfo[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatRequestTopicInfo(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeStreamsGroupHeartbeatRequestKeyValueArray(writer, topicConfigs, version, 'topicConfigs');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeStreamsGroupHeartbeatRequestTopicInfoArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatRequestTopicInfo>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatRequestTopicInfo(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readStreamsGroupHeartbeatRequestEndpointField(
  reader: Reader,
  version: number,
  field: string,
): StreamsGroupHeartbeatRequestEndpoint {
  try {
    return readStreamsGroupHeartbeatRequestEndpoint(reader, version);
  } catch (error) {
    throw inField(error, field);
  }
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

function writeStreamsGroupHeartbeatRequestEndpointField(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestEndpoint>,
  version: number,
  field: string,
): void {
  try {
    writeStreamsGroupHeartbeatRequestEndpoint(writer, draft, version);
  } catch (error) {
    throw inField(error, field);
  }
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

function readStreamsGroupHeartbeatRequestTaskOffsetArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatRequestTaskOffset[] {
  const items: StreamsGroupHeartbeatRequestTaskOffset[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatRequestTaskOffset(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableStreamsGroupHeartbeatRequestTaskOffsetArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatRequestTaskOffset[] | null {
  return count < 0 ? null : readStreamsGroupHeartbeatRequestTaskOffsetArray(reader, version, field, count);
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

function writeStreamsGroupHeartbeatRequestTaskOffsetArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatRequestTaskOffset>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatRequestTaskOffset(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readStreamsGroupHeartbeatRequestTaskIdsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatRequestTaskIds[] {
  const items: StreamsGroupHeartbeatRequestTaskIds[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatRequestTaskIds(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableStreamsGroupHeartbeatRequestTaskIdsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatRequestTaskIds[] | null {
  return count < 0 ? null : readStreamsGroupHeartbeatRequestTaskIdsArray(reader, version, field, count);
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

function writeStreamsGroupHeartbeatRequestTaskIdsArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatRequestTaskIds>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatRequestTaskIds(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupHeartbeatRequestCopartitionGroup(
  reader: Reader,
  _version: number,
): StreamsGroupHeartbeatRequestCopartitionGroup {
  return {
    sourceTopics: reader.int16Array('sourceTopics', reader.arrayCount('sourceTopics', true, 2)),
    sourceTopicRegex: reader.int16Array('sourceTopicRegex', reader.arrayCount('sourceTopicRegex', true, 2)),
    repartitionSourceTopics: reader.int16Array('repartitionSourceTopics', reader.arrayCount('repartitionSourceTopics', true, 2)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readStreamsGroupHeartbeatRequestCopartitionGroupArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatRequestCopartitionGroup[] {
  const items: StreamsGroupHeartbeatRequestCopartitionGroup[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatRequestCopartitionGroup(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeStreamsGroupHeartbeatRequestCopartitionGroupArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatRequestCopartitionGroup>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatRequestCopartitionGroup(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupHeartbeatRequestSubtopology(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatRequestSubtopology {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    sourceTopics: reader.stringArray('sourceTopics', reader.arrayCount('sourceTopics', true, 1), true),
    sourceTopicRegex: reader.stringArray('sourceTopicRegex', reader.arrayCount('sourceTopicRegex', true, 1), true),
    stateChangelogTopics: readStreamsGroupHeartbeatRequestTopicInfoArray(reader, version, 'stateChangelogTopics', reader.arrayCount('stateChangelogTopics', true, 9)),
    repartitionSinkTopics: reader.stringArray('repartitionSinkTopics', reader.arrayCount('repartitionSinkTopics', true, 1), true),
    repartitionSourceTopics: readStreamsGroupHeartbeatRequestTopicInfoArray(reader, version, 'repartitionSourceTopics', reader.arrayCount('repartitionSourceTopics', true, 9)),
    copartitionGroups: readStreamsGroupHeartbeatRequestCopartitionGroupArray(reader, version, 'copartitionGroups', reader.arrayCount('copartitionGroups', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readStreamsGroupHeartbeatRequestSubtopologyArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatRequestSubtopology[] {
  const items: StreamsGroupHeartbeatRequestSubtopology[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatRequestSubtopology(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeStreamsGroupHeartbeatRequestTopicInfoArray(writer, stateChangelogTopics, version, 'stateChangelogTopics');
  writer.stringArray(repartitionSinkTopics, 'repartitionSinkTopics', true);
  writeStreamsGroupHeartbeatRequestTopicInfoArray(writer, repartitionSourceTopics, version, 'repartitionSourceTopics');
  writeStreamsGroupHeartbeatRequestCopartitionGroupArray(writer, copartitionGroups, version, 'copartitionGroups');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeStreamsGroupHeartbeatRequestSubtopologyArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatRequestSubtopology>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatRequestSubtopology(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupHeartbeatRequestTopology(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatRequestTopology {
  return {
    epoch: reader.int32('epoch'),
    subtopologies: readStreamsGroupHeartbeatRequestSubtopologyArray(reader, version, 'subtopologies', reader.arrayCount('subtopologies', true, 8)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readStreamsGroupHeartbeatRequestTopologyField(
  reader: Reader,
  version: number,
  field: string,
): StreamsGroupHeartbeatRequestTopology {
  try {
    return readStreamsGroupHeartbeatRequestTopology(reader, version);
  } catch (error) {
    throw inField(error, field);
  }
}

function writeStreamsGroupHeartbeatRequestTopology(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestTopology>,
  version: number,
): void {
  const { epoch = 0, subtopologies = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(epoch, 'epoch');
  writeStreamsGroupHeartbeatRequestSubtopologyArray(writer, subtopologies, version, 'subtopologies');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeStreamsGroupHeartbeatRequestTopologyField(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatRequestTopology>,
  version: number,
  field: string,
): void {
  try {
    writeStreamsGroupHeartbeatRequestTopology(writer, draft, version);
  } catch (error) {
    throw inField(error, field);
  }
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
    topology: (reader.int8('topology') < 0 ? null : readStreamsGroupHeartbeatRequestTopologyField(reader, version, 'topology')),
    activeTasks: readNullableStreamsGroupHeartbeatRequestTaskIdsArray(reader, version, 'activeTasks', reader.nullableArrayCount('activeTasks', true, 3)),
    standbyTasks: readNullableStreamsGroupHeartbeatRequestTaskIdsArray(reader, version, 'standbyTasks', reader.nullableArrayCount('standbyTasks', true, 3)),
    warmupTasks: readNullableStreamsGroupHeartbeatRequestTaskIdsArray(reader, version, 'warmupTasks', reader.nullableArrayCount('warmupTasks', true, 3)),
    processId: reader.nullableString('processId', true),
    userEndpoint: (reader.int8('userEndpoint') < 0 ? null : readStreamsGroupHeartbeatRequestEndpointField(reader, version, 'userEndpoint')),
    clientTags: readNullableStreamsGroupHeartbeatRequestKeyValueArray(reader, version, 'clientTags', reader.nullableArrayCount('clientTags', true, 3)),
    taskOffsets: readNullableStreamsGroupHeartbeatRequestTaskOffsetArray(reader, version, 'taskOffsets', reader.nullableArrayCount('taskOffsets', true, 14)),
    taskEndOffsets: readNullableStreamsGroupHeartbeatRequestTaskOffsetArray(reader, version, 'taskEndOffsets', reader.nullableArrayCount('taskEndOffsets', true, 14)),
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
    writeStreamsGroupHeartbeatRequestTopologyField(writer, topology, version, 'topology');
  }
  if (activeTasks === null) writer.nullArray('activeTasks', true);
  else writeStreamsGroupHeartbeatRequestTaskIdsArray(writer, activeTasks, version, 'activeTasks');
  if (standbyTasks === null) writer.nullArray('standbyTasks', true);
  else writeStreamsGroupHeartbeatRequestTaskIdsArray(writer, standbyTasks, version, 'standbyTasks');
  if (warmupTasks === null) writer.nullArray('warmupTasks', true);
  else writeStreamsGroupHeartbeatRequestTaskIdsArray(writer, warmupTasks, version, 'warmupTasks');
  writer.nullableString(processId, 'processId', true);
  if (userEndpoint === null) writer.int8(-1, 'userEndpoint');
  else {
    writer.int8(1, 'userEndpoint');
    writeStreamsGroupHeartbeatRequestEndpointField(writer, userEndpoint, version, 'userEndpoint');
  }
  if (clientTags === null) writer.nullArray('clientTags', true);
  else writeStreamsGroupHeartbeatRequestKeyValueArray(writer, clientTags, version, 'clientTags');
  if (taskOffsets === null) writer.nullArray('taskOffsets', true);
  else writeStreamsGroupHeartbeatRequestTaskOffsetArray(writer, taskOffsets, version, 'taskOffsets');
  if (taskEndOffsets === null) writer.nullArray('taskEndOffsets', true);
  else writeStreamsGroupHeartbeatRequestTaskOffsetArray(writer, taskEndOffsets, version, 'taskEndOffsets');
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

function readStreamsGroupHeartbeatResponseStatusArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatResponseStatus[] {
  const items: StreamsGroupHeartbeatResponseStatus[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatResponseStatus(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableStreamsGroupHeartbeatResponseStatusArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatResponseStatus[] | null {
  return count < 0 ? null : readStreamsGroupHeartbeatResponseStatusArray(reader, version, field, count);
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

function writeStreamsGroupHeartbeatResponseStatusArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatResponseStatus>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatResponseStatus(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readStreamsGroupHeartbeatResponseTopicPartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatResponseTopicPartition[] {
  const items: StreamsGroupHeartbeatResponseTopicPartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatResponseTopicPartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeStreamsGroupHeartbeatResponseTopicPartitionArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatResponseTopicPartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatResponseTopicPartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readStreamsGroupHeartbeatResponseTaskIdsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatResponseTaskIds[] {
  const items: StreamsGroupHeartbeatResponseTaskIds[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatResponseTaskIds(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableStreamsGroupHeartbeatResponseTaskIdsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatResponseTaskIds[] | null {
  return count < 0 ? null : readStreamsGroupHeartbeatResponseTaskIdsArray(reader, version, field, count);
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

function writeStreamsGroupHeartbeatResponseTaskIdsArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatResponseTaskIds>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatResponseTaskIds(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readStreamsGroupHeartbeatResponseEndpointField(
  reader: Reader,
  version: number,
  field: string,
): StreamsGroupHeartbeatResponseEndpoint {
  try {
    return readStreamsGroupHeartbeatResponseEndpoint(reader, version);
  } catch (error) {
    throw inField(error, field);
  }
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

function writeStreamsGroupHeartbeatResponseEndpointField(
  writer: Writer,
  draft: Draft<StreamsGroupHeartbeatResponseEndpoint>,
  version: number,
  field: string,
): void {
  try {
    writeStreamsGroupHeartbeatResponseEndpoint(writer, draft, version);
  } catch (error) {
    throw inField(error, field);
  }
}

function readStreamsGroupHeartbeatResponseEndpointToPartitions(
  reader: Reader,
  version: number,
): StreamsGroupHeartbeatResponseEndpointToPartitions {
  return {
    userEndpoint: readStreamsGroupHeartbeatResponseEndpointField(reader, version, 'userEndpoint'),
    activePartitions: readStreamsGroupHeartbeatResponseTopicPartitionArray(reader, version, 'activePartitions', reader.arrayCount('activePartitions', true, 3)),
    standbyPartitions: readStreamsGroupHeartbeatResponseTopicPartitionArray(reader, version, 'standbyPartitions', reader.arrayCount('standbyPartitions', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readStreamsGroupHeartbeatResponseEndpointToPartitionsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatResponseEndpointToPartitions[] {
  const items: StreamsGroupHeartbeatResponseEndpointToPartitions[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupHeartbeatResponseEndpointToPartitions(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableStreamsGroupHeartbeatResponseEndpointToPartitionsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupHeartbeatResponseEndpointToPartitions[] | null {
  return count < 0 ? null : readStreamsGroupHeartbeatResponseEndpointToPartitionsArray(reader, version, field, count);
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
  writeStreamsGroupHeartbeatResponseEndpointField(writer, userEndpoint, version, 'userEndpoint');
  writeStreamsGroupHeartbeatResponseTopicPartitionArray(writer, activePartitions, version, 'activePartitions');
  writeStreamsGroupHeartbeatResponseTopicPartitionArray(writer, standbyPartitions, version, 'standbyPartitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeStreamsGroupHeartbeatResponseEndpointToPartitionsArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupHeartbeatResponseEndpointToPartitions>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupHeartbeatResponseEndpointToPartitions(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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
    status: readNullableStreamsGroupHeartbeatResponseStatusArray(reader, version, 'status', reader.nullableArrayCount('status', true, 3)),
    activeTasks: readNullableStreamsGroupHeartbeatResponseTaskIdsArray(reader, version, 'activeTasks', reader.nullableArrayCount('activeTasks', true, 3)),
    standbyTasks: readNullableStreamsGroupHeartbeatResponseTaskIdsArray(reader, version, 'standbyTasks', reader.nullableArrayCount('standbyTasks', true, 3)),
    warmupTasks: readNullableStreamsGroupHeartbeatResponseTaskIdsArray(reader, version, 'warmupTasks', reader.nullableArrayCount('warmupTasks', true, 3)),
    endpointInformationEpoch: reader.int32('endpointInformationEpoch'),
    partitionsByUserEndpoint: readNullableStreamsGroupHeartbeatResponseEndpointToPartitionsArray(reader, version, 'partitionsByUserEndpoint', reader.nullableArrayCount('partitionsByUserEndpoint', true, 7)),
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
  else writeStreamsGroupHeartbeatResponseStatusArray(writer, status, version, 'status');
  if (activeTasks === null) writer.nullArray('activeTasks', true);
  else writeStreamsGroupHeartbeatResponseTaskIdsArray(writer, activeTasks, version, 'activeTasks');
  if (standbyTasks === null) writer.nullArray('standbyTasks', true);
  else writeStreamsGroupHeartbeatResponseTaskIdsArray(writer, standbyTasks, version, 'standbyTasks');
  if (warmupTasks === null) writer.nullArray('warmupTasks', true);
  else writeStreamsGroupHeartbeatResponseTaskIdsArray(writer, warmupTasks, version, 'warmupTasks');
  writer.int32(endpointInformationEpoch, 'endpointInformationEpoch');
  if (partitionsByUserEndpoint === null) writer.nullArray('partitionsByUserEndpoint', true);
  else writeStreamsGroupHeartbeatResponseEndpointToPartitionsArray(writer, partitionsByUserEndpoint, version, 'partitionsByUserEndpoint');
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
