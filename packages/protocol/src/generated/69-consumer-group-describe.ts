// Generated from schema/69-consumer-group-describe.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
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

function readConsumerGroupDescribeResponseAssignment(
  reader: Reader,
  version: number,
): ConsumerGroupDescribeResponseAssignment {
  return {
    topicPartitions: reader.items(
      'topicPartitions',
      reader.arrayCount('topicPartitions', true, 19),
      version,
      readConsumerGroupDescribeResponseTopicPartitions,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupDescribeResponseAssignment(
  writer: Writer,
  draft: Draft<ConsumerGroupDescribeResponseAssignment>,
  version: number,
): void {
  const { topicPartitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(topicPartitions, 'topicPartitions', true);
  writer.items(
    topicPartitions,
    'topicPartitions',
    version,
    writeConsumerGroupDescribeResponseTopicPartitions,
  );
  writer.unknownTags(unknownTaggedFields, true);
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
    subscribedTopicNames: reader.stringArray(
      'subscribedTopicNames',
      reader.arrayCount('subscribedTopicNames', true, 1),
      true,
    ),
    subscribedTopicRegex: reader.nullableString('subscribedTopicRegex', true),
    assignment: reader.struct('assignment', version, readConsumerGroupDescribeResponseAssignment),
    targetAssignment: reader.struct(
      'targetAssignment',
      version,
      readConsumerGroupDescribeResponseAssignment,
    ),
    memberType: version >= 1 ? reader.int8('memberType') : -1,
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.struct(assignment, 'assignment', version, writeConsumerGroupDescribeResponseAssignment);
  writer.struct(
    targetAssignment,
    'targetAssignment',
    version,
    writeConsumerGroupDescribeResponseAssignment,
  );
  if (version >= 1) writer.int8(memberType, 'memberType');
  writer.unknownTags(unknownTaggedFields, true);
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
    members: reader.items(
      'members',
      reader.arrayCount('members', true, 16),
      version,
      readConsumerGroupDescribeResponseMember,
    ),
    authorizedOperations: reader.int32('authorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.arrayCount(members, 'members', true);
  writer.items(members, 'members', version, writeConsumerGroupDescribeResponseMember);
  writer.int32(authorizedOperations, 'authorizedOperations');
  writer.unknownTags(unknownTaggedFields, true);
}

function readConsumerGroupDescribeResponse(
  reader: Reader,
  version: number,
): ConsumerGroupDescribeResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    groups: reader.items(
      'groups',
      reader.arrayCount('groups', true, 20),
      version,
      readConsumerGroupDescribeResponseDescribedGroup,
    ),
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
  writer.arrayCount(groups, 'groups', true);
  writer.items(groups, 'groups', version, writeConsumerGroupDescribeResponseDescribedGroup);
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
