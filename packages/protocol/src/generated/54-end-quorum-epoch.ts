// Generated from schema/54-end-quorum-epoch.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface EndQuorumEpochRequest {
  readonly clusterId: string | null;
  readonly topics: readonly EndQuorumEpochRequestTopicData[];
  readonly leaderEndpoints: readonly EndQuorumEpochRequestLeaderEndpoint[]; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface EndQuorumEpochRequestLeaderEndpoint {
  readonly name: string; // v1+
  readonly host: string; // v1+
  readonly port: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface EndQuorumEpochRequestTopicData {
  readonly topicName: string;
  readonly partitions: readonly EndQuorumEpochRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface EndQuorumEpochRequestPartitionData {
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly preferredSuccessors: readonly number[]; // v0
  readonly preferredCandidates: readonly EndQuorumEpochRequestReplicaInfo[]; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface EndQuorumEpochRequestReplicaInfo {
  readonly candidateId: number; // v1+
  readonly candidateDirectoryId: Uuid; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readEndQuorumEpochRequestReplicaInfo(
  reader: Reader,
  _version: number,
): EndQuorumEpochRequestReplicaInfo {
  return {
    candidateId: reader.int32('candidateId'),
    candidateDirectoryId: reader.uuid('candidateDirectoryId'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeEndQuorumEpochRequestReplicaInfo(
  writer: Writer,
  draft: Draft<EndQuorumEpochRequestReplicaInfo>,
  _version: number,
): void {
  const {
    candidateId = 0,
    candidateDirectoryId = zeroUuid,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(candidateId, 'candidateId');
  writer.uuid(candidateDirectoryId, 'candidateDirectoryId');
  writer.unknownTags(unknownTaggedFields, true);
}

function readEndQuorumEpochRequestPartitionData(
  reader: Reader,
  version: number,
): EndQuorumEpochRequestPartitionData {
  const flexible = version >= 1;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    preferredSuccessors: version <= 0
      ? reader.int32Array(
        'preferredSuccessors',
        reader.arrayCount('preferredSuccessors', flexible, 4),
      )
      : [],
    preferredCandidates: version >= 1
      ? reader.items(
        'preferredCandidates',
        reader.arrayCount('preferredCandidates', flexible, 21),
        version,
        readEndQuorumEpochRequestReplicaInfo,
      )
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeEndQuorumEpochRequestPartitionData(
  writer: Writer,
  draft: Draft<EndQuorumEpochRequestPartitionData>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    partitionIndex = 0,
    leaderId = 0,
    leaderEpoch = 0,
    preferredSuccessors = [],
    preferredCandidates = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  if (version <= 0) writer.int32Array(preferredSuccessors, 'preferredSuccessors', flexible);
  if (version >= 1) {
    writer.arrayCount(preferredCandidates, 'preferredCandidates', flexible);
    writer.items(
      preferredCandidates,
      'preferredCandidates',
      version,
      writeEndQuorumEpochRequestReplicaInfo,
    );
  }
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readEndQuorumEpochRequestTopicData(
  reader: Reader,
  version: number,
): EndQuorumEpochRequestTopicData {
  const flexible = version >= 1;
  return {
    topicName: reader.string('topicName', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 14 : 16),
      version,
      readEndQuorumEpochRequestPartitionData,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeEndQuorumEpochRequestTopicData(
  writer: Writer,
  draft: Draft<EndQuorumEpochRequestTopicData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(partitions, 'partitions', version, writeEndQuorumEpochRequestPartitionData);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readEndQuorumEpochRequestLeaderEndpoint(
  reader: Reader,
  _version: number,
): EndQuorumEpochRequestLeaderEndpoint {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeEndQuorumEpochRequestLeaderEndpoint(
  writer: Writer,
  draft: Draft<EndQuorumEpochRequestLeaderEndpoint>,
  _version: number,
): void {
  const { name = '', host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readEndQuorumEpochRequest(reader: Reader, version: number): EndQuorumEpochRequest {
  const flexible = version >= 1;
  return {
    clusterId: reader.nullableString('clusterId', flexible),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readEndQuorumEpochRequestTopicData,
    ),
    leaderEndpoints: version >= 1
      ? reader.items(
        'leaderEndpoints',
        reader.arrayCount('leaderEndpoints', flexible, 5),
        version,
        readEndQuorumEpochRequestLeaderEndpoint,
      )
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeEndQuorumEpochRequest(
  writer: Writer,
  draft: Draft<EndQuorumEpochRequest>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    clusterId = null,
    topics = [],
    leaderEndpoints = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(clusterId, 'clusterId', flexible);
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeEndQuorumEpochRequestTopicData);
  if (version >= 1) {
    writer.arrayCount(leaderEndpoints, 'leaderEndpoints', flexible);
    writer.items(
      leaderEndpoints,
      'leaderEndpoints',
      version,
      writeEndQuorumEpochRequestLeaderEndpoint,
    );
  }
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const endQuorumEpochRequest: MessageCodec<EndQuorumEpochRequest> = defineCodec({
  name: 'EndQuorumEpochRequest',
  apiKey: 54,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readEndQuorumEpochRequest,
  write: writeEndQuorumEpochRequest,
});

export interface EndQuorumEpochResponse {
  readonly errorCode: number;
  readonly topics: readonly EndQuorumEpochResponseTopicData[];
  readonly nodeEndpoints: readonly EndQuorumEpochResponseNodeEndpoint[]; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface EndQuorumEpochResponseNodeEndpoint {
  readonly nodeId: number; // v1+
  readonly host: string; // v1+
  readonly port: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface EndQuorumEpochResponseTopicData {
  readonly topicName: string;
  readonly partitions: readonly EndQuorumEpochResponsePartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface EndQuorumEpochResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readEndQuorumEpochResponsePartitionData(
  reader: Reader,
  version: number,
): EndQuorumEpochResponsePartitionData {
  const flexible = version >= 1;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeEndQuorumEpochResponsePartitionData(
  writer: Writer,
  draft: Draft<EndQuorumEpochResponsePartitionData>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    partitionIndex = 0,
    errorCode = 0,
    leaderId = 0,
    leaderEpoch = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readEndQuorumEpochResponseTopicData(
  reader: Reader,
  version: number,
): EndQuorumEpochResponseTopicData {
  const flexible = version >= 1;
  return {
    topicName: reader.string('topicName', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 15 : 14),
      version,
      readEndQuorumEpochResponsePartitionData,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeEndQuorumEpochResponseTopicData(
  writer: Writer,
  draft: Draft<EndQuorumEpochResponseTopicData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(partitions, 'partitions', version, writeEndQuorumEpochResponsePartitionData);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readEndQuorumEpochResponseNodeEndpoint(
  reader: Reader,
  _version: number,
): EndQuorumEpochResponseNodeEndpoint {
  return {
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeEndQuorumEpochResponseNodeEndpoint(
  writer: Writer,
  draft: Draft<EndQuorumEpochResponseNodeEndpoint>,
  _version: number,
): void {
  const { nodeId = 0, host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(nodeId, 'nodeId');
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readEndQuorumEpochResponse(reader: Reader, version: number): EndQuorumEpochResponse {
  const flexible = version >= 1;
  const errorCode = reader.int16('errorCode');
  const topics = reader.items(
    'topics',
    reader.arrayCount('topics', flexible, flexible ? 3 : 6),
    version,
    readEndQuorumEpochResponseTopicData,
  );
  let nodeEndpoints: readonly EndQuorumEpochResponseNodeEndpoint[] = [];
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          nodeEndpoints = reader.items(
            'nodeEndpoints',
            reader.arrayCount('nodeEndpoints', flexible, 8),
            version,
            readEndQuorumEpochResponseNodeEndpoint,
          );
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    errorCode,
    topics,
    nodeEndpoints,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeEndQuorumEpochResponse(
  writer: Writer,
  draft: Draft<EndQuorumEpochResponse>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    errorCode = 0,
    topics = [],
    nodeEndpoints = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeEndQuorumEpochResponseTopicData);
  if (!(version >= 1) && nodeEndpoints.length > 0) throw notInVersion('nodeEndpoints');
  if (flexible) {
    const hasNodeEndpoints = nodeEndpoints.length > 0;
    writer.uvarint(
      unknownTaggedFields.length +
      (hasNodeEndpoints ? 1 : 0),
    );
    let from = 0;
    if (hasNodeEndpoints) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.arrayCount(nodeEndpoints, 'nodeEndpoints', flexible);
      writer.items(
        nodeEndpoints,
        'nodeEndpoints',
        version,
        writeEndQuorumEpochResponseNodeEndpoint,
      );
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

export const endQuorumEpochResponse: MessageCodec<EndQuorumEpochResponse> = defineCodec({
  name: 'EndQuorumEpochResponse',
  apiKey: 54,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readEndQuorumEpochResponse,
  write: writeEndQuorumEpochResponse,
});
