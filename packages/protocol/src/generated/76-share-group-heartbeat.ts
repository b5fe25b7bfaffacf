// Generated from schema/76-share-group-heartbeat.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface ShareGroupHeartbeatRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly rackId: string | null;
  readonly subscribedTopicNames: readonly string[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareGroupHeartbeatRequest(
  reader: Reader,
  _version: number,
): ShareGroupHeartbeatRequest {
  return {
    groupId: reader.string('groupId', true),
    memberId: reader.string('memberId', true),
    memberEpoch: reader.int32('memberEpoch'),
    rackId: reader.nullableString('rackId', true),
    subscribedTopicNames: reader.nullableStringArray(
      'subscribedTopicNames',
      reader.nullableArrayCount('subscribedTopicNames', true, 1),
      true,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupHeartbeatRequest(
  writer: Writer,
  draft: Draft<ShareGroupHeartbeatRequest>,
  _version: number,
): void {
  const {
    groupId = '',
    memberId = '',
    memberEpoch = 0,
    rackId = null,
    subscribedTopicNames = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', true);
  writer.string(memberId, 'memberId', true);
  writer.int32(memberEpoch, 'memberEpoch');
  writer.nullableString(rackId, 'rackId', true);
  if (subscribedTopicNames === null) writer.nullArray('subscribedTopicNames', true);
  else writer.stringArray(subscribedTopicNames, 'subscribedTopicNames', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareGroupHeartbeatRequest: MessageCodec<ShareGroupHeartbeatRequest> = defineCodec({
  name: 'ShareGroupHeartbeatRequest',
  apiKey: 76,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readShareGroupHeartbeatRequest,
  write: writeShareGroupHeartbeatRequest,
});

export interface ShareGroupHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string | null;
  readonly memberEpoch: number;
  readonly heartbeatIntervalMs: number;
  readonly assignment: ShareGroupHeartbeatResponseAssignment | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupHeartbeatResponseAssignment {
  readonly topicPartitions: readonly ShareGroupHeartbeatResponseTopicPartitions[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupHeartbeatResponseTopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareGroupHeartbeatResponseTopicPartitions(
  reader: Reader,
  _version: number,
): ShareGroupHeartbeatResponseTopicPartitions {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupHeartbeatResponseTopicPartitions(
  writer: Writer,
  draft: Draft<ShareGroupHeartbeatResponseTopicPartitions>,
  _version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareGroupHeartbeatResponseAssignment(
  reader: Reader,
  version: number,
): ShareGroupHeartbeatResponseAssignment {
  return {
    topicPartitions: reader.items(
      'topicPartitions',
      reader.arrayCount('topicPartitions', true, 18),
      version,
      readShareGroupHeartbeatResponseTopicPartitions,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupHeartbeatResponseAssignment(
  writer: Writer,
  draft: Draft<ShareGroupHeartbeatResponseAssignment>,
  version: number,
): void {
  const { topicPartitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(topicPartitions, 'topicPartitions', true);
  writer.items(
    topicPartitions,
    'topicPartitions',
    version,
    writeShareGroupHeartbeatResponseTopicPartitions,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareGroupHeartbeatResponse(
  reader: Reader,
  version: number,
): ShareGroupHeartbeatResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    memberId: reader.nullableString('memberId', true),
    memberEpoch: reader.int32('memberEpoch'),
    heartbeatIntervalMs: reader.int32('heartbeatIntervalMs'),
    assignment: (reader.int8('assignment') < 0 ? null : reader.struct('assignment', version, readShareGroupHeartbeatResponseAssignment)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupHeartbeatResponse(
  writer: Writer,
  draft: Draft<ShareGroupHeartbeatResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = null,
    memberId = null,
    memberEpoch = 0,
    heartbeatIntervalMs = 0,
    assignment = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.nullableString(memberId, 'memberId', true);
  writer.int32(memberEpoch, 'memberEpoch');
  writer.int32(heartbeatIntervalMs, 'heartbeatIntervalMs');
  if (assignment === null) writer.int8(-1, 'assignment');
  else {
    writer.int8(1, 'assignment');
    writer.struct(assignment, 'assignment', version, writeShareGroupHeartbeatResponseAssignment);
  }
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareGroupHeartbeatResponse: MessageCodec<ShareGroupHeartbeatResponse> = defineCodec({
  name: 'ShareGroupHeartbeatResponse',
  apiKey: 76,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readShareGroupHeartbeatResponse,
  write: writeShareGroupHeartbeatResponse,
});
