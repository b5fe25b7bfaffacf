// Generated from schema/89-streams-group-describe.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface StreamsGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readStreamsGroupDescribeRequest(
  reader: Reader,
  _version: number,
): StreamsGroupDescribeRequest {
  return {
    groupIds: reader.stringArray('groupIds', reader.arrayCount('groupIds', true, 1), true),
    includeAuthorizedOperations: reader.bool('includeAuthorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeRequest(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeRequest>,
  _version: number,
): void {
  const {
    groupIds = [],
    includeAuthorizedOperations = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.stringArray(groupIds, 'groupIds', true);
  writer.bool(includeAuthorizedOperations, 'includeAuthorizedOperations');
  writer.unknownTags(unknownTaggedFields, true);
}

export const streamsGroupDescribeRequest: MessageCodec<StreamsGroupDescribeRequest> = defineCodec({
  name: 'StreamsGroupDescribeRequest',
  apiKey: 89,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupDescribeRequest,
  write: writeStreamsGroupDescribeRequest,
});

export interface StreamsGroupDescribeResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly StreamsGroupDescribeResponseDescribedGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseDescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly topology: StreamsGroupDescribeResponseTopology | null;
  readonly members: readonly StreamsGroupDescribeResponseMember[];
  readonly authorizedOperations: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseMember {
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly topologyEpoch: number;
  readonly processId: string;
  readonly userEndpoint: StreamsGroupDescribeResponseEndpoint | null;
  readonly clientTags: readonly StreamsGroupDescribeResponseKeyValue[];
  readonly taskOffsets: readonly StreamsGroupDescribeResponseTaskOffset[];
  readonly taskEndOffsets: readonly StreamsGroupDescribeResponseTaskOffset[];
  readonly assignment: StreamsGroupDescribeResponseAssignment;
  readonly targetAssignment: StreamsGroupDescribeResponseAssignment;
  readonly isClassic: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseTopology {
  readonly epoch: number;
  readonly subtopologies: readonly StreamsGroupDescribeResponseSubtopology[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseSubtopology {
  readonly subtopologyId: string;
  readonly sourceTopics: readonly string[];
  readonly repartitionSinkTopics: readonly string[];
  readonly stateChangelogTopics: readonly StreamsGroupDescribeResponseTopicInfo[];
  readonly repartitionSourceTopics: readonly StreamsGroupDescribeResponseTopicInfo[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseTopicInfo {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly topicConfigs: readonly StreamsGroupDescribeResponseKeyValue[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseKeyValue {
  readonly key: string;
  readonly value: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseAssignment {
  readonly activeTasks: readonly StreamsGroupDescribeResponseTaskIds[];
  readonly standbyTasks: readonly StreamsGroupDescribeResponseTaskIds[];
  readonly warmupTasks: readonly StreamsGroupDescribeResponseTaskIds[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseTaskOffset {
  readonly subtopologyId: string;
  readonly partition: number;
  readonly offset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupDescribeResponseEndpoint {
  readonly host: string;
  readonly port: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultStreamsGroupDescribeResponseAssignment: StreamsGroupDescribeResponseAssignment = Object.freeze({
  activeTasks: [],
  standbyTasks: [],
  warmupTasks: [],
  unknownTaggedFields: noTaggedFields,
});

function readStreamsGroupDescribeResponseEndpoint(
  reader: Reader,
  _version: number,
): StreamsGroupDescribeResponseEndpoint {
  return {
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseEndpoint(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseEndpoint>,
  _version: number,
): void {
  const { host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupDescribeResponseTaskOffset(
  reader: Reader,
  _version: number,
): StreamsGroupDescribeResponseTaskOffset {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    partition: reader.int32('partition'),
    offset: reader.int64('offset'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseTaskOffset(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseTaskOffset>,
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

function readStreamsGroupDescribeResponseTaskIds(
  reader: Reader,
  _version: number,
): StreamsGroupDescribeResponseTaskIds {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseTaskIds(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseTaskIds>,
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

function readStreamsGroupDescribeResponseAssignment(
  reader: Reader,
  version: number,
): StreamsGroupDescribeResponseAssignment {
  return {
    activeTasks: reader.items(
      'activeTasks',
      reader.arrayCount('activeTasks', true, 3),
      version,
      readStreamsGroupDescribeResponseTaskIds,
    ),
    standbyTasks: reader.items(
      'standbyTasks',
      reader.arrayCount('standbyTasks', true, 3),
      version,
      readStreamsGroupDescribeResponseTaskIds,
    ),
    warmupTasks: reader.items(
      'warmupTasks',
      reader.arrayCount('warmupTasks', true, 3),
      version,
      readStreamsGroupDescribeResponseTaskIds,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseAssignment(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseAssignment>,
  version: number,
): void {
  const {
    activeTasks = [],
    standbyTasks = [],
    warmupTasks = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(activeTasks, 'activeTasks', true);
  writer.items(activeTasks, 'activeTasks', version, writeStreamsGroupDescribeResponseTaskIds);
  writer.arrayCount(standbyTasks, 'standbyTasks', true);
  writer.items(standbyTasks, 'standbyTasks', version, writeStreamsGroupDescribeResponseTaskIds);
  writer.arrayCount(warmupTasks, 'warmupTasks', true);
  writer.items(warmupTasks, 'warmupTasks', version, writeStreamsGroupDescribeResponseTaskIds);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupDescribeResponseKeyValue(
  reader: Reader,
  _version: number,
): StreamsGroupDescribeResponseKeyValue {
  return {
    key: reader.string('key', true),
    value: reader.string('value', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseKeyValue(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseKeyValue>,
  _version: number,
): void {
  const { key = '', value = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(key, 'key', true);
  writer.string(value, 'value', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupDescribeResponseTopicInfo(
  reader: Reader,
  version: number,
): StreamsGroupDescribeResponseTopicInfo {
  return {
    name: reader.string('name', true),
    partitions: reader.int32('partitions'),
    replicationFactor: reader.int16('replicationFactor'),
    topicConfigs: reader.items(
      'topicConfigs',
      reader.arrayCount('topicConfigs', true, 3),
      version,
      readStreamsGroupDescribeResponseKeyValue,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseTopicInfo(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseTopicInfo>,
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
  writer.items(topicConfigs, 'topicConfigs', version, writeStreamsGroupDescribeResponseKeyValue);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupDescribeResponseSubtopology(
  reader: Reader,
  version: number,
): StreamsGroupDescribeResponseSubtopology {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    sourceTopics: reader.stringArray(
      'sourceTopics',
      reader.arrayCount('sourceTopics', true, 1),
      true,
    ),
    repartitionSinkTopics: reader.stringArray(
      'repartitionSinkTopics',
      reader.arrayCount('repartitionSinkTopics', true, 1),
      true,
    ),
    stateChangelogTopics: reader.items(
      'stateChangelogTopics',
      reader.arrayCount('stateChangelogTopics', true, 9),
      version,
      readStreamsGroupDescribeResponseTopicInfo,
    ),
    repartitionSourceTopics: reader.items(
      'repartitionSourceTopics',
      reader.arrayCount('repartitionSourceTopics', true, 9),
      version,
      readStreamsGroupDescribeResponseTopicInfo,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseSubtopology(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseSubtopology>,
  version: number,
): void {
  const {
    subtopologyId = '',
    sourceTopics = [],
    repartitionSinkTopics = [],
    stateChangelogTopics = [],
    repartitionSourceTopics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(subtopologyId, 'subtopologyId', true);
  writer.stringArray(sourceTopics, 'sourceTopics', true);
  writer.stringArray(repartitionSinkTopics, 'repartitionSinkTopics', true);
  writer.arrayCount(stateChangelogTopics, 'stateChangelogTopics', true);
  writer.items(
    stateChangelogTopics,
    'stateChangelogTopics',
    version,
    writeStreamsGroupDescribeResponseTopicInfo,
  );
  writer.arrayCount(repartitionSourceTopics, 'repartitionSourceTopics', true);
  writer.items(
    repartitionSourceTopics,
    'repartitionSourceTopics',
    version,
    writeStreamsGroupDescribeResponseTopicInfo,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupDescribeResponseTopology(
  reader: Reader,
  version: number,
): StreamsGroupDescribeResponseTopology {
  return {
    epoch: reader.int32('epoch'),
    subtopologies: reader.nullableItems(
      'subtopologies',
      reader.nullableArrayCount('subtopologies', true, 6),
      version,
      readStreamsGroupDescribeResponseSubtopology,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseTopology(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseTopology>,
  version: number,
): void {
  const { epoch = 0, subtopologies = null, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(epoch, 'epoch');
  if (subtopologies === null) writer.nullArray('subtopologies', true);
  else {
    writer.arrayCount(subtopologies, 'subtopologies', true);
    writer.items(
      subtopologies,
      'subtopologies',
      version,
      writeStreamsGroupDescribeResponseSubtopology,
    );
  }
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupDescribeResponseMember(
  reader: Reader,
  version: number,
): StreamsGroupDescribeResponseMember {
  return {
    memberId: reader.string('memberId', true),
    memberEpoch: reader.int32('memberEpoch'),
    instanceId: reader.nullableString('instanceId', true),
    rackId: reader.nullableString('rackId', true),
    clientId: reader.string('clientId', true),
    clientHost: reader.string('clientHost', true),
    topologyEpoch: reader.int32('topologyEpoch'),
    processId: reader.string('processId', true),
    userEndpoint: (reader.int8('userEndpoint') < 0 ? null : reader.struct('userEndpoint', version, readStreamsGroupDescribeResponseEndpoint)),
    clientTags: reader.items(
      'clientTags',
      reader.arrayCount('clientTags', true, 3),
      version,
      readStreamsGroupDescribeResponseKeyValue,
    ),
    taskOffsets: reader.items(
      'taskOffsets',
      reader.arrayCount('taskOffsets', true, 14),
      version,
      readStreamsGroupDescribeResponseTaskOffset,
    ),
    taskEndOffsets: reader.items(
      'taskEndOffsets',
      reader.arrayCount('taskEndOffsets', true, 14),
      version,
      readStreamsGroupDescribeResponseTaskOffset,
    ),
    assignment: reader.struct('assignment', version, readStreamsGroupDescribeResponseAssignment),
    targetAssignment: reader.struct(
      'targetAssignment',
      version,
      readStreamsGroupDescribeResponseAssignment,
    ),
    isClassic: reader.bool('isClassic'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseMember(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseMember>,
  version: number,
): void {
  const {
    memberId = '',
    memberEpoch = 0,
    instanceId = null,
    rackId = null,
    clientId = '',
    clientHost = '',
    topologyEpoch = 0,
    processId = '',
    userEndpoint = null,
    clientTags = [],
    taskOffsets = [],
    taskEndOffsets = [],
    assignment = defaultStreamsGroupDescribeResponseAssignment,
    targetAssignment = defaultStreamsGroupDescribeResponseAssignment,
    isClassic = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(memberId, 'memberId', true);
  writer.int32(memberEpoch, 'memberEpoch');
  writer.nullableString(instanceId, 'instanceId', true);
  writer.nullableString(rackId, 'rackId', true);
  writer.string(clientId, 'clientId', true);
  writer.string(clientHost, 'clientHost', true);
  writer.int32(topologyEpoch, 'topologyEpoch');
  writer.string(processId, 'processId', true);
  if (userEndpoint === null) writer.int8(-1, 'userEndpoint');
  else {
    writer.int8(1, 'userEndpoint');
    writer.struct(userEndpoint, 'userEndpoint', version, writeStreamsGroupDescribeResponseEndpoint);
  }
  writer.arrayCount(clientTags, 'clientTags', true);
  writer.items(clientTags, 'clientTags', version, writeStreamsGroupDescribeResponseKeyValue);
  writer.arrayCount(taskOffsets, 'taskOffsets', true);
  writer.items(taskOffsets, 'taskOffsets', version, writeStreamsGroupDescribeResponseTaskOffset);
  writer.arrayCount(taskEndOffsets, 'taskEndOffsets', true);
  writer.items(
    taskEndOffsets,
    'taskEndOffsets',
    version,
    writeStreamsGroupDescribeResponseTaskOffset,
  );
  writer.struct(assignment, 'assignment', version, writeStreamsGroupDescribeResponseAssignment);
  writer.struct(
    targetAssignment,
    'targetAssignment',
    version,
    writeStreamsGroupDescribeResponseAssignment,
  );
  writer.bool(isClassic, 'isClassic');
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupDescribeResponseDescribedGroup(
  reader: Reader,
  version: number,
): StreamsGroupDescribeResponseDescribedGroup {
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    groupId: reader.string('groupId', true),
    groupState: reader.string('groupState', true),
    groupEpoch: reader.int32('groupEpoch'),
    assignmentEpoch: reader.int32('assignmentEpoch'),
    topology: (reader.int8('topology') < 0 ? null : reader.struct('topology', version, readStreamsGroupDescribeResponseTopology)),
    members: reader.items(
      'members',
      reader.arrayCount('members', true, 28),
      version,
      readStreamsGroupDescribeResponseMember,
    ),
    authorizedOperations: reader.int32('authorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponseDescribedGroup(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponseDescribedGroup>,
  version: number,
): void {
  const {
    errorCode = 0,
    errorMessage = null,
    groupId = '',
    groupState = '',
    groupEpoch = 0,
    assignmentEpoch = 0,
    topology = null,
    members = [],
    authorizedOperations = -2147483648,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.string(groupId, 'groupId', true);
  writer.string(groupState, 'groupState', true);
  writer.int32(groupEpoch, 'groupEpoch');
  writer.int32(assignmentEpoch, 'assignmentEpoch');
  if (topology === null) writer.int8(-1, 'topology');
  else {
    writer.int8(1, 'topology');
    writer.struct(topology, 'topology', version, writeStreamsGroupDescribeResponseTopology);
  }
  writer.arrayCount(members, 'members', true);
  writer.items(members, 'members', version, writeStreamsGroupDescribeResponseMember);
  writer.int32(authorizedOperations, 'authorizedOperations');
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupDescribeResponse(
  reader: Reader,
  version: number,
): StreamsGroupDescribeResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    groups: reader.items(
      'groups',
      reader.arrayCount('groups', true, 20),
      version,
      readStreamsGroupDescribeResponseDescribedGroup,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupDescribeResponse(
  writer: Writer,
  draft: Draft<StreamsGroupDescribeResponse>,
  version: number,
): void {
  const { throttleTimeMs = 0, groups = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(groups, 'groups', true);
  writer.items(groups, 'groups', version, writeStreamsGroupDescribeResponseDescribedGroup);
  writer.unknownTags(unknownTaggedFields, true);
}

export const streamsGroupDescribeResponse: MessageCodec<StreamsGroupDescribeResponse> = defineCodec({
  name: 'StreamsGroupDescribeResponse',
  apiKey: 89,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupDescribeResponse,
  write: writeStreamsGroupDescribeResponse,
});
