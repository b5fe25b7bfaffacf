// Generated from schema/records/group-coordinator/21-streams-group-target-assignment-member.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface StreamsGroupTargetAssignmentMemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

function readStreamsGroupTargetAssignmentMemberKey(
  reader: Reader,
  _version: number,
): StreamsGroupTargetAssignmentMemberKey {
  return {
    groupId: reader.string('groupId', false),
    memberId: reader.string('memberId', false),
  };
}

function writeStreamsGroupTargetAssignmentMemberKey(
  writer: Writer,
  draft: Draft<StreamsGroupTargetAssignmentMemberKey>,
  _version: number,
): void {
  const { groupId = '', memberId = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(memberId, 'memberId', false);
}

export const streamsGroupTargetAssignmentMemberKey: MessageCodec<StreamsGroupTargetAssignmentMemberKey> = defineCodec({
  name: 'StreamsGroupTargetAssignmentMemberKey',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readStreamsGroupTargetAssignmentMemberKey,
  write: writeStreamsGroupTargetAssignmentMemberKey,
});

export interface StreamsGroupTargetAssignmentMemberValue {
  readonly activeTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  readonly standbyTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  readonly warmupTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupTargetAssignmentMemberValueTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readStreamsGroupTargetAssignmentMemberValueTaskIds(
  reader: Reader,
  _version: number,
): StreamsGroupTargetAssignmentMemberValueTaskIds {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupTargetAssignmentMemberValueTaskIds(
  writer: Writer,
  draft: Draft<StreamsGroupTargetAssignmentMemberValueTaskIds>,
  _version: number,
): void {
  const {
    subtopologyId = '',
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(subtopologyId, 'subtopologyId', true);
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupTargetAssignmentMemberValue(
  reader: Reader,
  version: number,
): StreamsGroupTargetAssignmentMemberValue {
  return {
    activeTasks: reader.items(
      'activeTasks',
      reader.arrayCount('activeTasks', true, 3),
      version,
      readStreamsGroupTargetAssignmentMemberValueTaskIds,
    ),
    standbyTasks: reader.items(
      'standbyTasks',
      reader.arrayCount('standbyTasks', true, 3),
      version,
      readStreamsGroupTargetAssignmentMemberValueTaskIds,
    ),
    warmupTasks: reader.items(
      'warmupTasks',
      reader.arrayCount('warmupTasks', true, 3),
      version,
      readStreamsGroupTargetAssignmentMemberValueTaskIds,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupTargetAssignmentMemberValue(
  writer: Writer,
  draft: Draft<StreamsGroupTargetAssignmentMemberValue>,
  version: number,
): void {
  const {
    activeTasks = [],
    standbyTasks = [],
    warmupTasks = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(activeTasks, 'activeTasks', true);
  writer.items(
    activeTasks,
    'activeTasks',
    version,
    writeStreamsGroupTargetAssignmentMemberValueTaskIds,
  );
  writer.arrayCount(standbyTasks, 'standbyTasks', true);
  writer.items(
    standbyTasks,
    'standbyTasks',
    version,
    writeStreamsGroupTargetAssignmentMemberValueTaskIds,
  );
  writer.arrayCount(warmupTasks, 'warmupTasks', true);
  writer.items(
    warmupTasks,
    'warmupTasks',
    version,
    writeStreamsGroupTargetAssignmentMemberValueTaskIds,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const streamsGroupTargetAssignmentMemberValue: MessageCodec<StreamsGroupTargetAssignmentMemberValue> = defineCodec({
  name: 'StreamsGroupTargetAssignmentMemberValue',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupTargetAssignmentMemberValue,
  write: writeStreamsGroupTargetAssignmentMemberValue,
});
