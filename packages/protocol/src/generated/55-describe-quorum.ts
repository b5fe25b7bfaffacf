// Generated from schema/55-describe-quorum.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface DescribeQuorumRequest {
  readonly topics: readonly DescribeQuorumRequestTopicData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeQuorumRequestTopicData {
  readonly topicName: string;
  readonly partitions: readonly DescribeQuorumRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeQuorumRequestPartitionData {
  readonly partitionIndex: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeQuorumRequestPartitionData(
  reader: Reader,
  _version: number,
): DescribeQuorumRequestPartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeQuorumRequestPartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeQuorumRequestPartitionData[] {
  const items: DescribeQuorumRequestPartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeQuorumRequestPartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeQuorumRequestPartitionData(
  writer: Writer,
  draft: Draft<DescribeQuorumRequestPartitionData>,
  _version: number,
): void {
  const { partitionIndex = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeQuorumRequestPartitionDataArray(
  writer: Writer,
  items: readonly Draft<DescribeQuorumRequestPartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeQuorumRequestPartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeQuorumRequestTopicData(
  reader: Reader,
  version: number,
): DescribeQuorumRequestTopicData {
  return {
    topicName: reader.string('topicName', true),
    partitions: readDescribeQuorumRequestPartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 5)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeQuorumRequestTopicDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeQuorumRequestTopicData[] {
  const items: DescribeQuorumRequestTopicData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeQuorumRequestTopicData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeQuorumRequestTopicData(
  writer: Writer,
  draft: Draft<DescribeQuorumRequestTopicData>,
  version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writeDescribeQuorumRequestPartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeQuorumRequestTopicDataArray(
  writer: Writer,
  items: readonly Draft<DescribeQuorumRequestTopicData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeQuorumRequestTopicData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeQuorumRequest(reader: Reader, version: number): DescribeQuorumRequest {
  return {
    topics: readDescribeQuorumRequestTopicDataArray(reader, version, 'topics', reader.arrayCount('topics', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeQuorumRequest(
  writer: Writer,
  draft: Draft<DescribeQuorumRequest>,
  version: number,
): void {
  const { topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writeDescribeQuorumRequestTopicDataArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeQuorumRequest: MessageCodec<DescribeQuorumRequest> = defineCodec({
  name: 'DescribeQuorumRequest',
  apiKey: 55,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readDescribeQuorumRequest,
  write: writeDescribeQuorumRequest,
});

export interface DescribeQuorumResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null; // v2+
  readonly topics: readonly DescribeQuorumResponseTopicData[];
  readonly nodes: readonly DescribeQuorumResponseNode[]; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeQuorumResponseNode {
  readonly nodeId: number; // v2+
  readonly listeners: readonly DescribeQuorumResponseListener[]; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeQuorumResponseListener {
  readonly name: string; // v2+
  readonly host: string; // v2+
  readonly port: number; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeQuorumResponseTopicData {
  readonly topicName: string;
  readonly partitions: readonly DescribeQuorumResponsePartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeQuorumResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null; // v2+
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: Int64;
  readonly currentVoters: readonly DescribeQuorumResponseReplicaState[];
  readonly observers: readonly DescribeQuorumResponseReplicaState[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeQuorumResponseReplicaState {
  readonly replicaId: number;
  readonly replicaDirectoryId: Uuid; // v2+
  readonly logEndOffset: Int64;
  readonly lastFetchTimestamp: Int64; // v1+
  readonly lastCaughtUpTimestamp: Int64; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeQuorumResponseReplicaState(
  reader: Reader,
  version: number,
): DescribeQuorumResponseReplicaState {
  return {
    replicaId: reader.int32('replicaId'),
    replicaDirectoryId: version >= 2 ? reader.uuid('replicaDirectoryId') : zeroUuid,
    logEndOffset: reader.int64('logEndOffset'),
    lastFetchTimestamp: version >= 1 ? reader.int64('lastFetchTimestamp') : -1,
    lastCaughtUpTimestamp: version >= 1 ? reader.int64('lastCaughtUpTimestamp') : -1,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeQuorumResponseReplicaStateArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeQuorumResponseReplicaState[] {
  const items: DescribeQuorumResponseReplicaState[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeQuorumResponseReplicaState(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeQuorumResponseReplicaState(
  writer: Writer,
  draft: Draft<DescribeQuorumResponseReplicaState>,
  version: number,
): void {
  const {
    replicaId = 0,
    replicaDirectoryId = zeroUuid,
    logEndOffset = 0,
    lastFetchTimestamp = -1,
    lastCaughtUpTimestamp = -1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(replicaId, 'replicaId');
  if (version >= 2) {
    writer.uuid(replicaDirectoryId, 'replicaDirectoryId');
  } else if (replicaDirectoryId !== zeroUuid) throw notInVersion('replicaDirectoryId');
  writer.int64(logEndOffset, 'logEndOffset');
  if (version >= 1) writer.int64(lastFetchTimestamp, 'lastFetchTimestamp');
  if (version >= 1) writer.int64(lastCaughtUpTimestamp, 'lastCaughtUpTimestamp');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeQuorumResponseReplicaStateArray(
  writer: Writer,
  items: readonly Draft<DescribeQuorumResponseReplicaState>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeQuorumResponseReplicaState(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeQuorumResponsePartitionData(
  reader: Reader,
  version: number,
): DescribeQuorumResponsePartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    errorMessage: version >= 2 ? reader.nullableString('errorMessage', true) : '',
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    highWatermark: reader.int64('highWatermark'),
    currentVoters: readDescribeQuorumResponseReplicaStateArray(reader, version, 'currentVoters', reader.arrayCount('currentVoters', true, 13)),
    observers: readDescribeQuorumResponseReplicaStateArray(reader, version, 'observers', reader.arrayCount('observers', true, 13)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeQuorumResponsePartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeQuorumResponsePartitionData[] {
  const items: DescribeQuorumResponsePartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeQuorumResponsePartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeQuorumResponsePartitionData(
  writer: Writer,
  draft: Draft<DescribeQuorumResponsePartitionData>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    errorMessage = '',
    leaderId = 0,
    leaderEpoch = 0,
    highWatermark = 0,
    currentVoters = [],
    observers = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  if (version >= 2) writer.nullableString(errorMessage, 'errorMessage', true);
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int64(highWatermark, 'highWatermark');
  writeDescribeQuorumResponseReplicaStateArray(writer, currentVoters, version, 'currentVoters');
  writeDescribeQuorumResponseReplicaStateArray(writer, observers, version, 'observers');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeQuorumResponsePartitionDataArray(
  writer: Writer,
  items: readonly Draft<DescribeQuorumResponsePartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeQuorumResponsePartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeQuorumResponseTopicData(
  reader: Reader,
  version: number,
): DescribeQuorumResponseTopicData {
  return {
    topicName: reader.string('topicName', true),
    partitions: readDescribeQuorumResponsePartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', true, 25)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeQuorumResponseTopicDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeQuorumResponseTopicData[] {
  const items: DescribeQuorumResponseTopicData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeQuorumResponseTopicData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeQuorumResponseTopicData(
  writer: Writer,
  draft: Draft<DescribeQuorumResponseTopicData>,
  version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writeDescribeQuorumResponsePartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeQuorumResponseTopicDataArray(
  writer: Writer,
  items: readonly Draft<DescribeQuorumResponseTopicData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeQuorumResponseTopicData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeQuorumResponseListener(
  reader: Reader,
  _version: number,
): DescribeQuorumResponseListener {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeQuorumResponseListenerArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeQuorumResponseListener[] {
  const items: DescribeQuorumResponseListener[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeQuorumResponseListener(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeQuorumResponseListener(
  writer: Writer,
  draft: Draft<DescribeQuorumResponseListener>,
  _version: number,
): void {
  const { name = '', host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeQuorumResponseListenerArray(
  writer: Writer,
  items: readonly Draft<DescribeQuorumResponseListener>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeQuorumResponseListener(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeQuorumResponseNode(
  reader: Reader,
  version: number,
): DescribeQuorumResponseNode {
  return {
    nodeId: reader.int32('nodeId'),
    listeners: readDescribeQuorumResponseListenerArray(reader, version, 'listeners', reader.arrayCount('listeners', true, 5)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readDescribeQuorumResponseNodeArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeQuorumResponseNode[] {
  const items: DescribeQuorumResponseNode[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeQuorumResponseNode(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeQuorumResponseNode(
  writer: Writer,
  draft: Draft<DescribeQuorumResponseNode>,
  version: number,
): void {
  const { nodeId = 0, listeners = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(nodeId, 'nodeId');
  writeDescribeQuorumResponseListenerArray(writer, listeners, version, 'listeners');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeDescribeQuorumResponseNodeArray(
  writer: Writer,
  items: readonly Draft<DescribeQuorumResponseNode>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeQuorumResponseNode(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeQuorumResponse(reader: Reader, version: number): DescribeQuorumResponse {
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: version >= 2 ? reader.nullableString('errorMessage', true) : '',
    topics: readDescribeQuorumResponseTopicDataArray(reader, version, 'topics', reader.arrayCount('topics', true, 3)),
    nodes: version >= 2 ? readDescribeQuorumResponseNodeArray(reader, version, 'nodes', reader.arrayCount('nodes', true, 6)) : [],
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeQuorumResponse(
  writer: Writer,
  draft: Draft<DescribeQuorumResponse>,
  version: number,
): void {
  const {
    errorCode = 0,
    errorMessage = '',
    topics = [],
    nodes = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  if (version >= 2) writer.nullableString(errorMessage, 'errorMessage', true);
  writeDescribeQuorumResponseTopicDataArray(writer, topics, version, 'topics');
  if (version >= 2) {
    writeDescribeQuorumResponseNodeArray(writer, nodes, version, 'nodes');
  } else if (nodes.length > 0) throw notInVersion('nodes');
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeQuorumResponse: MessageCodec<DescribeQuorumResponse> = defineCodec({
  name: 'DescribeQuorumResponse',
  apiKey: 55,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readDescribeQuorumResponse,
  write: writeDescribeQuorumResponse,
});
