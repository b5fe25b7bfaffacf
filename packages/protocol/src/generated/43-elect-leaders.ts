// Generated from schema/43-elect-leaders.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface ElectLeadersRequest {
  readonly electionType: number; // v1+
  readonly topicPartitions: readonly ElectLeadersRequestTopicPartitions[] | null;
  readonly timeoutMs: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ElectLeadersRequestTopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readElectLeadersRequestTopicPartitions(
  reader: Reader,
  version: number,
): ElectLeadersRequestTopicPartitions {
  const flexible = version >= 2;
  return {
    topic: reader.string('topic', flexible),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', flexible, 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readElectLeadersRequestTopicPartitionsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ElectLeadersRequestTopicPartitions[] {
  const items: ElectLeadersRequestTopicPartitions[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readElectLeadersRequestTopicPartitions(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableElectLeadersRequestTopicPartitionsArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ElectLeadersRequestTopicPartitions[] | null {
  return count < 0 ? null : readElectLeadersRequestTopicPartitionsArray(reader, version, field, count);
}

function writeElectLeadersRequestTopicPartitions(
  writer: Writer,
  draft: Draft<ElectLeadersRequestTopicPartitions>,
  version: number,
): void {
  const flexible = version >= 2;
  const { topic = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topic, 'topic', flexible);
  writer.int32Array(partitions, 'partitions', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeElectLeadersRequestTopicPartitionsArray(
  writer: Writer,
  items: readonly Draft<ElectLeadersRequestTopicPartitions>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeElectLeadersRequestTopicPartitions(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readElectLeadersRequest(reader: Reader, version: number): ElectLeadersRequest {
  const flexible = version >= 2;
  return {
    electionType: version >= 1 ? reader.int8('electionType') : 0,
    topicPartitions: readNullableElectLeadersRequestTopicPartitionsArray(reader, version, 'topicPartitions', reader.nullableArrayCount('topicPartitions', flexible, flexible ? 3 : 6)),
    timeoutMs: reader.int32('timeoutMs'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeElectLeadersRequest(
  writer: Writer,
  draft: Draft<ElectLeadersRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    electionType = 0,
    topicPartitions = [],
    timeoutMs = 60000,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 1) {
    writer.int8(electionType, 'electionType');
  } else if (electionType !== 0) throw notInVersion('electionType');
  if (topicPartitions === null) writer.nullArray('topicPartitions', flexible);
  else writeElectLeadersRequestTopicPartitionsArray(writer, topicPartitions, version, 'topicPartitions');
  writer.int32(timeoutMs, 'timeoutMs');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const electLeadersRequest: MessageCodec<ElectLeadersRequest> = defineCodec({
  name: 'ElectLeadersRequest',
  apiKey: 43,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readElectLeadersRequest,
  write: writeElectLeadersRequest,
});

export interface ElectLeadersResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number; // v1+
  readonly replicaElectionResults: readonly ElectLeadersResponseReplicaElectionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ElectLeadersResponseReplicaElectionResult {
  readonly topic: string;
  readonly partitionResult: readonly ElectLeadersResponsePartitionResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ElectLeadersResponsePartitionResult {
  readonly partitionId: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readElectLeadersResponsePartitionResult(
  reader: Reader,
  version: number,
): ElectLeadersResponsePartitionResult {
  const flexible = version >= 2;
  return {
    partitionId: reader.int32('partitionId'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readElectLeadersResponsePartitionResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ElectLeadersResponsePartitionResult[] {
  const items: ElectLeadersResponsePartitionResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readElectLeadersResponsePartitionResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeElectLeadersResponsePartitionResult(
  writer: Writer,
  draft: Draft<ElectLeadersResponsePartitionResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    partitionId = 0,
    errorCode = 0,
    errorMessage = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionId, 'partitionId');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeElectLeadersResponsePartitionResultArray(
  writer: Writer,
  items: readonly Draft<ElectLeadersResponsePartitionResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeElectLeadersResponsePartitionResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readElectLeadersResponseReplicaElectionResult(
  reader: Reader,
  version: number,
): ElectLeadersResponseReplicaElectionResult {
  const flexible = version >= 2;
  return {
    topic: reader.string('topic', flexible),
    partitionResult: readElectLeadersResponsePartitionResultArray(reader, version, 'partitionResult', reader.arrayCount('partitionResult', flexible, 8)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readElectLeadersResponseReplicaElectionResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ElectLeadersResponseReplicaElectionResult[] {
  const items: ElectLeadersResponseReplicaElectionResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readElectLeadersResponseReplicaElectionResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeElectLeadersResponseReplicaElectionResult(
  writer: Writer,
  draft: Draft<ElectLeadersResponseReplicaElectionResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const { topic = '', partitionResult = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topic, 'topic', flexible);
  writeElectLeadersResponsePartitionResultArray(writer, partitionResult, version, 'partitionResult');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeElectLeadersResponseReplicaElectionResultArray(
  writer: Writer,
  items: readonly Draft<ElectLeadersResponseReplicaElectionResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeElectLeadersResponseReplicaElectionResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readElectLeadersResponse(reader: Reader, version: number): ElectLeadersResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: version >= 1 ? reader.int16('errorCode') : 0,
    replicaElectionResults: readElectLeadersResponseReplicaElectionResultArray(reader, version, 'replicaElectionResults', reader.arrayCount('replicaElectionResults', flexible, flexible ? 3 : 6)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeElectLeadersResponse(
  writer: Writer,
  draft: Draft<ElectLeadersResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    replicaElectionResults = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  if (version >= 1) {
    writer.int16(errorCode, 'errorCode');
  } else if (errorCode !== 0) throw notInVersion('errorCode');
  writeElectLeadersResponseReplicaElectionResultArray(writer, replicaElectionResults, version, 'replicaElectionResults');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const electLeadersResponse: MessageCodec<ElectLeadersResponse> = defineCodec({
  name: 'ElectLeadersResponse',
  apiKey: 43,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  read: readElectLeadersResponse,
  write: writeElectLeadersResponse,
});
