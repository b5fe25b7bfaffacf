// Generated from schema/56-alter-partition.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface AlterPartitionRequest {
  readonly brokerId: number;
  readonly brokerEpoch: Int64;
  readonly topics: readonly AlterPartitionRequestTopicData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterPartitionRequestTopicData {
  readonly topicId: Uuid;
  readonly partitions: readonly AlterPartitionRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterPartitionRequestPartitionData {
  readonly partitionIndex: number;
  readonly leaderEpoch: number;
  readonly newIsr: readonly number[]; // v2
  readonly newIsrWithEpochs: readonly AlterPartitionRequestBrokerState[]; // v3+
  readonly leaderRecoveryState: number;
  readonly partitionEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterPartitionRequestBrokerState {
  readonly brokerId: number; // v3+
  readonly brokerEpoch: Int64; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterPartitionRequestBrokerState(
  reader: Reader,
  _version: number,
): AlterPartitionRequestBrokerState {
  return {
    brokerId: reader.int32('brokerId'),
    brokerEpoch: reader.int64('brokerEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionRequestBrokerState(
  writer: Writer,
  draft: Draft<AlterPartitionRequestBrokerState>,
  _version: number,
): void {
  const { brokerId = 0, brokerEpoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.int64(brokerEpoch, 'brokerEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterPartitionRequestPartitionData(
  reader: Reader,
  version: number,
): AlterPartitionRequestPartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    leaderEpoch: reader.int32('leaderEpoch'),
    newIsr: version <= 2 ? reader.int32Array('newIsr', reader.arrayCount('newIsr', true, 4)) : [],
    newIsrWithEpochs: version >= 3
      ? reader.items(
        'newIsrWithEpochs',
        reader.arrayCount('newIsrWithEpochs', true, 13),
        version,
        readAlterPartitionRequestBrokerState,
      )
      : [],
    leaderRecoveryState: reader.int8('leaderRecoveryState'),
    partitionEpoch: reader.int32('partitionEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionRequestPartitionData(
  writer: Writer,
  draft: Draft<AlterPartitionRequestPartitionData>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    leaderEpoch = 0,
    newIsr = [],
    newIsrWithEpochs = [],
    leaderRecoveryState = 0,
    partitionEpoch = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int32(leaderEpoch, 'leaderEpoch');
  if (version <= 2) {
    writer.int32Array(newIsr, 'newIsr', true);
  } else if (newIsr.length > 0) throw notInVersion('newIsr');
  if (version >= 3) {
    writer.arrayCount(newIsrWithEpochs, 'newIsrWithEpochs', true);
    writer.items(
      newIsrWithEpochs,
      'newIsrWithEpochs',
      version,
      writeAlterPartitionRequestBrokerState,
    );
  } else if (newIsrWithEpochs.length > 0) throw notInVersion('newIsrWithEpochs');
  writer.int8(leaderRecoveryState, 'leaderRecoveryState');
  writer.int32(partitionEpoch, 'partitionEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterPartitionRequestTopicData(
  reader: Reader,
  version: number,
): AlterPartitionRequestTopicData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 15),
      version,
      readAlterPartitionRequestPartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionRequestTopicData(
  writer: Writer,
  draft: Draft<AlterPartitionRequestTopicData>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeAlterPartitionRequestPartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterPartitionRequest(reader: Reader, version: number): AlterPartitionRequest {
  return {
    brokerId: reader.int32('brokerId'),
    brokerEpoch: reader.int64('brokerEpoch'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readAlterPartitionRequestTopicData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionRequest(
  writer: Writer,
  draft: Draft<AlterPartitionRequest>,
  version: number,
): void {
  const {
    brokerId = 0,
    brokerEpoch = -1,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.int64(brokerEpoch, 'brokerEpoch');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeAlterPartitionRequestTopicData);
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterPartitionRequest: MessageCodec<AlterPartitionRequest> = defineCodec({
  name: 'AlterPartitionRequest',
  apiKey: 56,
  minVersion: 2,
  maxVersion: 3,
  flexibleFrom: 0,
  read: readAlterPartitionRequest,
  write: writeAlterPartitionRequest,
});

export interface AlterPartitionResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly topics: readonly AlterPartitionResponseTopicData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterPartitionResponseTopicData {
  readonly topicId: Uuid;
  readonly partitions: readonly AlterPartitionResponsePartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AlterPartitionResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly leaderRecoveryState: number;
  readonly partitionEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAlterPartitionResponsePartitionData(
  reader: Reader,
  _version: number,
): AlterPartitionResponsePartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    isr: reader.int32Array('isr', reader.arrayCount('isr', true, 4)),
    leaderRecoveryState: reader.int8('leaderRecoveryState'),
    partitionEpoch: reader.int32('partitionEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionResponsePartitionData(
  writer: Writer,
  draft: Draft<AlterPartitionResponsePartitionData>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    leaderId = 0,
    leaderEpoch = 0,
    isr = [],
    leaderRecoveryState = 0,
    partitionEpoch = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int32Array(isr, 'isr', true);
  writer.int8(leaderRecoveryState, 'leaderRecoveryState');
  writer.int32(partitionEpoch, 'partitionEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterPartitionResponseTopicData(
  reader: Reader,
  version: number,
): AlterPartitionResponseTopicData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 21),
      version,
      readAlterPartitionResponsePartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionResponseTopicData(
  writer: Writer,
  draft: Draft<AlterPartitionResponseTopicData>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeAlterPartitionResponsePartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readAlterPartitionResponse(reader: Reader, version: number): AlterPartitionResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readAlterPartitionResponseTopicData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAlterPartitionResponse(
  writer: Writer,
  draft: Draft<AlterPartitionResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeAlterPartitionResponseTopicData);
  writer.unknownTags(unknownTaggedFields, true);
}

export const alterPartitionResponse: MessageCodec<AlterPartitionResponse> = defineCodec({
  name: 'AlterPartitionResponse',
  apiKey: 56,
  minVersion: 2,
  maxVersion: 3,
  flexibleFrom: 0,
  read: readAlterPartitionResponse,
  write: writeAlterPartitionResponse,
});
