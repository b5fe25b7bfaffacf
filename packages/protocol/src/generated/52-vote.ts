// Generated from schema/52-vote.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface VoteRequest {
  readonly clusterId: string | null;
  readonly voterId: number; // v1+
  readonly topics: readonly VoteRequestTopicData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface VoteRequestTopicData {
  readonly topicName: string;
  readonly partitions: readonly VoteRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface VoteRequestPartitionData {
  readonly partitionIndex: number;
  readonly replicaEpoch: number;
  readonly replicaId: number;
  readonly replicaDirectoryId: Uuid; // v1+
  readonly voterDirectoryId: Uuid; // v1+
  readonly lastOffsetEpoch: number;
  readonly lastOffset: Int64;
  readonly preVote: boolean; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readVoteRequestPartitionData(reader: Reader, version: number): VoteRequestPartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    replicaEpoch: reader.int32('replicaEpoch'),
    replicaId: reader.int32('replicaId'),
    replicaDirectoryId: version >= 1 ? reader.uuid('replicaDirectoryId') : zeroUuid,
    voterDirectoryId: version >= 1 ? reader.uuid('voterDirectoryId') : zeroUuid,
    lastOffsetEpoch: reader.int32('lastOffsetEpoch'),
    lastOffset: reader.int64('lastOffset'),
    preVote: version >= 2 ? reader.bool('preVote') : false,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVoteRequestPartitionData(
  writer: Writer,
  draft: Draft<VoteRequestPartitionData>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    replicaEpoch = 0,
    replicaId = 0,
    replicaDirectoryId = zeroUuid,
    voterDirectoryId = zeroUuid,
    lastOffsetEpoch = 0,
    lastOffset = 0,
    preVote = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int32(replicaEpoch, 'replicaEpoch');
  writer.int32(replicaId, 'replicaId');
  if (version >= 1) writer.uuid(replicaDirectoryId, 'replicaDirectoryId');
  if (version >= 1) writer.uuid(voterDirectoryId, 'voterDirectoryId');
  writer.int32(lastOffsetEpoch, 'lastOffsetEpoch');
  writer.int64(lastOffset, 'lastOffset');
  if (version >= 2) {
    writer.bool(preVote, 'preVote');
  } else if (preVote) throw notInVersion('preVote');
  writer.unknownTags(unknownTaggedFields, true);
}

function readVoteRequestTopicData(reader: Reader, version: number): VoteRequestTopicData {
  return {
    topicName: reader.string('topicName', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 25),
      version,
      readVoteRequestPartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVoteRequestTopicData(
  writer: Writer,
  draft: Draft<VoteRequestTopicData>,
  version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeVoteRequestPartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readVoteRequest(reader: Reader, version: number): VoteRequest {
  return {
    clusterId: reader.nullableString('clusterId', true),
    voterId: version >= 1 ? reader.int32('voterId') : -1,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 3),
      version,
      readVoteRequestTopicData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVoteRequest(writer: Writer, draft: Draft<VoteRequest>, version: number): void {
  const {
    clusterId = null,
    voterId = -1,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(clusterId, 'clusterId', true);
  if (version >= 1) writer.int32(voterId, 'voterId');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeVoteRequestTopicData);
  writer.unknownTags(unknownTaggedFields, true);
}

export const voteRequest: MessageCodec<VoteRequest> = defineCodec({
  name: 'VoteRequest',
  apiKey: 52,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readVoteRequest,
  write: writeVoteRequest,
});

export interface VoteResponse {
  readonly errorCode: number;
  readonly topics: readonly VoteResponseTopicData[];
  readonly nodeEndpoints: readonly VoteResponseNodeEndpoint[]; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface VoteResponseNodeEndpoint {
  readonly nodeId: number; // v1+
  readonly host: string; // v1+
  readonly port: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface VoteResponseTopicData {
  readonly topicName: string;
  readonly partitions: readonly VoteResponsePartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface VoteResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly voteGranted: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readVoteResponsePartitionData(
  reader: Reader,
  _version: number,
): VoteResponsePartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    voteGranted: reader.bool('voteGranted'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVoteResponsePartitionData(
  writer: Writer,
  draft: Draft<VoteResponsePartitionData>,
  _version: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    leaderId = 0,
    leaderEpoch = 0,
    voteGranted = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.bool(voteGranted, 'voteGranted');
  writer.unknownTags(unknownTaggedFields, true);
}

function readVoteResponseTopicData(reader: Reader, version: number): VoteResponseTopicData {
  return {
    topicName: reader.string('topicName', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 16),
      version,
      readVoteResponsePartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVoteResponseTopicData(
  writer: Writer,
  draft: Draft<VoteResponseTopicData>,
  version: number,
): void {
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeVoteResponsePartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readVoteResponseNodeEndpoint(reader: Reader, _version: number): VoteResponseNodeEndpoint {
  return {
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVoteResponseNodeEndpoint(
  writer: Writer,
  draft: Draft<VoteResponseNodeEndpoint>,
  _version: number,
): void {
  const { nodeId = 0, host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(nodeId, 'nodeId');
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readVoteResponse(reader: Reader, version: number): VoteResponse {
  const errorCode = reader.int16('errorCode');
  const topics = reader.items(
    'topics',
    reader.arrayCount('topics', true, 3),
    version,
    readVoteResponseTopicData,
  );
  let nodeEndpoints: readonly VoteResponseNodeEndpoint[] = [];
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        if (!(version >= 1)) throw reader.wrongTag(tag, 'nodeEndpoints');
        nodeEndpoints = reader.items(
          'nodeEndpoints',
          reader.arrayCount('nodeEndpoints', true, 8),
          version,
          readVoteResponseNodeEndpoint,
        );
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    errorCode,
    topics,
    nodeEndpoints,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeVoteResponse(writer: Writer, draft: Draft<VoteResponse>, version: number): void {
  const {
    errorCode = 0,
    topics = [],
    nodeEndpoints = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeVoteResponseTopicData);
  if (!(version >= 1) && nodeEndpoints.length > 0) throw notInVersion('nodeEndpoints');
  const hasNodeEndpoints = version >= 1 && nodeEndpoints.length > 0;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasNodeEndpoints ? 1 : 0),
  );
  let from = 0;
  if (hasNodeEndpoints) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.arrayCount(nodeEndpoints, 'nodeEndpoints', true);
    writer.items(nodeEndpoints, 'nodeEndpoints', version, writeVoteResponseNodeEndpoint);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const voteResponse: MessageCodec<VoteResponse> = defineCodec({
  name: 'VoteResponse',
  apiKey: 52,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readVoteResponse,
  write: writeVoteResponse,
});
