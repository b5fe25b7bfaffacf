// Generated from schema/55-describe-quorum.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
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

function writeDescribeQuorumRequestPartitionData(
  writer: Writer,
  draft: Draft<DescribeQuorumRequestPartitionData>,
  _version: number,
): void {
  const { partitionIndex = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeQuorumRequestTopicData(
  reader: Reader,
  version: number,
): DescribeQuorumRequestTopicData {
  return {
    topicName: reader.string('topicName', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 5),
      version,
      readDescribeQuorumRequestPartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeQuorumRequestTopicData(
  writer: Writer,
  draft: Draft<DescribeQuorumRequestTopicData>,
  version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeDescribeQuorumRequestPartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeQuorumRequest(reader: Reader, version: number): DescribeQuorumRequest {
  return {
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readDescribeQuorumRequestTopicData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeQuorumRequest(
  writer: Writer,
  draft: Draft<DescribeQuorumRequest>,
  version: number,
): void {
  const { topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeDescribeQuorumRequestTopicData);
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
    currentVoters: reader.items(
      'currentVoters',
      reader.arrayCount('currentVoters', true, 13),
      version,
      readDescribeQuorumResponseReplicaState,
    ),
    observers: reader.items(
      'observers',
      reader.arrayCount('observers', true, 13),
      version,
      readDescribeQuorumResponseReplicaState,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
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
  writer.arrayCount(currentVoters, 'currentVoters', true);
  writer.items(currentVoters, 'currentVoters', version, writeDescribeQuorumResponseReplicaState);
  writer.arrayCount(observers, 'observers', true);
  writer.items(observers, 'observers', version, writeDescribeQuorumResponseReplicaState);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeQuorumResponseTopicData(
  reader: Reader,
  version: number,
): DescribeQuorumResponseTopicData {
  return {
    topicName: reader.string('topicName', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 25),
      version,
      readDescribeQuorumResponsePartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeQuorumResponseTopicData(
  writer: Writer,
  draft: Draft<DescribeQuorumResponseTopicData>,
  version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeDescribeQuorumResponsePartitionData);
  writer.unknownTags(unknownTaggedFields, true);
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

function readDescribeQuorumResponseNode(
  reader: Reader,
  version: number,
): DescribeQuorumResponseNode {
  return {
    nodeId: reader.int32('nodeId'),
    listeners: reader.items(
      'listeners',
      reader.arrayCount('listeners', true, 5),
      version,
      readDescribeQuorumResponseListener,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeQuorumResponseNode(
  writer: Writer,
  draft: Draft<DescribeQuorumResponseNode>,
  version: number,
): void {
  const { nodeId = 0, listeners = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(nodeId, 'nodeId');
  writer.arrayCount(listeners, 'listeners', true);
  writer.items(listeners, 'listeners', version, writeDescribeQuorumResponseListener);
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeQuorumResponse(reader: Reader, version: number): DescribeQuorumResponse {
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: version >= 2 ? reader.nullableString('errorMessage', true) : '',
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readDescribeQuorumResponseTopicData,
    ),
    nodes: version >= 2
      ? reader.items(
        'nodes',
        reader.arrayCount('nodes', true, 6),
        version,
        readDescribeQuorumResponseNode,
      )
      : [],
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
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeDescribeQuorumResponseTopicData);
  if (version >= 2) {
    writer.arrayCount(nodes, 'nodes', true);
    writer.items(nodes, 'nodes', version, writeDescribeQuorumResponseNode);
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
