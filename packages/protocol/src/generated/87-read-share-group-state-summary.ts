// Generated from schema/87-read-share-group-state-summary.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface ReadShareGroupStateSummaryRequest {
  readonly groupId: string;
  readonly topics: readonly ReadShareGroupStateSummaryRequestReadStateSummaryData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ReadShareGroupStateSummaryRequestReadStateSummaryData {
  readonly topicId: Uuid;
  readonly partitions: readonly ReadShareGroupStateSummaryRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ReadShareGroupStateSummaryRequestPartitionData {
  readonly partition: number;
  readonly leaderEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readReadShareGroupStateSummaryRequestPartitionData(
  reader: Reader,
  _version: number,
): ReadShareGroupStateSummaryRequestPartitionData {
  return {
    partition: reader.int32('partition'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateSummaryRequestPartitionData(
  writer: Writer,
  draft: Draft<ReadShareGroupStateSummaryRequestPartitionData>,
  _version: number,
): void {
  const { partition = 0, leaderEpoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partition, 'partition');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readReadShareGroupStateSummaryRequestReadStateSummaryData(
  reader: Reader,
  version: number,
): ReadShareGroupStateSummaryRequestReadStateSummaryData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 9),
      version,
      readReadShareGroupStateSummaryRequestPartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateSummaryRequestReadStateSummaryData(
  writer: Writer,
  draft: Draft<ReadShareGroupStateSummaryRequestReadStateSummaryData>,
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
    writeReadShareGroupStateSummaryRequestPartitionData,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readReadShareGroupStateSummaryRequest(
  reader: Reader,
  version: number,
): ReadShareGroupStateSummaryRequest {
  return {
    groupId: reader.string('groupId', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readReadShareGroupStateSummaryRequestReadStateSummaryData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateSummaryRequest(
  writer: Writer,
  draft: Draft<ReadShareGroupStateSummaryRequest>,
  version: number,
): void {
  const { groupId = '', topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(groupId, 'groupId', true);
  writer.arrayCount(topics, 'topics', true);
  writer.items(
    topics,
    'topics',
    version,
    writeReadShareGroupStateSummaryRequestReadStateSummaryData,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const readShareGroupStateSummaryRequest: MessageCodec<ReadShareGroupStateSummaryRequest> = defineCodec({
  name: 'ReadShareGroupStateSummaryRequest',
  apiKey: 87,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readReadShareGroupStateSummaryRequest,
  write: writeReadShareGroupStateSummaryRequest,
});

export interface ReadShareGroupStateSummaryResponse {
  readonly results: readonly ReadShareGroupStateSummaryResponseReadStateSummaryResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ReadShareGroupStateSummaryResponseReadStateSummaryResult {
  readonly topicId: Uuid;
  readonly partitions: readonly ReadShareGroupStateSummaryResponsePartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ReadShareGroupStateSummaryResponsePartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly stateEpoch: number;
  readonly leaderEpoch: number;
  readonly startOffset: Int64;
  readonly deliveryCompleteCount: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readReadShareGroupStateSummaryResponsePartitionResult(
  reader: Reader,
  version: number,
): ReadShareGroupStateSummaryResponsePartitionResult {
  return {
    partition: reader.int32('partition'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    stateEpoch: reader.int32('stateEpoch'),
    leaderEpoch: reader.int32('leaderEpoch'),
    startOffset: reader.int64('startOffset'),
    deliveryCompleteCount: version >= 1 ? reader.int32('deliveryCompleteCount') : -1,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateSummaryResponsePartitionResult(
  writer: Writer,
  draft: Draft<ReadShareGroupStateSummaryResponsePartitionResult>,
  version: number,
): void {
  const {
    partition = 0,
    errorCode = 0,
    errorMessage = null,
    stateEpoch = 0,
    leaderEpoch = 0,
    startOffset = 0,
    deliveryCompleteCount = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.int32(stateEpoch, 'stateEpoch');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int64(startOffset, 'startOffset');
  if (version >= 1) writer.int32(deliveryCompleteCount, 'deliveryCompleteCount');
  writer.unknownTags(unknownTaggedFields, true);
}

function readReadShareGroupStateSummaryResponseReadStateSummaryResult(
  reader: Reader,
  version: number,
): ReadShareGroupStateSummaryResponseReadStateSummaryResult {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 24),
      version,
      readReadShareGroupStateSummaryResponsePartitionResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateSummaryResponseReadStateSummaryResult(
  writer: Writer,
  draft: Draft<ReadShareGroupStateSummaryResponseReadStateSummaryResult>,
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
    writeReadShareGroupStateSummaryResponsePartitionResult,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readReadShareGroupStateSummaryResponse(
  reader: Reader,
  version: number,
): ReadShareGroupStateSummaryResponse {
  return {
    results: reader.items(
      'results',
      reader.arrayCount('results', true, 18),
      version,
      readReadShareGroupStateSummaryResponseReadStateSummaryResult,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeReadShareGroupStateSummaryResponse(
  writer: Writer,
  draft: Draft<ReadShareGroupStateSummaryResponse>,
  version: number,
): void {
  const { results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(results, 'results', true);
  writer.items(
    results,
    'results',
    version,
    writeReadShareGroupStateSummaryResponseReadStateSummaryResult,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const readShareGroupStateSummaryResponse: MessageCodec<ReadShareGroupStateSummaryResponse> = defineCodec({
  name: 'ReadShareGroupStateSummaryResponse',
  apiKey: 87,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readReadShareGroupStateSummaryResponse,
  write: writeReadShareGroupStateSummaryResponse,
});
