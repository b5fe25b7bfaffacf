// Generated from schema/records/group-coordinator/07-consumer-group-target-assignment-member.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConsumerGroupTargetAssignmentMemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

function readConsumerGroupTargetAssignmentMemberKey(
  reader: Reader,
  _version: number,
): ConsumerGroupTargetAssignmentMemberKey {
  return {
    groupId: reader.string('groupId', false),
    memberId: reader.string('memberId', false),
  };
}

function writeConsumerGroupTargetAssignmentMemberKey(
  writer: Writer,
  draft: Draft<ConsumerGroupTargetAssignmentMemberKey>,
  _version: number,
): void {
  const { groupId = '', memberId = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(memberId, 'memberId', false);
}

export const consumerGroupTargetAssignmentMemberKey: MessageCodec<ConsumerGroupTargetAssignmentMemberKey> = defineCodec({
  name: 'ConsumerGroupTargetAssignmentMemberKey',
  apiKey: 7,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readConsumerGroupTargetAssignmentMemberKey,
  write: writeConsumerGroupTargetAssignmentMemberKey,
});

export interface ConsumerGroupTargetAssignmentMemberValue {
  readonly topicPartitions: readonly ConsumerGroupTargetAssignmentMemberValueTopicPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConsumerGroupTargetAssignmentMemberValueTopicPartition(
  reader: Reader,
  _version: number,
): ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupTargetAssignmentMemberValueTopicPartition(
  writer: Writer,
  draft: Draft<ConsumerGroupTargetAssignmentMemberValueTopicPartition>,
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

function readConsumerGroupTargetAssignmentMemberValue(
  reader: Reader,
  version: number,
): ConsumerGroupTargetAssignmentMemberValue {
  return {
    topicPartitions: reader.items(
      'topicPartitions',
      reader.arrayCount('topicPartitions', true, 18),
      version,
      readConsumerGroupTargetAssignmentMemberValueTopicPartition,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupTargetAssignmentMemberValue(
  writer: Writer,
  draft: Draft<ConsumerGroupTargetAssignmentMemberValue>,
  version: number,
): void {
  const { topicPartitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(topicPartitions, 'topicPartitions', true);
  writer.items(
    topicPartitions,
    'topicPartitions',
    version,
    writeConsumerGroupTargetAssignmentMemberValueTopicPartition,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const consumerGroupTargetAssignmentMemberValue: MessageCodec<ConsumerGroupTargetAssignmentMemberValue> = defineCodec({
  name: 'ConsumerGroupTargetAssignmentMemberValue',
  apiKey: 7,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readConsumerGroupTargetAssignmentMemberValue,
  write: writeConsumerGroupTargetAssignmentMemberValue,
});
