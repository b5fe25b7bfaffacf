// Generated from schema/records/group-coordinator/22-streams-group-current-member-assignment.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../../../codec/codec-error.ts';
import { defineCodec } from '../../../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface StreamsGroupCurrentMemberAssignmentKey {
  readonly groupId: string;
  readonly memberId: string;
}

function readStreamsGroupCurrentMemberAssignmentKey(
  reader: Reader,
  _version: number,
): StreamsGroupCurrentMemberAssignmentKey {
  return {
    groupId: reader.string('groupId', false),
    memberId: reader.string('memberId', false),
  };
}

function writeStreamsGroupCurrentMemberAssignmentKey(
  writer: Writer,
  draft: Draft<StreamsGroupCurrentMemberAssignmentKey>,
  _version: number,
): void {
  const { groupId = '', memberId = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(memberId, 'memberId', false);
}

export const streamsGroupCurrentMemberAssignmentKey: MessageCodec<StreamsGroupCurrentMemberAssignmentKey> = defineCodec({
  name: 'StreamsGroupCurrentMemberAssignmentKey',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readStreamsGroupCurrentMemberAssignmentKey,
  write: writeStreamsGroupCurrentMemberAssignmentKey,
});

export interface StreamsGroupCurrentMemberAssignmentValue {
  readonly memberEpoch: number;
  readonly previousMemberEpoch: number;
  readonly state: number;
  readonly activeTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly standbyTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly warmupTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly activeTasksPendingRevocation: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly standbyTasksPendingRevocation: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly warmupTasksPendingRevocation: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupCurrentMemberAssignmentValueTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
  readonly assignmentEpochs: readonly number[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readStreamsGroupCurrentMemberAssignmentValueTaskIds(
  reader: Reader,
  _version: number,
): StreamsGroupCurrentMemberAssignmentValueTaskIds {
  const subtopologyId = reader.string('subtopologyId', true);
  const partitions = reader.int32Array('partitions', reader.arrayCount('partitions', true, 4));
  let assignmentEpochs: readonly number[] | null = [];
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        assignmentEpochs = reader.nullableInt32Array('assignmentEpochs', reader.nullableArrayCount('assignmentEpochs', true, 4));
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    subtopologyId,
    partitions,
    assignmentEpochs,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupCurrentMemberAssignmentValueTaskIds[] {
  const items: StreamsGroupCurrentMemberAssignmentValueTaskIds[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupCurrentMemberAssignmentValueTaskIds(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeStreamsGroupCurrentMemberAssignmentValueTaskIds(
  writer: Writer,
  draft: Draft<StreamsGroupCurrentMemberAssignmentValueTaskIds>,
  _version: number,
): void {
  const {
    subtopologyId = '',
    partitions = [],
    assignmentEpochs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(subtopologyId, 'subtopologyId', true);
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

function writeStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupCurrentMemberAssignmentValueTaskIds>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupCurrentMemberAssignmentValueTaskIds(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupCurrentMemberAssignmentValue(
  reader: Reader,
  version: number,
): StreamsGroupCurrentMemberAssignmentValue {
  return {
    memberEpoch: reader.int32('memberEpoch'),
    previousMemberEpoch: reader.int32('previousMemberEpoch'),
    state: reader.int8('state'),
    activeTasks: readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, version, 'activeTasks', reader.arrayCount('activeTasks', true, 3)),
    standbyTasks: readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, version, 'standbyTasks', reader.arrayCount('standbyTasks', true, 3)),
    warmupTasks: readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, version, 'warmupTasks', reader.arrayCount('warmupTasks', true, 3)),
    activeTasksPendingRevocation: readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, version, 'activeTasksPendingRevocation', reader.arrayCount('activeTasksPendingRevocation', true, 3)),
    standbyTasksPendingRevocation: readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, version, 'standbyTasksPendingRevocation', reader.arrayCount('standbyTasksPendingRevocation', true, 3)),
    warmupTasksPendingRevocation: readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, version, 'warmupTasksPendingRevocation', reader.arrayCount('warmupTasksPendingRevocation', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupCurrentMemberAssignmentValue(
  writer: Writer,
  draft: Draft<StreamsGroupCurrentMemberAssignmentValue>,
  version: number,
): void {
  const {
    memberEpoch = 0,
    previousMemberEpoch = 0,
    state = 0,
    activeTasks = [],
    standbyTasks = [],
    warmupTasks = [],
    activeTasksPendingRevocation = [],
    standbyTasksPendingRevocation = [],
    warmupTasksPendingRevocation = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(memberEpoch, 'memberEpoch');
  writer.int32(previousMemberEpoch, 'previousMemberEpoch');
  writer.int8(state, 'state');
  writeStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(writer, activeTasks, version, 'activeTasks');
  writeStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(writer, standbyTasks, version, 'standbyTasks');
  writeStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(writer, warmupTasks, version, 'warmupTasks');
  writeStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(writer, activeTasksPendingRevocation, version, 'activeTasksPendingRevocation');
  writeStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(writer, standbyTasksPendingRevocation, version, 'standbyTasksPendingRevocation');
  writeStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(writer, warmupTasksPendingRevocation, version, 'warmupTasksPendingRevocation');
  writer.unknownTags(unknownTaggedFields, true);
}

export const streamsGroupCurrentMemberAssignmentValue: MessageCodec<StreamsGroupCurrentMemberAssignmentValue> = defineCodec({
  name: 'StreamsGroupCurrentMemberAssignmentValue',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupCurrentMemberAssignmentValue,
  write: writeStreamsGroupCurrentMemberAssignmentValue,
});
