// Generated from schema/37-create-partitions.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface CreatePartitionsRequest {
  readonly topics: readonly CreatePartitionsRequestCreatePartitionsTopic[];
  readonly timeoutMs: number;
  readonly validateOnly: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreatePartitionsRequestCreatePartitionsTopic {
  readonly name: string;
  readonly count: number;
  readonly assignments: readonly CreatePartitionsRequestCreatePartitionsAssignment[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreatePartitionsRequestCreatePartitionsAssignment {
  readonly brokerIds: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readCreatePartitionsRequestCreatePartitionsAssignment(
  reader: Reader,
  version: number,
): CreatePartitionsRequestCreatePartitionsAssignment {
  const flexible = version >= 2;
  return {
    brokerIds: reader.int32Array('brokerIds', reader.arrayCount('brokerIds', flexible, 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreatePartitionsRequestCreatePartitionsAssignment(
  writer: Writer,
  draft: Draft<CreatePartitionsRequestCreatePartitionsAssignment>,
  version: number,
): void {
  const flexible = version >= 2;
  const { brokerIds = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32Array(brokerIds, 'brokerIds', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readCreatePartitionsRequestCreatePartitionsTopic(
  reader: Reader,
  version: number,
): CreatePartitionsRequestCreatePartitionsTopic {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    count: reader.int32('count'),
    assignments: reader.nullableItems(
      'assignments',
      reader.nullableArrayCount('assignments', flexible, flexible ? 2 : 4),
      version,
      readCreatePartitionsRequestCreatePartitionsAssignment,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreatePartitionsRequestCreatePartitionsTopic(
  writer: Writer,
  draft: Draft<CreatePartitionsRequestCreatePartitionsTopic>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    name = '',
    count = 0,
    assignments = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', flexible);
  writer.int32(count, 'count');
  if (assignments === null) writer.nullArray('assignments', flexible);
  else {
    writer.arrayCount(assignments, 'assignments', flexible);
    writer.items(
      assignments,
      'assignments',
      version,
      writeCreatePartitionsRequestCreatePartitionsAssignment,
    );
  }
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readCreatePartitionsRequest(reader: Reader, version: number): CreatePartitionsRequest {
  const flexible = version >= 2;
  return {
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 7 : 10),
      version,
      readCreatePartitionsRequestCreatePartitionsTopic,
    ),
    timeoutMs: reader.int32('timeoutMs'),
    validateOnly: reader.bool('validateOnly'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreatePartitionsRequest(
  writer: Writer,
  draft: Draft<CreatePartitionsRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    topics = [],
    timeoutMs = 0,
    validateOnly = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeCreatePartitionsRequestCreatePartitionsTopic);
  writer.int32(timeoutMs, 'timeoutMs');
  writer.bool(validateOnly, 'validateOnly');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const createPartitionsRequest: MessageCodec<CreatePartitionsRequest> = defineCodec({
  name: 'CreatePartitionsRequest',
  apiKey: 37,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readCreatePartitionsRequest,
  write: writeCreatePartitionsRequest,
});

export interface CreatePartitionsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly CreatePartitionsResponseCreatePartitionsTopicResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreatePartitionsResponseCreatePartitionsTopicResult {
  readonly name: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readCreatePartitionsResponseCreatePartitionsTopicResult(
  reader: Reader,
  version: number,
): CreatePartitionsResponseCreatePartitionsTopicResult {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreatePartitionsResponseCreatePartitionsTopicResult(
  writer: Writer,
  draft: Draft<CreatePartitionsResponseCreatePartitionsTopicResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    name = '',
    errorCode = 0,
    errorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', flexible);
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readCreatePartitionsResponse(reader: Reader, version: number): CreatePartitionsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    results: reader.items(
      'results',
      reader.arrayCount('results', flexible, flexible ? 5 : 6),
      version,
      readCreatePartitionsResponseCreatePartitionsTopicResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreatePartitionsResponse(
  writer: Writer,
  draft: Draft<CreatePartitionsResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const { throttleTimeMs = 0, results = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(results, 'results', flexible);
  writer.items(
    results,
    'results',
    version,
    writeCreatePartitionsResponseCreatePartitionsTopicResult,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const createPartitionsResponse: MessageCodec<CreatePartitionsResponse> = defineCodec({
  name: 'CreatePartitionsResponse',
  apiKey: 37,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  read: readCreatePartitionsResponse,
  write: writeCreatePartitionsResponse,
});
