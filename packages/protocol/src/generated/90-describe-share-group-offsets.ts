// Generated from schema/90-describe-share-group-offsets.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface DescribeShareGroupOffsetsRequest {
  readonly groups: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup {
  readonly groupId: string;
  readonly topics: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(
  reader: Reader,
  _version: number,
): DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic {
  return {
    topicName: reader.string('topicName', true),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic>,
  _version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.nullableItems(
      'topics',
      reader.nullableArrayCount('topics', true, 3),
      version,
      readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  if (topics === null) writer.nullArray('topics', true);
  else {
    writer.arrayCount(topics, 'topics', true);
    writer.items(
      topics,
      'topics',
      version,
      writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic,
    );
  }
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeShareGroupOffsetsRequest(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsRequest {
  return {
    groups: reader.items(
      'groups',
      reader.arrayCount('groups', true, 3),
      version,
      readDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeShareGroupOffsetsRequest(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsRequest>,
  version: number,
): void {
  const { groups = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(groups, 'groups', true);
  writer.items(
    groups,
    'groups',
    version,
    writeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeShareGroupOffsetsRequest: MessageCodec<DescribeShareGroupOffsetsRequest> = defineCodec({
  name: 'DescribeShareGroupOffsetsRequest',
  apiKey: 90,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readDescribeShareGroupOffsetsRequest,
  write: writeDescribeShareGroupOffsetsRequest,
});

export interface DescribeShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup {
  readonly groupId: string;
  readonly topics: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic[];
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: Uuid;
  readonly partitions: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number;
  readonly startOffset: Int64;
  readonly leaderEpoch: number;
  readonly lag: Int64; // v1+
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    startOffset: reader.int64('startOffset'),
    leaderEpoch: reader.int32('leaderEpoch'),
    lag: version >= 1 ? reader.int64('lag') : -1,
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    startOffset = 0,
    leaderEpoch = 0,
    lag = -1,
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(startOffset, 'startOffset');
  writer.int32(leaderEpoch, 'leaderEpoch');
  if (version >= 1) writer.int64(lag, 'lag');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic {
  return {
    topicName: reader.string('topicName', true),
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 20),
      version,
      readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic>,
  version: number,
): void {
  const {
    topicName = '',
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(topicName, 'topicName', true);
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 19),
      version,
      readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic,
    ),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup>,
  version: number,
): void {
  const {
    groupId = '',
    topics = [],
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', true);
  writer.arrayCount(topics, 'topics', true);
  writer.items(
    topics,
    'topics',
    version,
    writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic,
  );
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeShareGroupOffsetsResponse(
  reader: Reader,
  version: number,
): DescribeShareGroupOffsetsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    groups: reader.items(
      'groups',
      reader.arrayCount('groups', true, 6),
      version,
      readDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeShareGroupOffsetsResponse(
  writer: Writer,
  draft: Draft<DescribeShareGroupOffsetsResponse>,
  version: number,
): void {
  const { throttleTimeMs = 0, groups = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(groups, 'groups', true);
  writer.items(
    groups,
    'groups',
    version,
    writeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeShareGroupOffsetsResponse: MessageCodec<DescribeShareGroupOffsetsResponse> = defineCodec({
  name: 'DescribeShareGroupOffsetsResponse',
  apiKey: 90,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readDescribeShareGroupOffsetsResponse,
  write: writeDescribeShareGroupOffsetsResponse,
});
