// Generated from schema/77-share-group-describe.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
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

function readShareGroupDescribeResponseAssignment(
  reader: Reader,
  version: number,
): ShareGroupDescribeResponseAssignment {
  return {
    topicPartitions: reader.items(
      'topicPartitions',
      reader.arrayCount('topicPartitions', true, 19),
      version,
      readShareGroupDescribeResponseTopicPartitions,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupDescribeResponseAssignment(
  writer: Writer,
  draft: Draft<ShareGroupDescribeResponseAssignment>,
  version: number,
): void {
  const { topicPartitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(topicPartitions, 'topicPartitions', true);
  writer.items(
    topicPartitions,
    'topicPartitions',
    version,
    writeShareGroupDescribeResponseTopicPartitions,
  );
  writer.unknownTags(unknownTaggedFields, true);
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
    subscribedTopicNames: reader.stringArray(
      'subscribedTopicNames',
      reader.arrayCount('subscribedTopicNames', true, 1),
      true,
    ),
    assignment: reader.struct('assignment', version, readShareGroupDescribeResponseAssignment),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.struct(assignment, 'assignment', version, writeShareGroupDescribeResponseAssignment);
  writer.unknownTags(unknownTaggedFields, true);
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
    members: reader.items(
      'members',
      reader.arrayCount('members', true, 12),
      version,
      readShareGroupDescribeResponseMember,
    ),
    authorizedOperations: reader.int32('authorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.arrayCount(members, 'members', true);
  writer.items(members, 'members', version, writeShareGroupDescribeResponseMember);
  writer.int32(authorizedOperations, 'authorizedOperations');
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareGroupDescribeResponse(
  reader: Reader,
  version: number,
): ShareGroupDescribeResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    groups: reader.items(
      'groups',
      reader.arrayCount('groups', true, 20),
      version,
      readShareGroupDescribeResponseDescribedGroup,
    ),
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
  writer.arrayCount(groups, 'groups', true);
  writer.items(groups, 'groups', version, writeShareGroupDescribeResponseDescribedGroup);
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
