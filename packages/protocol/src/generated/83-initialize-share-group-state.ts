// Generated from schema/83-initialize-share-group-state.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface InitializeShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly InitializeShareGroupStateRequestInitializeStateData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface InitializeShareGroupStateRequestInitializeStateData {
  readonly topicId: Uuid;
  readonly partitions: readonly InitializeShareGroupStateRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface InitializeShareGroupStateRequestPartitionData {
  readonly partition: number;
  readonly stateEpoch: number;
  readonly startOffset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readInitializeShareGroupStateRequestPartitionData(
  reader: Reader,
  _version: number,
): InitializeShareGroupStateRequestPartitionData {
  return {
    partition: reader.int32('partition'),
    stateEpoch: reader.int32('stateEpoch'),
    startOffset: reader.int64('startOffset'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeInitializeShareGroupStateRequestPartitionData(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateRequestPartitionData>,
  _version: number,
): void {
  const {
    partition = 0,
    stateEpoch = 0,
    startOffset = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int32(stateEpoch, 'stateEpoch');
  writer.int64(startOffset, 'startOffset');
  writer.unknownTags(unknownTaggedFields, true);
}

function readInitializeShareGroupStateRequestInitializeStateData(
  reader: Reader,
  version: number,
): InitializeShareGroupStateRequestInitializeStateData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 17),
      version,
      readInitializeShareGroupStateRequestPartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeInitializeShareGroupStateRequestInitializeStateData(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateRequestInitializeStateData>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeInitializeShareGroupStateRequestPartitionData,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readInitializeShareGroupStateRequest(
  reader: Reader,
  version: number,
): InitializeShareGroupStateRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readInitializeShareGroupStateRequestInitializeStateData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeInitializeShareGroupStateRequest(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateRequest>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeInitializeShareGroupStateRequestInitializeStateData);
  writer.unknownTags(unknownTaggedFields, true);
}

export const initializeShareGroupStateRequest: MessageCodec<InitializeShareGroupStateRequest> = defineCodec({
  name: 'InitializeShareGroupStateRequest',
  apiKey: 83,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readInitializeShareGroupStateRequest,
  write: writeInitializeShareGroupStateRequest,
});

export interface InitializeShareGroupStateResponse {
  readonly results: readonly InitializeShareGroupStateResponseInitializeStateResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface InitializeShareGroupStateResponseInitializeStateResult {
  readonly topicId: Uuid;
  readonly partitions: readonly InitializeShareGroupStateResponsePartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface InitializeShareGroupStateResponsePartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readInitializeShareGroupStateResponsePartitionResult(
  reader: Reader,
  _version: number,
): InitializeShareGroupStateResponsePartitionResult {
  return {
    partition: reader.int32('partition'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeInitializeShareGroupStateResponsePartitionResult(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateResponsePartitionResult>,
  _version: number,
): void {
  const {
    partition = 0,
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readInitializeShareGroupStateResponseInitializeStateResult(
  reader: Reader,
  version: number,
): InitializeShareGroupStateResponseInitializeStateResult {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 8),
      version,
      readInitializeShareGroupStateResponsePartitionResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeInitializeShareGroupStateResponseInitializeStateResult(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateResponseInitializeStateResult>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeInitializeShareGroupStateResponsePartitionResult,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readInitializeShareGroupStateResponse(
  reader: Reader,
  version: number,
): InitializeShareGroupStateResponse {
  return {
    results: reader.items(
      'results',
      reader.arrayCount('results', true, 18),
      version,
      readInitializeShareGroupStateResponseInitializeStateResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeInitializeShareGroupStateResponse(
  writer: Writer,
  draft: Draft<InitializeShareGroupStateResponse>,
  version: number,
): void {
  const { results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(results, 'results', true);
  writer.items(
    results,
    'results',
    version,
    writeInitializeShareGroupStateResponseInitializeStateResult,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const initializeShareGroupStateResponse: MessageCodec<InitializeShareGroupStateResponse> = defineCodec({
  name: 'InitializeShareGroupStateResponse',
  apiKey: 83,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readInitializeShareGroupStateResponse,
  write: writeInitializeShareGroupStateResponse,
});
