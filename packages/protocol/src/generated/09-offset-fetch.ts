// Generated from schema/09-offset-fetch.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface OffsetFetchRequest {
  readonly groupId: string; // v1-7
  readonly topics: readonly OffsetFetchRequestOffsetFetchRequestTopic[] | null; // v1-7
  readonly groups: readonly OffsetFetchRequestOffsetFetchRequestGroup[]; // v8+
  readonly requireStable: boolean; // v7+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetFetchRequestOffsetFetchRequestGroup {
  readonly groupId: string; // v8+
  readonly memberId: string | null; // v9+
  readonly memberEpoch: number; // v9+
  readonly topics: readonly OffsetFetchRequestOffsetFetchRequestTopics[] | null; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetFetchRequestOffsetFetchRequestTopics {
  readonly name: string; // v8-9
  readonly topicId: Uuid; // v10+
  readonly partitionIndexes: readonly number[]; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetFetchRequestOffsetFetchRequestTopic {
  readonly name: string; // v1-7
  readonly partitionIndexes: readonly number[]; // v1-7
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readOffsetFetchRequestOffsetFetchRequestTopic(
  reader: Reader,
  version: number,
): OffsetFetchRequestOffsetFetchRequestTopic {
  const flexible = version >= 6;
  return {
    name: reader.string('name', flexible),
    partitionIndexes: reader.int32Array('partitionIndexes', reader.arrayCount('partitionIndexes', flexible, 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readOffsetFetchRequestOffsetFetchRequestTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchRequestOffsetFetchRequestTopic[] {
  const items: OffsetFetchRequestOffsetFetchRequestTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetFetchRequestOffsetFetchRequestTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableOffsetFetchRequestOffsetFetchRequestTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchRequestOffsetFetchRequestTopic[] | null {
  return count < 0 ? null : readOffsetFetchRequestOffsetFetchRequestTopicArray(reader, version, field, count);
}

function writeOffsetFetchRequestOffsetFetchRequestTopic(
  writer: Writer,
  draft: Draft<OffsetFetchRequestOffsetFetchRequestTopic>,
  version: number,
): void {
  const flexible = version >= 6;
  const { name = '', partitionIndexes = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.int32Array(partitionIndexes, 'partitionIndexes', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeOffsetFetchRequestOffsetFetchRequestTopicArray(
  writer: Writer,
  items: readonly Draft<OffsetFetchRequestOffsetFetchRequestTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 6);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetFetchRequestOffsetFetchRequestTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetFetchRequestOffsetFetchRequestTopics(
  reader: Reader,
  version: number,
): OffsetFetchRequestOffsetFetchRequestTopics {
  return {
    name: version <= 9 ? reader.string('name', true) : '',
    topicId: version >= 10 ? reader.uuid('topicId') : zeroUuid,
    partitionIndexes: reader.int32Array('partitionIndexes', reader.arrayCount('partitionIndexes', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readOffsetFetchRequestOffsetFetchRequestTopicsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchRequestOffsetFetchRequestTopics[] {
  const items: OffsetFetchRequestOffsetFetchRequestTopics[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetFetchRequestOffsetFetchRequestTopics(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableOffsetFetchRequestOffsetFetchRequestTopicsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchRequestOffsetFetchRequestTopics[] | null {
  return count < 0 ? null : readOffsetFetchRequestOffsetFetchRequestTopicsArray(reader, version, field, count);
}

function writeOffsetFetchRequestOffsetFetchRequestTopics(
  writer: Writer,
  draft: Draft<OffsetFetchRequestOffsetFetchRequestTopics>,
  version: number,
): void {
  const {
    name = '',
    topicId = zeroUuid,
    partitionIndexes = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 9) writer.string(name, 'name', true);
  if (version >= 10) writer.uuid(topicId, 'topicId');
  writer.int32Array(partitionIndexes, 'partitionIndexes', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function writeOffsetFetchRequestOffsetFetchRequestTopicsArray(
  writer: Writer,
  items: readonly Draft<OffsetFetchRequestOffsetFetchRequestTopics>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetFetchRequestOffsetFetchRequestTopics(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetFetchRequestOffsetFetchRequestGroup(
  reader: Reader,
  version: number,
): OffsetFetchRequestOffsetFetchRequestGroup {
  return {
    groupId: reader.string('groupId', true),
    memberId: version >= 9 ? reader.nullableString('memberId', true) : null,
    memberEpoch: version >= 9 ? reader.int32('memberEpoch') : -1,
    topics: readNullableOffsetFetchRequestOffsetFetchRequestTopicsArray(reader, version, 'topics', reader.nullableArrayCount('topics', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readOffsetFetchRequestOffsetFetchRequestGroupArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchRequestOffsetFetchRequestGroup[] {
  const items: OffsetFetchRequestOffsetFetchRequestGroup[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetFetchRequestOffsetFetchRequestGroup(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeOffsetFetchRequestOffsetFetchRequestGroup(
  writer: Writer,
  draft: Draft<OffsetFetchRequestOffsetFetchRequestGroup>,
  version: number,
): void {
  const {
    groupId = '',
    memberId = null,
    memberEpoch = -1,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', true);
  if (version >= 9) writer.nullableString(memberId, 'memberId', true);
  if (version >= 9) writer.int32(memberEpoch, 'memberEpoch');
  if (topics === null) writer.nullArray('topics', true);
  else writeOffsetFetchRequestOffsetFetchRequestTopicsArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeOffsetFetchRequestOffsetFetchRequestGroupArray(
  writer: Writer,
  items: readonly Draft<OffsetFetchRequestOffsetFetchRequestGroup>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetFetchRequestOffsetFetchRequestGroup(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetFetchRequest(reader: Reader, version: number): OffsetFetchRequest {
  const flexible = version >= 6;
  return {
    groupId: version <= 7 ? reader.string('groupId', flexible) : '',
    topics: version <= 7 ? (version >= 2 ? readNullableOffsetFetchRequestOffsetFetchRequestTopicArray(reader, version, 'topics', reader.nullableArrayCount('topics', flexible, flexible ? 3 : 6)) : readOffsetFetchRequestOffsetFetchRequestTopicArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6))) : [],
    groups: version >= 8 ? readOffsetFetchRequestOffsetFetchRequestGroupArray(reader, version, 'groups', reader.arrayCount('groups', flexible, 3)) : [],
    requireStable: version >= 7 ? reader.bool('requireStable') : false,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetFetchRequest(
  writer: Writer,
  draft: Draft<OffsetFetchRequest>,
  version: number,
): void {
  const flexible = version >= 6;
  const {
    groupId = '',
    topics = [],
    groups = [],
    requireStable = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 7) {
    writer.string(groupId, 'groupId', flexible);
  } else if (groupId !== '') throw notInVersion('groupId');
  if (version <= 7) {
    if (topics === null) writer.nullArray('topics', flexible, version >= 2);
    else writeOffsetFetchRequestOffsetFetchRequestTopicArray(writer, topics, version, 'topics');
  } else if (topics === null || topics.length > 0) throw notInVersion('topics');
  if (version >= 8) {
    writeOffsetFetchRequestOffsetFetchRequestGroupArray(writer, groups, version, 'groups');
  } else if (groups.length > 0) throw notInVersion('groups');
  if (version >= 7) {
    writer.bool(requireStable, 'requireStable');
  } else if (requireStable) throw notInVersion('requireStable');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const offsetFetchRequest: MessageCodec<OffsetFetchRequest> = defineCodec({
  name: 'OffsetFetchRequest',
  apiKey: 9,
  minVersion: 1,
  maxVersion: 10,
  flexibleFrom: 6,
  read: readOffsetFetchRequest,
  write: writeOffsetFetchRequest,
});

export interface OffsetFetchResponse {
  readonly throttleTimeMs: number; // v3+
  readonly topics: readonly OffsetFetchResponseOffsetFetchResponseTopic[]; // v1-7
  readonly errorCode: number; // v2-7
  readonly groups: readonly OffsetFetchResponseOffsetFetchResponseGroup[]; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetFetchResponseOffsetFetchResponseGroup {
  readonly groupId: string; // v8+
  readonly topics: readonly OffsetFetchResponseOffsetFetchResponseTopics[]; // v8+
  readonly errorCode: number; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetFetchResponseOffsetFetchResponseTopics {
  readonly name: string; // v8-9
  readonly topicId: Uuid; // v10+
  readonly partitions: readonly OffsetFetchResponseOffsetFetchResponsePartitions[]; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetFetchResponseOffsetFetchResponsePartitions {
  readonly partitionIndex: number; // v8+
  readonly committedOffset: Int64; // v8+
  readonly committedLeaderEpoch: number; // v8+
  readonly metadata: string | null; // v8+
  readonly errorCode: number; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetFetchResponseOffsetFetchResponseTopic {
  readonly name: string; // v1-7
  readonly partitions: readonly OffsetFetchResponseOffsetFetchResponsePartition[]; // v1-7
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface OffsetFetchResponseOffsetFetchResponsePartition {
  readonly partitionIndex: number; // v1-7
  readonly committedOffset: Int64; // v1-7
  readonly committedLeaderEpoch: number; // v5-7
  readonly metadata: string | null; // v1-7
  readonly errorCode: number; // v1-7
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readOffsetFetchResponseOffsetFetchResponsePartition(
  reader: Reader,
  version: number,
): OffsetFetchResponseOffsetFetchResponsePartition {
  const flexible = version >= 6;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    committedOffset: reader.int64('committedOffset'),
    committedLeaderEpoch: version >= 5 ? reader.int32('committedLeaderEpoch') : -1,
    metadata: reader.nullableString('metadata', flexible),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readOffsetFetchResponseOffsetFetchResponsePartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchResponseOffsetFetchResponsePartition[] {
  const items: OffsetFetchResponseOffsetFetchResponsePartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetFetchResponseOffsetFetchResponsePartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeOffsetFetchResponseOffsetFetchResponsePartition(
  writer: Writer,
  draft: Draft<OffsetFetchResponseOffsetFetchResponsePartition>,
  version: number,
): void {
  const flexible = version >= 6;
  const {
    partitionIndex = 0,
    committedOffset = 0,
    committedLeaderEpoch = -1,
    metadata = '',
    errorCode = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(committedOffset, 'committedOffset');
  if (version >= 5) writer.int32(committedLeaderEpoch, 'committedLeaderEpoch');
  writer.nullableString(metadata, 'metadata', flexible);
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeOffsetFetchResponseOffsetFetchResponsePartitionArray(
  writer: Writer,
  items: readonly Draft<OffsetFetchResponseOffsetFetchResponsePartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 6);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetFetchResponseOffsetFetchResponsePartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetFetchResponseOffsetFetchResponseTopic(
  reader: Reader,
  version: number,
): OffsetFetchResponseOffsetFetchResponseTopic {
  const flexible = version >= 6;
  return {
    name: reader.string('name', flexible),
    partitions: readOffsetFetchResponseOffsetFetchResponsePartitionArray(reader, version, 'partitions', reader.arrayCount('partitions', flexible, flexible ? 20 : 16)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readOffsetFetchResponseOffsetFetchResponseTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchResponseOffsetFetchResponseTopic[] {
  const items: OffsetFetchResponseOffsetFetchResponseTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetFetchResponseOffsetFetchResponseTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeOffsetFetchResponseOffsetFetchResponseTopic(
  writer: Writer,
  draft: Draft<OffsetFetchResponseOffsetFetchResponseTopic>,
  version: number,
): void {
  const flexible = version >= 6;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writeOffsetFetchResponseOffsetFetchResponsePartitionArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeOffsetFetchResponseOffsetFetchResponseTopicArray(
  writer: Writer,
  items: readonly Draft<OffsetFetchResponseOffsetFetchResponseTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 6);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetFetchResponseOffsetFetchResponseTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetFetchResponseOffsetFetchResponsePartitions(
  reader: Reader,
  _version: number,
): OffsetFetchResponseOffsetFetchResponsePartitions {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    committedOffset: reader.int64('committedOffset'),
    committedLeaderEpoch: reader.int32('committedLeaderEpoch'),
    metadata: reader.nullableString('metadata', true),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readOffsetFetchResponseOffsetFetchResponsePartitionsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchResponseOffsetFetchResponsePartitions[] {
  const items: OffsetFetchResponseOffsetFetchResponsePartitions[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetFetchResponseOffsetFetchResponsePartitions(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeOffsetFetchResponseOffsetFetchResponsePartitions(
  writer: Writer,
  draft: Draft<OffsetFetchResponseOffsetFetchResponsePartitions>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    committedOffset = 0,
    committedLeaderEpoch = -1,
    metadata = '',
    errorCode = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(committedOffset, 'committedOffset');
  writer.int32(committedLeaderEpoch, 'committedLeaderEpoch');
  writer.nullableString(metadata, 'metadata', true);
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeOffsetFetchResponseOffsetFetchResponsePartitionsArray(
  writer: Writer,
  items: readonly Draft<OffsetFetchResponseOffsetFetchResponsePartitions>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetFetchResponseOffsetFetchResponsePartitions(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetFetchResponseOffsetFetchResponseTopics(
  reader: Reader,
  version: number,
): OffsetFetchResponseOffsetFetchResponseTopics {
  return {
    name: version <= 9 ? reader.string('name', true) : '',
    topicId: version >= 10 ? reader.uuid('topicId') : zeroUuid,
    partitions: readOffsetFetchResponseOffsetFetchResponsePartitionsArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 20)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readOffsetFetchResponseOffsetFetchResponseTopicsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchResponseOffsetFetchResponseTopics[] {
  const items: OffsetFetchResponseOffsetFetchResponseTopics[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetFetchResponseOffsetFetchResponseTopics(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeOffsetFetchResponseOffsetFetchResponseTopics(
  writer: Writer,
  draft: Draft<OffsetFetchResponseOffsetFetchResponseTopics>,
  version: number,
): void {
  const {
    name = '',
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 9) writer.string(name, 'name', true);
  if (version >= 10) writer.uuid(topicId, 'topicId');
  writeOffsetFetchResponseOffsetFetchResponsePartitionsArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeOffsetFetchResponseOffsetFetchResponseTopicsArray(
  writer: Writer,
  items: readonly Draft<OffsetFetchResponseOffsetFetchResponseTopics>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetFetchResponseOffsetFetchResponseTopics(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetFetchResponseOffsetFetchResponseGroup(
  reader: Reader,
  version: number,
): OffsetFetchResponseOffsetFetchResponseGroup {
  return {
    groupId: reader.string('groupId', true),
    topics: readOffsetFetchResponseOffsetFetchResponseTopicsArray(reader, version, 'topics', reader.arrayCount('topics', true, 3)),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readOffsetFetchResponseOffsetFetchResponseGroupArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetFetchResponseOffsetFetchResponseGroup[] {
  const items: OffsetFetchResponseOffsetFetchResponseGroup[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetFetchResponseOffsetFetchResponseGroup(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeOffsetFetchResponseOffsetFetchResponseGroup(
  writer: Writer,
  draft: Draft<OffsetFetchResponseOffsetFetchResponseGroup>,
  version: number,
): void {
  const {
    groupId = '',
    topics = [],
    errorCode = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', true);
  writeOffsetFetchResponseOffsetFetchResponseTopicsArray(writer, topics, version, 'topics');
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeOffsetFetchResponseOffsetFetchResponseGroupArray(
  writer: Writer,
  items: readonly Draft<OffsetFetchResponseOffsetFetchResponseGroup>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetFetchResponseOffsetFetchResponseGroup(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetFetchResponse(reader: Reader, version: number): OffsetFetchResponse {
  const flexible = version >= 6;
  return {
    throttleTimeMs: version >= 3 ? reader.int32('throttleTimeMs') : 0,
    topics: version <= 7 ? (readOffsetFetchResponseOffsetFetchResponseTopicArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6))) : [],
    errorCode: version >= 2 && version <= 7 ? reader.int16('errorCode') : 0,
    groups: version >= 8 ? readOffsetFetchResponseOffsetFetchResponseGroupArray(reader, version, 'groups', reader.arrayCount('groups', flexible, 5)) : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetFetchResponse(
  writer: Writer,
  draft: Draft<OffsetFetchResponse>,
  version: number,
): void {
  const flexible = version >= 6;
  const {
    throttleTimeMs = 0,
    topics = [],
    errorCode = 0,
    groups = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 3) writer.int32(throttleTimeMs, 'throttleTimeMs');
  if (version <= 7) {
    writeOffsetFetchResponseOffsetFetchResponseTopicArray(writer, topics, version, 'topics');
  } else if (topics.length > 0) throw notInVersion('topics');
  if (version >= 2 && version <= 7) writer.int16(errorCode, 'errorCode');
  if (version >= 8) {
    writeOffsetFetchResponseOffsetFetchResponseGroupArray(writer, groups, version, 'groups');
  } else if (groups.length > 0) throw notInVersion('groups');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const offsetFetchResponse: MessageCodec<OffsetFetchResponse> = defineCodec({
  name: 'OffsetFetchResponse',
  apiKey: 9,
  minVersion: 1,
  maxVersion: 10,
  flexibleFrom: 6,
  read: readOffsetFetchResponse,
  write: writeOffsetFetchResponse,
});
