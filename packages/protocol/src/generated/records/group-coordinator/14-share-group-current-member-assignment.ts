// Generated from schema/records/group-coordinator/14-share-group-current-member-assignment.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ShareGroupCurrentMemberAssignmentKey {
  readonly groupId: string;
  readonly memberId: string;
}

function readShareGroupCurrentMemberAssignmentKey(
  reader: Reader,
  _version: number,
): ShareGroupCurrentMemberAssignmentKey {
  return {
    groupId: reader.string('groupId', false),
    memberId: reader.string('memberId', false),
  };
}

function writeShareGroupCurrentMemberAssignmentKey(
  writer: Writer,
  draft: Draft<ShareGroupCurrentMemberAssignmentKey>,
  _version: number,
): void {
  const { groupId = '', memberId = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(memberId, 'memberId', false);
}

export const shareGroupCurrentMemberAssignmentKey: MessageCodec<ShareGroupCurrentMemberAssignmentKey> = defineCodec({
  name: 'ShareGroupCurrentMemberAssignmentKey',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readShareGroupCurrentMemberAssignmentKey,
  write: writeShareGroupCurrentMemberAssignmentKey,
});

export interface ShareGroupCurrentMemberAssignmentValue {
  readonly memberEpoch: number;
  readonly previousMemberEpoch: number;
  readonly state: number;
  readonly assignedPartitions: readonly ShareGroupCurrentMemberAssignmentValueTopicPartitions[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupCurrentMemberAssignmentValueTopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareGroupCurrentMemberAssignmentValueTopicPartitions(
  reader: Reader,
  _version: number,
): ShareGroupCurrentMemberAssignmentValueTopicPartitions {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupCurrentMemberAssignmentValueTopicPartitions(
  writer: Writer,
  draft: Draft<ShareGroupCurrentMemberAssignmentValueTopicPartitions>,
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

function readShareGroupCurrentMemberAssignmentValue(
  reader: Reader,
  version: number,
): ShareGroupCurrentMemberAssignmentValue {
  return {
    memberEpoch: reader.int32('memberEpoch'),
    previousMemberEpoch: reader.int32('previousMemberEpoch'),
    state: reader.int8('state'),
    assignedPartitions: reader.items(
      'assignedPartitions',
      reader.arrayCount('assignedPartitions', true, 18),
      version,
      readShareGroupCurrentMemberAssignmentValueTopicPartitions,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupCurrentMemberAssignmentValue(
  writer: Writer,
  draft: Draft<ShareGroupCurrentMemberAssignmentValue>,
  version: number,
): void {
  const {
    memberEpoch = 0,
    previousMemberEpoch = 0,
    state = 0,
    assignedPartitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(memberEpoch, 'memberEpoch');
  writer.int32(previousMemberEpoch, 'previousMemberEpoch');
  writer.int8(state, 'state');
  writer.arrayCount(assignedPartitions, 'assignedPartitions', true);
  writer.items(
    assignedPartitions,
    'assignedPartitions',
    version,
    writeShareGroupCurrentMemberAssignmentValueTopicPartitions,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareGroupCurrentMemberAssignmentValue: MessageCodec<ShareGroupCurrentMemberAssignmentValue> = defineCodec({
  name: 'ShareGroupCurrentMemberAssignmentValue',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readShareGroupCurrentMemberAssignmentValue,
  write: writeShareGroupCurrentMemberAssignmentValue,
});
