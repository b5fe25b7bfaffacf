// Generated from schema/records/group-coordinator/22-streams-group-current-member-assignment.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
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
    subtopologyId,
    partitions,
    assignmentEpochs,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
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

function readStreamsGroupCurrentMemberAssignmentValue(
  reader: Reader,
  version: number,
): StreamsGroupCurrentMemberAssignmentValue {
  return {
    memberEpoch: reader.int32('memberEpoch'),
    previousMemberEpoch: reader.int32('previousMemberEpoch'),
    state: reader.int8('state'),
    activeTasks: reader.items(
      'activeTasks',
      reader.arrayCount('activeTasks', true, 3),
      version,
      readStreamsGroupCurrentMemberAssignmentValueTaskIds,
    ),
    standbyTasks: reader.items(
      'standbyTasks',
      reader.arrayCount('standbyTasks', true, 3),
      version,
      readStreamsGroupCurrentMemberAssignmentValueTaskIds,
    ),
    warmupTasks: reader.items(
      'warmupTasks',
      reader.arrayCount('warmupTasks', true, 3),
      version,
      readStreamsGroupCurrentMemberAssignmentValueTaskIds,
    ),
    activeTasksPendingRevocation: reader.items(
      'activeTasksPendingRevocation',
      reader.arrayCount('activeTasksPendingRevocation', true, 3),
      version,
      readStreamsGroupCurrentMemberAssignmentValueTaskIds,
    ),
    standbyTasksPendingRevocation: reader.items(
      'standbyTasksPendingRevocation',
      reader.arrayCount('standbyTasksPendingRevocation', true, 3),
      version,
      readStreamsGroupCurrentMemberAssignmentValueTaskIds,
    ),
    warmupTasksPendingRevocation: reader.items(
      'warmupTasksPendingRevocation',
      reader.arrayCount('warmupTasksPendingRevocation', true, 3),
      version,
      readStreamsGroupCurrentMemberAssignmentValueTaskIds,
    ),
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
  writer.arrayCount(activeTasks, 'activeTasks', true);
  writer.items(
    activeTasks,
    'activeTasks',
    version,
    writeStreamsGroupCurrentMemberAssignmentValueTaskIds,
  );
  writer.arrayCount(standbyTasks, 'standbyTasks', true);
  writer.items(
    standbyTasks,
    'standbyTasks',
    version,
    writeStreamsGroupCurrentMemberAssignmentValueTaskIds,
  );
  writer.arrayCount(warmupTasks, 'warmupTasks', true);
  writer.items(
    warmupTasks,
    'warmupTasks',
    version,
    writeStreamsGroupCurrentMemberAssignmentValueTaskIds,
  );
  writer.arrayCount(activeTasksPendingRevocation, 'activeTasksPendingRevocation', true);
  writer.items(
    activeTasksPendingRevocation,
    'activeTasksPendingRevocation',
    version,
    writeStreamsGroupCurrentMemberAssignmentValueTaskIds,
  );
  writer.arrayCount(standbyTasksPendingRevocation, 'standbyTasksPendingRevocation', true);
  writer.items(
    standbyTasksPendingRevocation,
    'standbyTasksPendingRevocation',
    version,
    writeStreamsGroupCurrentMemberAssignmentValueTaskIds,
  );
  writer.arrayCount(warmupTasksPendingRevocation, 'warmupTasksPendingRevocation', true);
  writer.items(
    warmupTasksPendingRevocation,
    'warmupTasksPendingRevocation',
    version,
    writeStreamsGroupCurrentMemberAssignmentValueTaskIds,
  );
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
