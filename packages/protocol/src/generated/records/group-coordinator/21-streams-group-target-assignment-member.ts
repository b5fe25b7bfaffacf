// Generated from schema/records/group-coordinator/21-streams-group-target-assignment-member.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../../../codec/codec-error.ts';
import { defineCodec } from '../../../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
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

function readStreamsGroupTargetAssignmentMemberValueTaskIdsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupTargetAssignmentMemberValueTaskIds[] {
  const items: StreamsGroupTargetAssignmentMemberValueTaskIds[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupTargetAssignmentMemberValueTaskIds(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeStreamsGroupTargetAssignmentMemberValueTaskIdsArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupTargetAssignmentMemberValueTaskIds>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupTargetAssignmentMemberValueTaskIds(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupTargetAssignmentMemberValue(
  reader: Reader,
  version: number,
): StreamsGroupTargetAssignmentMemberValue {
  return {
    activeTasks: readStreamsGroupTargetAssignmentMemberValueTaskIdsArray(reader, version, 'activeTasks', reader.arrayCount('activeTasks', true, 3)),
    standbyTasks: readStreamsGroupTargetAssignmentMemberValueTaskIdsArray(reader, version, 'standbyTasks', reader.arrayCount('standbyTasks', true, 3)),
    warmupTasks: readStreamsGroupTargetAssignmentMemberValueTaskIdsArray(reader, version, 'warmupTasks', reader.arrayCount('warmupTasks', true, 3)),
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
  writeStreamsGroupTargetAssignmentMemberValueTaskIdsArray(writer, activeTasks, version, 'activeTasks');
  writeStreamsGroupTargetAssignmentMemberValueTaskIdsArray(writer, standbyTasks, version, 'standbyTasks');
  writeStreamsGroupTargetAssignmentMemberValueTaskIdsArray(writer, warmupTasks, version, 'warmupTasks');
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
