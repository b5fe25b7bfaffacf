// Generated from schema/69-consumer-group-describe.ts by `npm run generate`: change the schema, not this file.

import { inField, inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Writer } from '../codec/writer.ts';

export interface ConsumerGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConsumerGroupDescribeRequest(
  reader: Reader,
  _version: number,
): ConsumerGroupDescribeRequest {
  return {
    groupIds: reader.stringArray('groupIds', reader.arrayCount('groupIds', true, 1), true),
    includeAuthorizedOperations: reader.bool('includeAuthorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupDescribeRequest(
  writer: Writer,
  draft: Draft<ConsumerGroupDescribeRequest>,
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

export const consumerGroupDescribeRequest: MessageCodec<ConsumerGroupDescribeRequest> = defineCodec({
  name: 'ConsumerGroupDescribeRequest',
  apiKey: 69,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readConsumerGroupDescribeRequest,
  write: writeConsumerGroupDescribeRequest,
});

export interface ConsumerGroupDescribeResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly ConsumerGroupDescribeResponseDescribedGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupDescribeResponseDescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly assignorName: string;
  readonly members: readonly ConsumerGroupDescribeResponseMember[];
  readonly authorizedOperations: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupDescribeResponseMember {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  readonly subscribedTopicRegex: string | null;
  readonly assignment: ConsumerGroupDescribeResponseAssignment;
  readonly targetAssignment: ConsumerGroupDescribeResponseAssignment;
  readonly memberType: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupDescribeResponseAssignment {
  readonly topicPartitions: readonly ConsumerGroupDescribeResponseTopicPartitions[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupDescribeResponseTopicPartitions {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultConsumerGroupDescribeResponseAssignment: ConsumerGroupDescribeResponseAssignment = Object.freeze({
  topicPartitions: [],
  unknownTaggedFields: noTaggedFields,
});

function readConsumerGroupDescribeResponseTopicPartitions(
  reader: Reader,
  _version: number,
): ConsumerGroupDescribeResponseTopicPartitions {
  return {
    topicId: reader.uuid('topicId'),
    topicName: reader.string('topicName', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readConsumerGroupDescribeResponseTopicPartitionsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ConsumerGroupDescribeResponseTopicPartitions[] {
  const items: ConsumerGroupDescribeResponseTopicPartitions[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readConsumerGroupDescribeResponseTopicPartitions(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeConsumerGroupDescribeResponseTopicPartitions(
  writer: Writer,
  draft: Draft<ConsumerGroupDescribeResponseTopicPartitions>,
  _version: number,
): void {
  const {
    topicId = zeroUuid,
    topicName = '',
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.string(topicName, 'topicName', true);
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function writeConsumerGroupDescribeResponseTopicPartitionsArray(
  writer: Writer,
  items: readonly Draft<ConsumerGroupDescribeResponseTopicPartitions>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeConsumerGroupDescribeResponseTopicPartitions(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readConsumerGroupDescribeResponseAssignment(
  reader: Reader,
  version: number,
): ConsumerGroupDescribeResponseAssignment {
  return {
    topicPartitions: readConsumerGroupDescribeResponseTopicPartitionsArray(reader, version, 'topicPartitions', reader.arrayCount('topicPartitions', true, 19)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readConsumerGroupDescribeResponseAssignmentField(
  reader: Reader,
  version: number,
  field: string,
): ConsumerGroupDescribeResponseAssignment {
  try {
    return readConsumerGroupDescribeResponseAssignment(reader, version);
  } catch (error) {
    throw inField(error, field);
  }
}

function writeConsumerGroupDescribeResponseAssignment(
  writer: Writer,
  draft: Draft<ConsumerGroupDescribeResponseAssignment>,
  version: number,
): void {
  const { topicPartitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writeConsumerGroupDescribeResponseTopicPartitionsArray(writer, topicPartitions, version, 'topicPartitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeConsumerGroupDescribeResponseAssignmentField(
  writer: Writer,
  draft: Draft<ConsumerGroupDescribeResponseAssignment>,
  version: number,
  field: string,
): void {
  try {
    writeConsumerGroupDescribeResponseAssignment(writer, draft, version);
  } catch (error) {
    throw inField(error, field);
  }
}

function readConsumerGroupDescribeResponseMember(
  reader: Reader,
  version: number,
): ConsumerGroupDescribeResponseMember {
  return {
    memberId: reader.string('memberId', true),
    instanceId: reader.nullableString('instanceId', true),
    rackId: reader.nullableString('rackId', true),
    memberEpoch: reader.int32('memberEpoch'),
    clientId: reader.string('clientId', true),
    clientHost: reader.string('clientHost', true),
    subscribedTopicNames: reader.stringArray('subscribedTopicNames', reader.arrayCount('subscribedTopicNames', true, 1), true),
    subscribedTopicRegex: reader.nullableString('subscribedTopicRegex', true),
    assignment: readConsumerGroupDescribeResponseAssignmentField(reader, version, 'assignment'),
    targetAssignment: readConsumerGroupDescribeResponseAssignmentField(reader, version, 'targetAssignment'),
    memberType: version >= 1 ? reader.int8('memberType') : -1,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readConsumerGroupDescribeResponseMemberArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ConsumerGroupDescribeResponseMember[] {
  const items: ConsumerGroupDescribeResponseMember[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readConsumerGroupDescribeResponseMember(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeConsumerGroupDescribeResponseMember(
  writer: Writer,
  draft: Draft<ConsumerGroupDescribeResponseMember>,
  version: number,
): void {
  const {
    memberId = '',
    instanceId = null,
    rackId = null,
    memberEpoch = 0,
    clientId = '',
    clientHost = '',
    subscribedTopicNames = [],
    subscribedTopicRegex = null,
    assignment = defaultConsumerGroupDescribeResponseAssignment,
    targetAssignment = defaultConsumerGroupDescribeResponseAssignment,
    memberType = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(memberId, 'memberId', true);
  writer.nullableString(instanceId, 'instanceId', true);
  writer.nullableString(rackId, 'rackId', true);
  writer.int32(memberEpoch, 'memberEpoch');
  writer.string(clientId, 'clientId', true);
  writer.string(clientHost, 'clientHost', true);
  writer.stringArray(subscribedTopicNames, 'subscribedTopicNames', true);
  writer.nullableString(subscribedTopicRegex, 'subscribedTopicRegex', true);
  writeConsumerGroupDescribeResponseAssignmentField(writer, assignment, version, 'assignment');
  writeConsumerGroupDescribeResponseAssignmentField(writer, targetAssignment, version, 'targetAssignment');
  if (version >= 1) writer.int8(memberType, 'memberType');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeConsumerGroupDescribeResponseMemberArray(
  writer: Writer,
  items: readonly Draft<ConsumerGroupDescribeResponseMember>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeConsumerGroupDescribeResponseMember(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readConsumerGroupDescribeResponseDescribedGroup(
  reader: Reader,
  version: number,
): ConsumerGroupDescribeResponseDescribedGroup {
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    groupId: reader.string('groupId', true),
    groupState: reader.string('groupState', true),
    groupEpoch: reader.int32('groupEpoch'),
    assignmentEpoch: reader.int32('assignmentEpoch'),
    assignorName: reader.string('assignorName', true),
    members: readConsumerGroupDescribeResponseMemberArray(reader, version, 'members', reader.arrayCount('members', true, 16)),
    authorizedOperations: reader.int32('authorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readConsumerGroupDescribeResponseDescribedGroupArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ConsumerGroupDescribeResponseDescribedGroup[] {
  const items: ConsumerGroupDescribeResponseDescribedGroup[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readConsumerGroupDescribeResponseDescribedGroup(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeConsumerGroupDescribeResponseDescribedGroup(
  writer: Writer,
  draft: Draft<ConsumerGroupDescribeResponseDescribedGroup>,
  version: number,
): void {
  const {
    errorCode = 0,
    errorMessage = null,
    groupId = '',
    groupState = '',
    groupEpoch = 0,
    assignmentEpoch = 0,
    assignorName = '',
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
  writer.string(assignorName, 'assignorName', true);
  writeConsumerGroupDescribeResponseMemberArray(writer, members, version, 'members');
  writer.int32(authorizedOperations, 'authorizedOperations');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeConsumerGroupDescribeResponseDescribedGroupArray(
  writer: Writer,
  items: readonly Draft<ConsumerGroupDescribeResponseDescribedGroup>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeConsumerGroupDescribeResponseDescribedGroup(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readConsumerGroupDescribeResponse(
  reader: Reader,
  version: number,
): ConsumerGroupDescribeResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    groups: readConsumerGroupDescribeResponseDescribedGroupArray(reader, version, 'groups', reader.arrayCount('groups', true, 20)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupDescribeResponse(
  writer: Writer,
  draft: Draft<ConsumerGroupDescribeResponse>,
  version: number,
): void {
  const { throttleTimeMs = 0, groups = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writeConsumerGroupDescribeResponseDescribedGroupArray(writer, groups, version, 'groups');
  writer.unknownTags(unknownTaggedFields, true);
}

export const consumerGroupDescribeResponse: MessageCodec<ConsumerGroupDescribeResponse> = defineCodec({
  name: 'ConsumerGroupDescribeResponse',
  apiKey: 69,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readConsumerGroupDescribeResponse,
  write: writeConsumerGroupDescribeResponse,
});
