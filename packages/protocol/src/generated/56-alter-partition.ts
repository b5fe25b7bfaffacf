// Generated from schema/56-alter-partition.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
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

function readAlterPartitionRequestBrokerStateArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterPartitionRequestBrokerState[] {
  const items: AlterPartitionRequestBrokerState[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterPartitionRequestBrokerState(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeAlterPartitionRequestBrokerStateArray(
  writer: Writer,
  items: readonly Draft<AlterPartitionRequestBrokerState>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterPartitionRequestBrokerState(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterPartitionRequestPartitionData(
  reader: Reader,
  version: number,
): AlterPartitionRequestPartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    leaderEpoch: reader.int32('leaderEpoch'),
    newIsr: version <= 2 ? reader.int32Array('newIsr', reader.arrayCount('newIsr', true, 4)) : [],
    newIsrWithEpochs: version >= 3 ? readAlterPartitionRequestBrokerStateArray(reader, version, 'newIsrWithEpochs', reader.arrayCount('newIsrWithEpochs', true, 13)) : [],
    leaderRecoveryState: reader.int8('leaderRecoveryState'),
    partitionEpoch: reader.int32('partitionEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAlterPartitionRequestPartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterPartitionRequestPartitionData[] {
  const items: AlterPartitionRequestPartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterPartitionRequestPartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
    writeAlterPartitionRequestBrokerStateArray(writer, newIsrWithEpochs, version, 'newIsrWithEpochs');
  } else if (newIsrWithEpochs.length > 0) throw notInVersion('newIsrWithEpochs');
  writer.int8(leaderRecoveryState, 'leaderRecoveryState');
  writer.int32(partitionEpoch, 'partitionEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAlterPartitionRequestPartitionDataArray(
  writer: Writer,
  items: readonly Draft<AlterPartitionRequestPartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterPartitionRequestPartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterPartitionRequestTopicData(
  reader: Reader,
  version: number,
): AlterPartitionRequestTopicData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readAlterPartitionRequestPartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 15)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAlterPartitionRequestTopicDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterPartitionRequestTopicData[] {
  const items: AlterPartitionRequestTopicData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterPartitionRequestTopicData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeAlterPartitionRequestPartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAlterPartitionRequestTopicDataArray(
  writer: Writer,
  items: readonly Draft<AlterPartitionRequestTopicData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterPartitionRequestTopicData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterPartitionRequest(reader: Reader, version: number): AlterPartitionRequest {
  return {
    brokerId: reader.int32('brokerId'),
    brokerEpoch: reader.int64('brokerEpoch'),
    topics: readAlterPartitionRequestTopicDataArray(reader, version, 'topics', reader.arrayCount('topics', true, 18)),
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
  writeAlterPartitionRequestTopicDataArray(writer, topics, version, 'topics');
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

function readAlterPartitionResponsePartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterPartitionResponsePartitionData[] {
  const items: AlterPartitionResponsePartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterPartitionResponsePartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeAlterPartitionResponsePartitionDataArray(
  writer: Writer,
  items: readonly Draft<AlterPartitionResponsePartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterPartitionResponsePartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterPartitionResponseTopicData(
  reader: Reader,
  version: number,
): AlterPartitionResponseTopicData {
  return {
    topicId: reader.uuid('topicId'),
    partitions: readAlterPartitionResponsePartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 21)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readAlterPartitionResponseTopicDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): AlterPartitionResponseTopicData[] {
  const items: AlterPartitionResponseTopicData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readAlterPartitionResponseTopicData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeAlterPartitionResponsePartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeAlterPartitionResponseTopicDataArray(
  writer: Writer,
  items: readonly Draft<AlterPartitionResponseTopicData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeAlterPartitionResponseTopicData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readAlterPartitionResponse(reader: Reader, version: number): AlterPartitionResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    topics: readAlterPartitionResponseTopicDataArray(reader, version, 'topics', reader.arrayCount('topics', true, 18)),
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
  writeAlterPartitionResponseTopicDataArray(writer, topics, version, 'topics');
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
