// Generated from schema/records/streams/subscription-info-data.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noBytes, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, Int64, Uuid } from '../../../codec/values.ts';
import { notInVersion, type Writer } from '../../../codec/writer.ts';

export interface SubscriptionInfoData {
  readonly version: number;
  readonly latestSupportedVersion: number; // v3+
  readonly processId: Uuid;
  readonly prevTasks: readonly SubscriptionInfoDataTaskId[]; // v1-6
  readonly standbyTasks: readonly SubscriptionInfoDataTaskId[]; // v1-6
  readonly userEndPoint: Uint8Array; // v2+
  readonly taskOffsetSums: readonly SubscriptionInfoDataTaskOffsetSum[]; // v7+
  readonly uniqueField: number; // v8+
  readonly errorCode: number; // v9+
  readonly clientTags: readonly SubscriptionInfoDataClientTag[]; // v11+
}

export interface SubscriptionInfoDataClientTag {
  readonly key: Uint8Array; // v11+
  readonly value: Uint8Array; // v11+
}

export interface SubscriptionInfoDataTaskOffsetSum {
  readonly topicGroupId: number; // v7+
  readonly partition: number; // v10+
  readonly offsetSum: Int64; // v10+
  readonly namedTopology: string | null; // v10+
  readonly partitionToOffsetSum: readonly SubscriptionInfoDataPartitionToOffsetSum[]; // v7-9
}

export interface SubscriptionInfoDataPartitionToOffsetSum {
  readonly partition: number; // v7-9
  readonly offsetSum: Int64; // v7-9
}

export interface SubscriptionInfoDataTaskId {
  readonly topicGroupId: number; // v1-6
  readonly partition: number; // v1-6
}

function readSubscriptionInfoDataTaskId(
  reader: Reader,
  _version: number,
): SubscriptionInfoDataTaskId {
  return {
    topicGroupId: reader.int32('topicGroupId'),
    partition: reader.int32('partition'),
  };
}

function writeSubscriptionInfoDataTaskId(
  writer: Writer,
  draft: Draft<SubscriptionInfoDataTaskId>,
  _version: number,
): void {
  const { topicGroupId = 0, partition = 0 } = draft;
  writer.int32(topicGroupId, 'topicGroupId');
  writer.int32(partition, 'partition');
}

function readSubscriptionInfoDataPartitionToOffsetSum(
  reader: Reader,
  _version: number,
): SubscriptionInfoDataPartitionToOffsetSum {
  return {
    partition: reader.int32('partition'),
    offsetSum: reader.int64('offsetSum'),
  };
}

function writeSubscriptionInfoDataPartitionToOffsetSum(
  writer: Writer,
  draft: Draft<SubscriptionInfoDataPartitionToOffsetSum>,
  _version: number,
): void {
  const { partition = 0, offsetSum = 0 } = draft;
  writer.int32(partition, 'partition');
  writer.int64(offsetSum, 'offsetSum');
}

function readSubscriptionInfoDataTaskOffsetSum(
  reader: Reader,
  version: number,
): SubscriptionInfoDataTaskOffsetSum {
  return {
    topicGroupId: reader.int32('topicGroupId'),
    partition: version >= 10 ? reader.int32('partition') : 0,
    offsetSum: version >= 10 ? reader.int64('offsetSum') : 0,
    namedTopology: version >= 10 ? reader.nullableString('namedTopology', false) : '',
    partitionToOffsetSum: version <= 9
      ? reader.items(
        'partitionToOffsetSum',
        reader.arrayCount('partitionToOffsetSum', false, 12),
        version,
        readSubscriptionInfoDataPartitionToOffsetSum,
      )
      : [],
  };
}

function writeSubscriptionInfoDataTaskOffsetSum(
  writer: Writer,
  draft: Draft<SubscriptionInfoDataTaskOffsetSum>,
  version: number,
): void {
  const {
    topicGroupId = 0,
    partition = 0,
    offsetSum = 0,
    namedTopology = '',
    partitionToOffsetSum = [],
  } = draft;
  writer.int32(topicGroupId, 'topicGroupId');
  if (version >= 10) {
    writer.int32(partition, 'partition');
  } else if (partition !== 0) throw notInVersion('partition');
  if (version >= 10) {
    writer.int64(offsetSum, 'offsetSum');
  } else if (offsetSum !== 0 && offsetSum !== 0n) throw notInVersion('offsetSum');
  if (version >= 10) {
    writer.nullableString(namedTopology, 'namedTopology', false);
  } else if (namedTopology !== '') throw notInVersion('namedTopology');
  if (version <= 9) {
    writer.arrayCount(partitionToOffsetSum, 'partitionToOffsetSum', false);
    writer.items(
      partitionToOffsetSum,
      'partitionToOffsetSum',
      version,
      writeSubscriptionInfoDataPartitionToOffsetSum,
    );
  } else if (partitionToOffsetSum.length > 0) throw notInVersion('partitionToOffsetSum');
}

function readSubscriptionInfoDataClientTag(
  reader: Reader,
  _version: number,
): SubscriptionInfoDataClientTag {
  return {
    key: reader.byteView('key', false),
    value: reader.byteView('value', false),
  };
}

function writeSubscriptionInfoDataClientTag(
  writer: Writer,
  draft: Draft<SubscriptionInfoDataClientTag>,
  _version: number,
): void {
  const { key = noBytes, value = noBytes } = draft;
  writer.bytes(key, 'key', false);
  writer.bytes(value, 'value', false);
}

function readSubscriptionInfoData(reader: Reader, version: number): SubscriptionInfoData {
  return {
    version: reader.int32('version'),
    latestSupportedVersion: version >= 3 ? reader.int32('latestSupportedVersion') : -1,
    processId: reader.uuid('processId'),
    prevTasks: version <= 6
      ? reader.items(
        'prevTasks',
        reader.arrayCount('prevTasks', false, 8),
        version,
        readSubscriptionInfoDataTaskId,
      )
      : [],
    standbyTasks: version <= 6
      ? reader.items(
        'standbyTasks',
        reader.arrayCount('standbyTasks', false, 8),
        version,
        readSubscriptionInfoDataTaskId,
      )
      : [],
    userEndPoint: version >= 2 ? reader.byteView('userEndPoint', false) : noBytes,
    taskOffsetSums: version >= 7
      ? reader.items(
        'taskOffsetSums',
        reader.arrayCount('taskOffsetSums', false, 8),
        version,
        readSubscriptionInfoDataTaskOffsetSum,
      )
      : [],
    uniqueField: version >= 8 ? reader.int8('uniqueField') : 0,
    errorCode: version >= 9 ? reader.int32('errorCode') : 0,
    clientTags: version >= 11
      ? reader.items(
        'clientTags',
        reader.arrayCount('clientTags', false, 8),
        version,
        readSubscriptionInfoDataClientTag,
      )
      : [],
  };
}

function writeSubscriptionInfoData(
  writer: Writer,
  draft: Draft<SubscriptionInfoData>,
  version: number,
): void {
  const {
    version: versionValue = 0,
    latestSupportedVersion = -1,
    processId = zeroUuid,
    prevTasks = [],
    standbyTasks = [],
    userEndPoint = noBytes,
    taskOffsetSums = [],
    uniqueField = 0,
    errorCode = 0,
    clientTags = [],
  } = draft;
  writer.int32(versionValue, 'version');
  if (version >= 3) {
    writer.int32(latestSupportedVersion, 'latestSupportedVersion');
  } else if (latestSupportedVersion !== -1) throw notInVersion('latestSupportedVersion');
  writer.uuid(processId, 'processId');
  if (version <= 6) {
    writer.arrayCount(prevTasks, 'prevTasks', false);
    writer.items(prevTasks, 'prevTasks', version, writeSubscriptionInfoDataTaskId);
  } else if (prevTasks.length > 0) throw notInVersion('prevTasks');
  if (version <= 6) {
    writer.arrayCount(standbyTasks, 'standbyTasks', false);
    writer.items(standbyTasks, 'standbyTasks', version, writeSubscriptionInfoDataTaskId);
  } else if (standbyTasks.length > 0) throw notInVersion('standbyTasks');
  if (version >= 2) {
    writer.bytes(userEndPoint, 'userEndPoint', false);
  } else if (userEndPoint.length > 0) throw notInVersion('userEndPoint');
  if (version >= 7) {
    writer.arrayCount(taskOffsetSums, 'taskOffsetSums', false);
    writer.items(taskOffsetSums, 'taskOffsetSums', version, writeSubscriptionInfoDataTaskOffsetSum);
  } else if (taskOffsetSums.length > 0) throw notInVersion('taskOffsetSums');
  if (version >= 8) {
    writer.int8(uniqueField, 'uniqueField');
  } else if (uniqueField !== 0) throw notInVersion('uniqueField');
  if (version >= 9) {
    writer.int32(errorCode, 'errorCode');
  } else if (errorCode !== 0) throw notInVersion('errorCode');
  if (version >= 11) {
    writer.arrayCount(clientTags, 'clientTags', false);
    writer.items(clientTags, 'clientTags', version, writeSubscriptionInfoDataClientTag);
  } else if (clientTags.length > 0) throw notInVersion('clientTags');
}

export const subscriptionInfoData: MessageCodec<SubscriptionInfoData> = defineCodec({
  name: 'SubscriptionInfoData',
  apiKey: -1,
  minVersion: 1,
  maxVersion: 11,
  flexibleFrom: Infinity,
  read: readSubscriptionInfoData,
  write: writeSubscriptionInfoData,
});
