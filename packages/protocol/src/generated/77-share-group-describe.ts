// Generated from schema/77-share-group-describe.ts by `npm run generate`: change the schema, not this file.

import { inField, inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Writer } from '../codec/writer.ts';

export interface ShareGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareGroupDescribeRequest(
  reader: Reader,
  _version: number,
): ShareGroupDescribeRequest {
  return {
    groupIds: reader.stringArray('groupIds', reader.arrayCount('groupIds', true, 1), true),
    includeAuthorizedOperations: reader.bool('includeAuthorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupDescribeRequest(
  writer: Writer,
  draft: Draft<ShareGroupDescribeRequest>,
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

export const shareGroupDescribeRequest: MessageCodec<ShareGroupDescribeRequest> = defineCodec({
  name: 'ShareGroupDescribeRequest',
  apiKey: 77,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readShareGroupDescribeRequest,
  write: writeShareGroupDescribeRequest,
});

export interface ShareGroupDescribeResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly ShareGroupDescribeResponseDescribedGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupDescribeResponseDescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly assignorName: string;
  readonly members: readonly ShareGroupDescribeResponseMember[];
  readonly authorizedOperations: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupDescribeResponseMember {
  readonly memberId: string;
  readonly rackId: string | null;
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  readonly assignment: ShareGroupDescribeResponseAssignment;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupDescribeResponseAssignment {
  readonly topicPartitions: readonly ShareGroupDescribeResponseTopicPartitions[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupDescribeResponseTopicPartitions {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultShareGroupDescribeResponseAssignment: ShareGroupDescribeResponseAssignment = Object.freeze({
  topicPartitions: [],
  unknownTaggedFields: noTaggedFields,
});

function readShareGroupDescribeResponseTopicPartitions(
  reader: Reader,
  _version: number,
): ShareGroupDescribeResponseTopicPartitions {
  return {
    topicId: reader.uuid('topicId'),
    topicName: reader.string('topicName', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readShareGroupDescribeResponseTopicPartitionsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ShareGroupDescribeResponseTopicPartitions[] {
  const items: ShareGroupDescribeResponseTopicPartitions[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readShareGroupDescribeResponseTopicPartitions(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeShareGroupDescribeResponseTopicPartitions(
  writer: Writer,
  draft: Draft<ShareGroupDescribeResponseTopicPartitions>,
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

function writeShareGroupDescribeResponseTopicPartitionsArray(
  writer: Writer,
  items: readonly Draft<ShareGroupDescribeResponseTopicPartitions>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeShareGroupDescribeResponseTopicPartitions(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readShareGroupDescribeResponseAssignment(
  reader: Reader,
  version: number,
): ShareGroupDescribeResponseAssignment {
  return {
    topicPartitions: readShareGroupDescribeResponseTopicPartitionsArray(reader, version, 'topicPartitions', reader.arrayCount('topicPartitions', true, 19)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readShareGroupDescribeResponseAssignmentField(
  reader: Reader,
  version: number,
  field: string,
): ShareGroupDescribeResponseAssignment {
  try {
    return readShareGroupDescribeResponseAssignment(reader, version);
  } catch (error) {
    throw inField(error, field);
  }
}

function writeShareGroupDescribeResponseAssignment(
  writer: Writer,
  draft: Draft<ShareGroupDescribeResponseAssignment>,
  version: number,
): void {
  const { topicPartitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writeShareGroupDescribeResponseTopicPartitionsArray(writer, topicPartitions, version, 'topicPartitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeShareGroupDescribeResponseAssignmentField(
  writer: Writer,
  draft: Draft<ShareGroupDescribeResponseAssignment>,
  version: number,
  field: string,
): void {
  try {
    writeShareGroupDescribeResponseAssignment(writer, draft, version);
  } catch (error) {
    throw inField(error, field);
  }
}

function readShareGroupDescribeResponseMember(
  reader: Reader,
  version: number,
): ShareGroupDescribeResponseMember {
  return {
    memberId: reader.string('memberId', true),
    rackId: reader.nullableString('rackId', true),
    memberEpoch: reader.int32('memberEpoch'),
    clientId: reader.string('clientId', true),
    clientHost: reader.string('clientHost', true),
    subscribedTopicNames: reader.stringArray('subscribedTopicNames', reader.arrayCount('subscribedTopicNames', true, 1), true),
    assignment: readShareGroupDescribeResponseAssignmentField(reader, version, 'assignment'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readShareGroupDescribeResponseMemberArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ShareGroupDescribeResponseMember[] {
  const items: ShareGroupDescribeResponseMember[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readShareGroupDescribeResponseMember(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeShareGroupDescribeResponseMember(
  writer: Writer,
  draft: Draft<ShareGroupDescribeResponseMember>,
  version: number,
): void {
  const {
    memberId = '',
    rackId = null,
    memberEpoch = 0,
    clientId = '',
    clientHost = '',
    subscribedTopicNames = [],
    assignment = defaultShareGroupDescribeResponseAssignment,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(memberId, 'memberId', true);
  writer.nullableString(rackId, 'rackId', true);
  writer.int32(memberEpoch, 'memberEpoch');
  writer.string(clientId, 'clientId', true);
  writer.string(clientHost, 'clientHost', true);
  writer.stringArray(subscribedTopicNames, 'subscribedTopicNames', true);
  writeShareGroupDescribeResponseAssignmentField(writer, assignment, version, 'assignment');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeShareGroupDescribeResponseMemberArray(
  writer: Writer,
  items: readonly Draft<ShareGroupDescribeResponseMember>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeShareGroupDescribeResponseMember(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readShareGroupDescribeResponseDescribedGroup(
  reader: Reader,
  version: number,
): ShareGroupDescribeResponseDescribedGroup {
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    groupId: reader.string('groupId', true),
    groupState: reader.string('groupState', true),
    groupEpoch: reader.int32('groupEpoch'),
    assignmentEpoch: reader.int32('assignmentEpoch'),
    assignorName: reader.string('assignorName', true),
    members: readShareGroupDescribeResponseMemberArray(reader, version, 'members', reader.arrayCount('members', true, 12)),
    authorizedOperations: reader.int32('authorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readShareGroupDescribeResponseDescribedGroupArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ShareGroupDescribeResponseDescribedGroup[] {
  const items: ShareGroupDescribeResponseDescribedGroup[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readShareGroupDescribeResponseDescribedGroup(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeShareGroupDescribeResponseDescribedGroup(
  writer: Writer,
  draft: Draft<ShareGroupDescribeResponseDescribedGroup>,
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
  writeShareGroupDescribeResponseMemberArray(writer, members, version, 'members');
  writer.int32(authorizedOperations, 'authorizedOperations');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeShareGroupDescribeResponseDescribedGroupArray(
  writer: Writer,
  items: readonly Draft<ShareGroupDescribeResponseDescribedGroup>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeShareGroupDescribeResponseDescribedGroup(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readShareGroupDescribeResponse(
  reader: Reader,
  version: number,
): ShareGroupDescribeResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    groups: readShareGroupDescribeResponseDescribedGroupArray(reader, version, 'groups', reader.arrayCount('groups', true, 20)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupDescribeResponse(
  writer: Writer,
  draft: Draft<ShareGroupDescribeResponse>,
  version: number,
): void {
  const { throttleTimeMs = 0, groups = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writeShareGroupDescribeResponseDescribedGroupArray(writer, groups, version, 'groups');
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareGroupDescribeResponse: MessageCodec<ShareGroupDescribeResponse> = defineCodec({
  name: 'ShareGroupDescribeResponse',
  apiKey: 77,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readShareGroupDescribeResponse,
  write: writeShareGroupDescribeResponse,
});
