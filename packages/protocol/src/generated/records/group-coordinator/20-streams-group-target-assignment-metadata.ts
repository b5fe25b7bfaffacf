// Generated from schema/records/group-coordinator/20-streams-group-target-assignment-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface StreamsGroupTargetAssignmentMetadataKey {
  readonly groupId: string;
}

function readStreamsGroupTargetAssignmentMetadataKey(
  reader: Reader,
  _version: number,
): StreamsGroupTargetAssignmentMetadataKey {
  return {
    groupId: reader.string('groupId', false),
  };
}

function writeStreamsGroupTargetAssignmentMetadataKey(
  writer: Writer,
  draft: Draft<StreamsGroupTargetAssignmentMetadataKey>,
  _version: number,
): void {
  const { groupId = '' } = draft;
  writer.string(groupId, 'groupId', false);
}

export const streamsGroupTargetAssignmentMetadataKey: MessageCodec<StreamsGroupTargetAssignmentMetadataKey> = defineCodec({
  name: 'StreamsGroupTargetAssignmentMetadataKey',
  apiKey: 20,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readStreamsGroupTargetAssignmentMetadataKey,
  write: writeStreamsGroupTargetAssignmentMetadataKey,
});

export interface StreamsGroupTargetAssignmentMetadataValue {
  readonly assignmentEpoch: number;
  readonly assignmentTimestamp: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readStreamsGroupTargetAssignmentMetadataValue(
  reader: Reader,
  _version: number,
): StreamsGroupTargetAssignmentMetadataValue {
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

function writeStreamsGroupTargetAssignmentMetadataValue(
  writer: Writer,
  draft: Draft<StreamsGroupTargetAssignmentMetadataValue>,
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

export const streamsGroupTargetAssignmentMetadataValue: MessageCodec<StreamsGroupTargetAssignmentMetadataValue> = defineCodec({
  name: 'StreamsGroupTargetAssignmentMetadataValue',
  apiKey: 20,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupTargetAssignmentMetadataValue,
  write: writeStreamsGroupTargetAssignmentMetadataValue,
});
