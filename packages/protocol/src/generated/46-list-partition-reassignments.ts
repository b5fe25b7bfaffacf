// Generated from schema/46-list-partition-reassignments.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface ListPartitionReassignmentsRequest {
  readonly timeoutMs: number;
  readonly topics: readonly ListPartitionReassignmentsRequestListPartitionReassignmentsTopics[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListPartitionReassignmentsRequestListPartitionReassignmentsTopics {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListPartitionReassignmentsRequestListPartitionReassignmentsTopics(
  reader: Reader,
  _version: number,
): ListPartitionReassignmentsRequestListPartitionReassignmentsTopics {
  return {
    name: reader.string('name', true),
    partitionIndexes: reader.int32Array(
      'partitionIndexes',
      reader.arrayCount('partitionIndexes', true, 4),
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListPartitionReassignmentsRequestListPartitionReassignmentsTopics(
  writer: Writer,
  draft: Draft<ListPartitionReassignmentsRequestListPartitionReassignmentsTopics>,
  _version: number,
): void {
  const { name = '', partitionIndexes = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.int32Array(partitionIndexes, 'partitionIndexes', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readListPartitionReassignmentsRequest(
  reader: Reader,
  version: number,
): ListPartitionReassignmentsRequest {
  return {
    timeoutMs: reader.int32('timeoutMs'),
    topics: reader.nullableItems(
      'topics',
      reader.nullableArrayCount('topics', true, 3),
      version,
      readListPartitionReassignmentsRequestListPartitionReassignmentsTopics,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListPartitionReassignmentsRequest(
  writer: Writer,
  draft: Draft<ListPartitionReassignmentsRequest>,
  version: number,
): void {
  const { timeoutMs = 60000, topics = null, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(timeoutMs, 'timeoutMs');
  if (topics === null) writer.nullArray('topics', true);
  else {
    writer.arrayCount(topics, 'topics', true);
    writer.items(
      topics,
      'topics',
      version,
      writeListPartitionReassignmentsRequestListPartitionReassignmentsTopics,
    );
  }
  writer.unknownTags(unknownTaggedFields, true);
}

export const listPartitionReassignmentsRequest: MessageCodec<ListPartitionReassignmentsRequest> = defineCodec({
  name: 'ListPartitionReassignmentsRequest',
  apiKey: 46,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readListPartitionReassignmentsRequest,
  write: writeListPartitionReassignmentsRequest,
});

export interface ListPartitionReassignmentsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly topics: readonly ListPartitionReassignmentsResponseOngoingTopicReassignment[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListPartitionReassignmentsResponseOngoingTopicReassignment {
  readonly name: string;
  readonly partitions: readonly ListPartitionReassignmentsResponseOngoingPartitionReassignment[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListPartitionReassignmentsResponseOngoingPartitionReassignment {
  readonly partitionIndex: number;
  readonly replicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListPartitionReassignmentsResponseOngoingPartitionReassignment(
  reader: Reader,
  _version: number,
): ListPartitionReassignmentsResponseOngoingPartitionReassignment {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    replicas: reader.int32Array('replicas', reader.arrayCount('replicas', true, 4)),
    addingReplicas: reader.int32Array(
      'addingReplicas',
      reader.arrayCount('addingReplicas', true, 4),
    ),
    removingReplicas: reader.int32Array(
      'removingReplicas',
      reader.arrayCount('removingReplicas', true, 4),
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListPartitionReassignmentsResponseOngoingPartitionReassignment(
  writer: Writer,
  draft: Draft<ListPartitionReassignmentsResponseOngoingPartitionReassignment>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    replicas = [],
    addingReplicas = [],
    removingReplicas = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int32Array(replicas, 'replicas', true);
  writer.int32Array(addingReplicas, 'addingReplicas', true);
  writer.int32Array(removingReplicas, 'removingReplicas', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readListPartitionReassignmentsResponseOngoingTopicReassignment(
  reader: Reader,
  version: number,
): ListPartitionReassignmentsResponseOngoingTopicReassignment {
  return {
    name: reader.string('name', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 8),
      version,
      readListPartitionReassignmentsResponseOngoingPartitionReassignment,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListPartitionReassignmentsResponseOngoingTopicReassignment(
  writer: Writer,
  draft: Draft<ListPartitionReassignmentsResponseOngoingTopicReassignment>,
  version: number,
): void {
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeListPartitionReassignmentsResponseOngoingPartitionReassignment,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readListPartitionReassignmentsResponse(
  reader: Reader,
  version: number,
): ListPartitionReassignmentsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readListPartitionReassignmentsResponseOngoingTopicReassignment,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListPartitionReassignmentsResponse(
  writer: Writer,
  draft: Draft<ListPartitionReassignmentsResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = '',
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.arrayCount(topics, 'topics', true);
  writer.items(
    topics,
    'topics',
    version,
    writeListPartitionReassignmentsResponseOngoingTopicReassignment,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const listPartitionReassignmentsResponse: MessageCodec<ListPartitionReassignmentsResponse> = defineCodec({
  name: 'ListPartitionReassignmentsResponse',
  apiKey: 46,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readListPartitionReassignmentsResponse,
  write: writeListPartitionReassignmentsResponse,
});
