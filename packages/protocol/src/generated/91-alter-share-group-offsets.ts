// Generated from schema/91-alter-share-group-offsets.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface AlterShareGroupOffsetsRequest {
  readonly groupId: string;
  readonly topics: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition {
  readonly partitionIndex: number;
  readonly startOffset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(
  reader: Reader,
  _version: number,
): AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    startOffset: reader.int64('startOffset'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    startOffset = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(startOffset, 'startOffset');
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(
  reader: Reader,
  version: number,
): AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic {
  return {
    topicName: reader.string('topicName', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 13),
      version,
      readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic>,
  version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterShareGroupOffsetsRequest(
  reader: Reader,
  version: number,
): AlterShareGroupOffsetsRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterShareGroupOffsetsRequest(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsRequest>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  writer.arrayCount(topics, 'topics', true);
  writer.items(
    topics,
    'topics',
    version,
    writeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterShareGroupOffsetsRequest: MessageCodec<AlterShareGroupOffsetsRequest> = defineCodec({
  name: 'AlterShareGroupOffsetsRequest',
  apiKey: 91,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAlterShareGroupOffsetsRequest,
  write: writeAlterShareGroupOffsetsRequest,
});

export interface AlterShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: Uuid;
  readonly partitions: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(
  reader: Reader,
  _version: number,
): AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(
  reader: Reader,
  version: number,
): AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic {
  return {
    topicName: reader.string('topicName', true),
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 8),
      version,
      readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic>,
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
    writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterShareGroupOffsetsResponse(
  reader: Reader,
  version: number,
): AlterShareGroupOffsetsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    responses: reader.items(
      'responses',
      reader.arrayCount('responses', true, 19),
      version,
      readAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterShareGroupOffsetsResponse(
  writer: Writer,
  draft: Draft<AlterShareGroupOffsetsResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = null,
    responses = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.arrayCount(responses, 'responses', true);
  writer.items(
    responses,
    'responses',
    version,
    writeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterShareGroupOffsetsResponse: MessageCodec<AlterShareGroupOffsetsResponse> = defineCodec({
  name: 'AlterShareGroupOffsetsResponse',
  apiKey: 91,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAlterShareGroupOffsetsResponse,
  write: writeAlterShareGroupOffsetsResponse,
});
