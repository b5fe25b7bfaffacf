// Generated from schema/43-elect-leaders.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
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

function readElectLeadersRequest(reader: Reader, version: number): ElectLeadersRequest {
  const flexible = version >= 2;
  return {
    electionType: version >= 1 ? reader.int8('electionType') : 0,
    topicPartitions: reader.nullableItems(
      'topicPartitions',
      reader.nullableArrayCount('topicPartitions', flexible, flexible ? 3 : 6),
      version,
      readElectLeadersRequestTopicPartitions,
    ),
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
  else {
    writer.arrayCount(topicPartitions, 'topicPartitions', flexible);
    writer.items(
      topicPartitions,
      'topicPartitions',
      version,
      writeElectLeadersRequestTopicPartitions,
    );
  }
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

function readElectLeadersResponseReplicaElectionResult(
  reader: Reader,
  version: number,
): ElectLeadersResponseReplicaElectionResult {
  const flexible = version >= 2;
  return {
    topic: reader.string('topic', flexible),
    partitionResult: reader.items(
      'partitionResult',
      reader.arrayCount('partitionResult', flexible, 8),
      version,
      readElectLeadersResponsePartitionResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeElectLeadersResponseReplicaElectionResult(
  writer: Writer,
  draft: Draft<ElectLeadersResponseReplicaElectionResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const { topic = '', partitionResult = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topic, 'topic', flexible);
  writer.arrayCount(partitionResult, 'partitionResult', flexible);
  writer.items(
    partitionResult,
    'partitionResult',
    version,
    writeElectLeadersResponsePartitionResult,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readElectLeadersResponse(reader: Reader, version: number): ElectLeadersResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: version >= 1 ? reader.int16('errorCode') : 0,
    replicaElectionResults: reader.items(
      'replicaElectionResults',
      reader.arrayCount('replicaElectionResults', flexible, flexible ? 3 : 6),
      version,
      readElectLeadersResponseReplicaElectionResult,
    ),
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
  writer.arrayCount(replicaElectionResults, 'replicaElectionResults', flexible);
  writer.items(
    replicaElectionResults,
    'replicaElectionResults',
    version,
    writeElectLeadersResponseReplicaElectionResult,
  );
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
