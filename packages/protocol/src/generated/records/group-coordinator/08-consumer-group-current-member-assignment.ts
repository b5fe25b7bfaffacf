// Generated from schema/records/group-coordinator/08-consumer-group-current-member-assignment.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConsumerGroupCurrentMemberAssignmentKey {
  readonly groupId: string;
  readonly memberId: string;
}

function readConsumerGroupCurrentMemberAssignmentKey(
  reader: Reader,
  _version: number,
): ConsumerGroupCurrentMemberAssignmentKey {
  return {
    groupId: reader.string('groupId', false),
    memberId: reader.string('memberId', false),
  };
}

function writeConsumerGroupCurrentMemberAssignmentKey(
  writer: Writer,
  draft: Draft<ConsumerGroupCurrentMemberAssignmentKey>,
  _version: number,
): void {
  const { groupId = '', memberId = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(memberId, 'memberId', false);
}

export const consumerGroupCurrentMemberAssignmentKey: MessageCodec<ConsumerGroupCurrentMemberAssignmentKey> = defineCodec({
  name: 'ConsumerGroupCurrentMemberAssignmentKey',
  apiKey: 8,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readConsumerGroupCurrentMemberAssignmentKey,
  write: writeConsumerGroupCurrentMemberAssignmentKey,
});

export interface ConsumerGroupCurrentMemberAssignmentValue {
  readonly memberEpoch: number;
  readonly previousMemberEpoch: number;
  readonly state: number;
  readonly assignedPartitions: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[];
  readonly partitionsPendingRevocation: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  readonly assignmentEpochs: readonly number[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConsumerGroupCurrentMemberAssignmentValueTopicPartitions(
  reader: Reader,
  _version: number,
): ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  const topicId = reader.uuid('topicId');
  const partitions = reader.int32Array('partitions', reader.arrayCount('partitions', true, 4));
  let assignmentEpochs: readonly number[] | null = [];
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        assignmentEpochs = reader.nullableInt32Array(
          'assignmentEpochs',
          reader.nullableArrayCount('assignmentEpochs', true, 4),
        );
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    topicId,
    partitions,
    assignmentEpochs,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(
  writer: Writer,
  draft: Draft<ConsumerGroupCurrentMemberAssignmentValueTopicPartitions>,
  _version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    assignmentEpochs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.int32Array(partitions, 'partitions', true);
  const hasAssignmentEpochs = assignmentEpochs === null || assignmentEpochs.length > 0;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasAssignmentEpochs ? 1 : 0),
  );
  let from = 0;
  if (hasAssignmentEpochs) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    if (assignmentEpochs === null) writer.nullArray('assignmentEpochs', true);
    else writer.int32Array(assignmentEpochs, 'assignmentEpochs', true);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

function readConsumerGroupCurrentMemberAssignmentValue(
  reader: Reader,
  version: number,
): ConsumerGroupCurrentMemberAssignmentValue {
  return {
    memberEpoch: reader.int32('memberEpoch'),
    previousMemberEpoch: reader.int32('previousMemberEpoch'),
    state: reader.int8('state'),
    assignedPartitions: reader.items(
      'assignedPartitions',
      reader.arrayCount('assignedPartitions', true, 18),
      version,
      readConsumerGroupCurrentMemberAssignmentValueTopicPartitions,
    ),
    partitionsPendingRevocation: reader.items(
      'partitionsPendingRevocation',
      reader.arrayCount('partitionsPendingRevocation', true, 18),
      version,
      readConsumerGroupCurrentMemberAssignmentValueTopicPartitions,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupCurrentMemberAssignmentValue(
  writer: Writer,
  draft: Draft<ConsumerGroupCurrentMemberAssignmentValue>,
  version: number,
): void {
  const {
    memberEpoch = 0,
    previousMemberEpoch = 0,
    state = 0,
    assignedPartitions = [],
    partitionsPendingRevocation = [],
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
    writeConsumerGroupCurrentMemberAssignmentValueTopicPartitions,
  );
  writer.arrayCount(partitionsPendingRevocation, 'partitionsPendingRevocation', true);
  writer.items(
    partitionsPendingRevocation,
    'partitionsPendingRevocation',
    version,
    writeConsumerGroupCurrentMemberAssignmentValueTopicPartitions,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const consumerGroupCurrentMemberAssignmentValue: MessageCodec<ConsumerGroupCurrentMemberAssignmentValue> = defineCodec({
  name: 'ConsumerGroupCurrentMemberAssignmentValue',
  apiKey: 8,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readConsumerGroupCurrentMemberAssignmentValue,
  write: writeConsumerGroupCurrentMemberAssignmentValue,
});
