// Generated from schema/45-alter-partition-reassignments.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface AlterPartitionReassignmentsRequest {
  readonly timeoutMs: number;
  readonly allowReplicationFactorChange: boolean; // v1+
  readonly topics: readonly AlterPartitionReassignmentsRequestReassignableTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterPartitionReassignmentsRequestReassignableTopic {
  readonly name: string;
  readonly partitions: readonly AlterPartitionReassignmentsRequestReassignablePartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterPartitionReassignmentsRequestReassignablePartition {
  readonly partitionIndex: number;
  readonly replicas: readonly number[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterPartitionReassignmentsRequestReassignablePartition(
  reader: Reader,
  _version: number,
): AlterPartitionReassignmentsRequestReassignablePartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    replicas: reader.nullableInt32Array('replicas', reader.nullableArrayCount('replicas', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionReassignmentsRequestReassignablePartition(
  writer: Writer,
  draft: Draft<AlterPartitionReassignmentsRequestReassignablePartition>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    replicas = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  if (replicas === null) writer.nullArray('replicas', true);
  else writer.int32Array(replicas, 'replicas', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterPartitionReassignmentsRequestReassignableTopic(
  reader: Reader,
  version: number,
): AlterPartitionReassignmentsRequestReassignableTopic {
  return {
    name: reader.string('name', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 6),
      version,
      readAlterPartitionReassignmentsRequestReassignablePartition,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionReassignmentsRequestReassignableTopic(
  writer: Writer,
  draft: Draft<AlterPartitionReassignmentsRequestReassignableTopic>,
  version: number,
): void {
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeAlterPartitionReassignmentsRequestReassignablePartition,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterPartitionReassignmentsRequest(
  reader: Reader,
  version: number,
): AlterPartitionReassignmentsRequest {
  return {
    timeoutMs: reader.int32('timeoutMs'),
    allowReplicationFactorChange: version >= 1 ? reader.bool('allowReplicationFactorChange') : true,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readAlterPartitionReassignmentsRequestReassignableTopic,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionReassignmentsRequest(
  writer: Writer,
  draft: Draft<AlterPartitionReassignmentsRequest>,
  version: number,
): void {
  const {
    timeoutMs = 60000,
    allowReplicationFactorChange = true,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(timeoutMs, 'timeoutMs');
  if (version >= 1) {
    writer.bool(allowReplicationFactorChange, 'allowReplicationFactorChange');
  } else if (!allowReplicationFactorChange) throw notInVersion('allowReplicationFactorChange');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeAlterPartitionReassignmentsRequestReassignableTopic);
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterPartitionReassignmentsRequest: MessageCodec<AlterPartitionReassignmentsRequest> = defineCodec({
  name: 'AlterPartitionReassignmentsRequest',
  apiKey: 45,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readAlterPartitionReassignmentsRequest,
  write: writeAlterPartitionReassignmentsRequest,
});

export interface AlterPartitionReassignmentsResponse {
  readonly throttleTimeMs: number;
  readonly allowReplicationFactorChange: boolean; // v1+
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly AlterPartitionReassignmentsResponseReassignableTopicResponse[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterPartitionReassignmentsResponseReassignableTopicResponse {
  readonly name: string;
  readonly partitions: readonly AlterPartitionReassignmentsResponseReassignablePartitionResponse[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterPartitionReassignmentsResponseReassignablePartitionResponse {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterPartitionReassignmentsResponseReassignablePartitionResponse(
  reader: Reader,
  _version: number,
): AlterPartitionReassignmentsResponseReassignablePartitionResponse {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionReassignmentsResponseReassignablePartitionResponse(
  writer: Writer,
  draft: Draft<AlterPartitionReassignmentsResponseReassignablePartitionResponse>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    errorMessage = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterPartitionReassignmentsResponseReassignableTopicResponse(
  reader: Reader,
  version: number,
): AlterPartitionReassignmentsResponseReassignableTopicResponse {
  return {
    name: reader.string('name', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 8),
      version,
      readAlterPartitionReassignmentsResponseReassignablePartitionResponse,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionReassignmentsResponseReassignableTopicResponse(
  writer: Writer,
  draft: Draft<AlterPartitionReassignmentsResponseReassignableTopicResponse>,
  version: number,
): void {
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(
    partitions,
    'partitions',
    version,
    writeAlterPartitionReassignmentsResponseReassignablePartitionResponse,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterPartitionReassignmentsResponse(
  reader: Reader,
  version: number,
): AlterPartitionReassignmentsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    allowReplicationFactorChange: version >= 1 ? reader.bool('allowReplicationFactorChange') : true,
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    responses: reader.items(
      'responses',
      reader.arrayCount('responses', true, 3),
      version,
      readAlterPartitionReassignmentsResponseReassignableTopicResponse,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionReassignmentsResponse(
  writer: Writer,
  draft: Draft<AlterPartitionReassignmentsResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    allowReplicationFactorChange = true,
    errorCode = 0,
    errorMessage = '',
    responses = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  if (version >= 1) writer.bool(allowReplicationFactorChange, 'allowReplicationFactorChange');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.arrayCount(responses, 'responses', true);
  writer.items(
    responses,
    'responses',
    version,
    writeAlterPartitionReassignmentsResponseReassignableTopicResponse,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterPartitionReassignmentsResponse: MessageCodec<AlterPartitionReassignmentsResponse> = defineCodec({
  name: 'AlterPartitionReassignmentsResponse',
  apiKey: 45,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readAlterPartitionReassignmentsResponse,
  write: writeAlterPartitionReassignmentsResponse,
});
