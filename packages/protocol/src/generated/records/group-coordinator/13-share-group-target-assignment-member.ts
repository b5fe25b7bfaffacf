// Generated from schema/records/group-coordinator/13-share-group-target-assignment-member.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ShareGroupTargetAssignmentMemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

function readShareGroupTargetAssignmentMemberKey(
  reader: Reader,
  _version: number,
): ShareGroupTargetAssignmentMemberKey {
  return {
    groupId: reader.string('groupId', false),
    memberId: reader.string('memberId', false),
  };
}

function writeShareGroupTargetAssignmentMemberKey(
  writer: Writer,
  draft: Draft<ShareGroupTargetAssignmentMemberKey>,
  _version: number,
): void {
  const { groupId = '', memberId = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(memberId, 'memberId', false);
}

export const shareGroupTargetAssignmentMemberKey: MessageCodec<ShareGroupTargetAssignmentMemberKey> = defineCodec({
  name: 'ShareGroupTargetAssignmentMemberKey',
  apiKey: 13,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readShareGroupTargetAssignmentMemberKey,
  write: writeShareGroupTargetAssignmentMemberKey,
});

export interface ShareGroupTargetAssignmentMemberValue {
  readonly topicPartitions: readonly ShareGroupTargetAssignmentMemberValueTopicPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareGroupTargetAssignmentMemberValueTopicPartition {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareGroupTargetAssignmentMemberValueTopicPartition(
  reader: Reader,
  _version: number,
): ShareGroupTargetAssignmentMemberValueTopicPartition {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupTargetAssignmentMemberValueTopicPartition(
  writer: Writer,
  draft: Draft<ShareGroupTargetAssignmentMemberValueTopicPartition>,
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

function readShareGroupTargetAssignmentMemberValue(
  reader: Reader,
  version: number,
): ShareGroupTargetAssignmentMemberValue {
  return {
    topicPartitions: reader.items(
      'topicPartitions',
      reader.arrayCount('topicPartitions', true, 18),
      version,
      readShareGroupTargetAssignmentMemberValueTopicPartition,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupTargetAssignmentMemberValue(
  writer: Writer,
  draft: Draft<ShareGroupTargetAssignmentMemberValue>,
  version: number,
): void {
  const { topicPartitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(topicPartitions, 'topicPartitions', true);
  writer.items(
    topicPartitions,
    'topicPartitions',
    version,
    writeShareGroupTargetAssignmentMemberValueTopicPartition,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareGroupTargetAssignmentMemberValue: MessageCodec<ShareGroupTargetAssignmentMemberValue> = defineCodec({
  name: 'ShareGroupTargetAssignmentMemberValue',
  apiKey: 13,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readShareGroupTargetAssignmentMemberValue,
  write: writeShareGroupTargetAssignmentMemberValue,
});
