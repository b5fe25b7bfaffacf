// Generated from schema/records/group-coordinator/06-consumer-group-target-assignment-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConsumerGroupTargetAssignmentMetadataKey {
  readonly groupId: string;
}

function readConsumerGroupTargetAssignmentMetadataKey(
  reader: Reader,
  _version: number,
): ConsumerGroupTargetAssignmentMetadataKey {
  return {
    groupId: reader.string('groupId', false),
  };
}

function writeConsumerGroupTargetAssignmentMetadataKey(
  writer: Writer,
  draft: Draft<ConsumerGroupTargetAssignmentMetadataKey>,
  _version: number,
): void {
  const { groupId = '' } = draft;
  writer.string(groupId, 'groupId', false);
}

export const consumerGroupTargetAssignmentMetadataKey: MessageCodec<ConsumerGroupTargetAssignmentMetadataKey> = defineCodec({
  name: 'ConsumerGroupTargetAssignmentMetadataKey',
  apiKey: 6,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readConsumerGroupTargetAssignmentMetadataKey,
  write: writeConsumerGroupTargetAssignmentMetadataKey,
});

export interface ConsumerGroupTargetAssignmentMetadataValue {
  readonly assignmentEpoch: number;
  readonly assignmentTimestamp: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConsumerGroupTargetAssignmentMetadataValue(
  reader: Reader,
  _version: number,
): ConsumerGroupTargetAssignmentMetadataValue {
  const assignmentEpoch = reader.int32('assignmentEpoch');
  let assignmentTimestamp: Int64 = 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        assignmentTimestamp = reader.int64('assignmentTimestamp');
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    assignmentEpoch,
    assignmentTimestamp,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeConsumerGroupTargetAssignmentMetadataValue(
  writer: Writer,
  draft: Draft<ConsumerGroupTargetAssignmentMetadataValue>,
  _version: number,
): void {
  const {
    assignmentEpoch = 0,
    assignmentTimestamp = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(assignmentEpoch, 'assignmentEpoch');
  const hasAssignmentTimestamp = assignmentTimestamp !== 0 && assignmentTimestamp !== 0n;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasAssignmentTimestamp ? 1 : 0),
  );
  let from = 0;
  if (hasAssignmentTimestamp) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.int64(assignmentTimestamp, 'assignmentTimestamp');
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const consumerGroupTargetAssignmentMetadataValue: MessageCodec<ConsumerGroupTargetAssignmentMetadataValue> = defineCodec({
  name: 'ConsumerGroupTargetAssignmentMetadataValue',
  apiKey: 6,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readConsumerGroupTargetAssignmentMetadataValue,
  write: writeConsumerGroupTargetAssignmentMetadataValue,
});
