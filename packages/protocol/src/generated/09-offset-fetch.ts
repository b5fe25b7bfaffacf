// Generated from schema/09-offset-fetch.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
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
    partitionIndexes: reader.int32Array(
      'partitionIndexes',
      reader.arrayCount('partitionIndexes', flexible, 4),
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
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

function readOffsetFetchRequestOffsetFetchRequestTopics(
  reader: Reader,
  version: number,
): OffsetFetchRequestOffsetFetchRequestTopics {
  return {
    name: version <= 9 ? reader.string('name', true) : '',
    topicId: version >= 10 ? reader.uuid('topicId') : zeroUuid,
    partitionIndexes: reader.int32Array(
      'partitionIndexes',
      reader.arrayCount('partitionIndexes', true, 4),
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
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

function readOffsetFetchRequestOffsetFetchRequestGroup(
  reader: Reader,
  version: number,
): OffsetFetchRequestOffsetFetchRequestGroup {
  return {
    groupId: reader.string('groupId', true),
    memberId: version >= 9 ? reader.nullableString('memberId', true) : null,
    memberEpoch: version >= 9 ? reader.int32('memberEpoch') : -1,
    topics: reader.nullableItems(
      'topics',
      reader.nullableArrayCount('topics', true, 3),
      version,
      readOffsetFetchRequestOffsetFetchRequestTopics,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  else {
    writer.arrayCount(topics, 'topics', true);
    writer.items(topics, 'topics', version, writeOffsetFetchRequestOffsetFetchRequestTopics);
  }
  writer.unknownTags(unknownTaggedFields, true);
}

function readOffsetFetchRequest(reader: Reader, version: number): OffsetFetchRequest {
  const flexible = version >= 6;
  return {
    groupId: version <= 7 ? reader.string('groupId', flexible) : '',
    topics: version <= 7
      ? (version >= 2 ? reader.nullableItems('topics', reader.nullableArrayCount('topics', flexible, flexible ? 3 : 6), version, readOffsetFetchRequestOffsetFetchRequestTopic) : reader.items('topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6), version, readOffsetFetchRequestOffsetFetchRequestTopic))
      : [],
    groups: version >= 8
      ? reader.items(
        'groups',
        reader.arrayCount('groups', flexible, 3),
        version,
        readOffsetFetchRequestOffsetFetchRequestGroup,
      )
      : [],
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
    else {
      writer.arrayCount(topics, 'topics', flexible);
      writer.items(topics, 'topics', version, writeOffsetFetchRequestOffsetFetchRequestTopic);
    }
  } else if (topics === null || topics.length > 0) throw notInVersion('topics');
  if (version >= 8) {
    writer.arrayCount(groups, 'groups', flexible);
    writer.items(groups, 'groups', version, writeOffsetFetchRequestOffsetFetchRequestGroup);
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

function readOffsetFetchResponseOffsetFetchResponseTopic(
  reader: Reader,
  version: number,
): OffsetFetchResponseOffsetFetchResponseTopic {
  const flexible = version >= 6;
  return {
    name: reader.string('name', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 20 : 16),
      version,
      readOffsetFetchResponseOffsetFetchResponsePartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeOffsetFetchResponseOffsetFetchResponseTopic(
  writer: Writer,
  draft: Draft<OffsetFetchResponseOffsetFetchResponseTopic>,
  version: number,
): void {
  const flexible = version >= 6;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeOffsetFetchResponseOffsetFetchResponsePartition,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
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

function readOffsetFetchResponseOffsetFetchResponseTopics(
  reader: Reader,
  version: number,
): OffsetFetchResponseOffsetFetchResponseTopics {
  return {
    name: version <= 9 ? reader.string('name', true) : '',
    topicId: version >= 10 ? reader.uuid('topicId') : zeroUuid,
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 20),
      version,
      readOffsetFetchResponseOffsetFetchResponsePartitions,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeOffsetFetchResponseOffsetFetchResponsePartitions,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readOffsetFetchResponseOffsetFetchResponseGroup(
  reader: Reader,
  version: number,
): OffsetFetchResponseOffsetFetchResponseGroup {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readOffsetFetchResponseOffsetFetchResponseTopics,
    ),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeOffsetFetchResponseOffsetFetchResponseTopics);
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, true);
}

function readOffsetFetchResponse(reader: Reader, version: number): OffsetFetchResponse {
  const flexible = version >= 6;
  return {
    throttleTimeMs: version >= 3 ? reader.int32('throttleTimeMs') : 0,
    topics: version <= 7
      ? reader.items(
        'topics',
        reader.arrayCount('topics', flexible, flexible ? 3 : 6),
        version,
        readOffsetFetchResponseOffsetFetchResponseTopic,
      )
      : [],
    errorCode: version >= 2 && version <= 7 ? reader.int16('errorCode') : 0,
    groups: version >= 8
      ? reader.items(
        'groups',
        reader.arrayCount('groups', flexible, 5),
        version,
        readOffsetFetchResponseOffsetFetchResponseGroup,
      )
      : [],
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
    writer.arrayCount(topics, 'topics', flexible);
    writer.items(topics, 'topics', version, writeOffsetFetchResponseOffsetFetchResponseTopic);
  } else if (topics.length > 0) throw notInVersion('topics');
  if (version >= 2 && version <= 7) writer.int16(errorCode, 'errorCode');
  if (version >= 8) {
    writer.arrayCount(groups, 'groups', flexible);
    writer.items(groups, 'groups', version, writeOffsetFetchResponseOffsetFetchResponseGroup);
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
