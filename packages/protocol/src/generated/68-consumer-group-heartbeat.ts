// Generated from schema/68-consumer-group-heartbeat.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface ConsumerGroupHeartbeatRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly subscribedTopicNames: readonly string[] | null;
  readonly subscribedTopicRegex: string | null; // v1+
  readonly serverAssignor: string | null;
  readonly topicPartitions: readonly ConsumerGroupHeartbeatRequestTopicPartitions[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupHeartbeatRequestTopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConsumerGroupHeartbeatRequestTopicPartitions(
  reader: Reader,
  _version: number,
): ConsumerGroupHeartbeatRequestTopicPartitions {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupHeartbeatRequestTopicPartitions(
  writer: Writer,
  draft: Draft<ConsumerGroupHeartbeatRequestTopicPartitions>,
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

function readConsumerGroupHeartbeatRequest(
  reader: Reader,
  version: number,
): ConsumerGroupHeartbeatRequest {
  return {
    groupId: reader.string('groupId', true),
    memberId: reader.string('memberId', true),
    memberEpoch: reader.int32('memberEpoch'),
    instanceId: reader.nullableString('instanceId', true),
    rackId: reader.nullableString('rackId', true),
    rebalanceTimeoutMs: reader.int32('rebalanceTimeoutMs'),
    subscribedTopicNames: reader.nullableStringArray(
      'subscribedTopicNames',
      reader.nullableArrayCount('subscribedTopicNames', true, 1),
      true,
    ),
    subscribedTopicRegex: version >= 1 ? reader.nullableString('subscribedTopicRegex', true) : null,
    serverAssignor: reader.nullableString('serverAssignor', true),
    topicPartitions: reader.nullableItems(
      'topicPartitions',
      reader.nullableArrayCount('topicPartitions', true, 18),
      version,
      readConsumerGroupHeartbeatRequestTopicPartitions,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupHeartbeatRequest(
  writer: Writer,
  draft: Draft<ConsumerGroupHeartbeatRequest>,
  version: number,
): void {
  const {
    groupId = '',
    memberId = '',
    memberEpoch = 0,
    instanceId = null,
    rackId = null,
    rebalanceTimeoutMs = -1,
    subscribedTopicNames = null,
    subscribedTopicRegex = null,
    serverAssignor = null,
    topicPartitions = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', true);
  writer.string(memberId, 'memberId', true);
  writer.int32(memberEpoch, 'memberEpoch');
  writer.nullableString(instanceId, 'instanceId', true);
  writer.nullableString(rackId, 'rackId', true);
  writer.int32(rebalanceTimeoutMs, 'rebalanceTimeoutMs');
  if (subscribedTopicNames === null) writer.nullArray('subscribedTopicNames', true);
  else writer.stringArray(subscribedTopicNames, 'subscribedTopicNames', true);
  if (version >= 1) {
    writer.nullableString(subscribedTopicRegex, 'subscribedTopicRegex', true);
  } else if (subscribedTopicRegex !== null) throw notInVersion('subscribedTopicRegex');
  writer.nullableString(serverAssignor, 'serverAssignor', true);
  if (topicPartitions === null) writer.nullArray('topicPartitions', true);
  else {
    writer.arrayCount(topicPartitions, 'topicPartitions', true);
    writer.items(
      topicPartitions,
      'topicPartitions',
      version,
      writeConsumerGroupHeartbeatRequestTopicPartitions,
    );
  }
  writer.unknownTags(unknownTaggedFields, true);
}

export const consumerGroupHeartbeatRequest: MessageCodec<ConsumerGroupHeartbeatRequest> = defineCodec({
  name: 'ConsumerGroupHeartbeatRequest',
  apiKey: 68,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readConsumerGroupHeartbeatRequest,
  write: writeConsumerGroupHeartbeatRequest,
});

export interface ConsumerGroupHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string | null;
  readonly memberEpoch: number;
  readonly heartbeatIntervalMs: number;
  readonly assignment: ConsumerGroupHeartbeatResponseAssignment | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupHeartbeatResponseAssignment {
  readonly topicPartitions: readonly ConsumerGroupHeartbeatResponseTopicPartitions[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupHeartbeatResponseTopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConsumerGroupHeartbeatResponseTopicPartitions(
  reader: Reader,
  _version: number,
): ConsumerGroupHeartbeatResponseTopicPartitions {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupHeartbeatResponseTopicPartitions(
  writer: Writer,
  draft: Draft<ConsumerGroupHeartbeatResponseTopicPartitions>,
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

function readConsumerGroupHeartbeatResponseAssignment(
  reader: Reader,
  version: number,
): ConsumerGroupHeartbeatResponseAssignment {
  return {
    topicPartitions: reader.items(
      'topicPartitions',
      reader.arrayCount('topicPartitions', true, 18),
      version,
      readConsumerGroupHeartbeatResponseTopicPartitions,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupHeartbeatResponseAssignment(
  writer: Writer,
  draft: Draft<ConsumerGroupHeartbeatResponseAssignment>,
  version: number,
): void {
  const { topicPartitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(topicPartitions, 'topicPartitions', true);
  writer.items(
    topicPartitions,
    'topicPartitions',
    version,
    writeConsumerGroupHeartbeatResponseTopicPartitions,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readConsumerGroupHeartbeatResponse(
  reader: Reader,
  version: number,
): ConsumerGroupHeartbeatResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    memberId: reader.nullableString('memberId', true),
    memberEpoch: reader.int32('memberEpoch'),
    heartbeatIntervalMs: reader.int32('heartbeatIntervalMs'),
    assignment: (reader.int8('assignment') < 0 ? null : reader.struct('assignment', version, readConsumerGroupHeartbeatResponseAssignment)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupHeartbeatResponse(
  writer: Writer,
  draft: Draft<ConsumerGroupHeartbeatResponse>,
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
    writer.struct(assignment, 'assignment', version, writeConsumerGroupHeartbeatResponseAssignment);
  }
  writer.unknownTags(unknownTaggedFields, true);
}

export const consumerGroupHeartbeatResponse: MessageCodec<ConsumerGroupHeartbeatResponse> = defineCodec({
  name: 'ConsumerGroupHeartbeatResponse',
  apiKey: 68,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readConsumerGroupHeartbeatResponse,
  write: writeConsumerGroupHeartbeatResponse,
});
