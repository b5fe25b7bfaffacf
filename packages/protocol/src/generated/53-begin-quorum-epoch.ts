// Generated from schema/53-begin-quorum-epoch.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface BeginQuorumEpochRequest {
  readonly clusterId: string | null;
  readonly voterId: number; // v1+
  readonly topics: readonly BeginQuorumEpochRequestTopicData[];
  readonly leaderEndpoints: readonly BeginQuorumEpochRequestLeaderEndpoint[]; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface BeginQuorumEpochRequestLeaderEndpoint {
  readonly name: string; // v1+
  readonly host: string; // v1+
  readonly port: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface BeginQuorumEpochRequestTopicData {
  readonly topicName: string;
  readonly partitions: readonly BeginQuorumEpochRequestPartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface BeginQuorumEpochRequestPartitionData {
  readonly partitionIndex: number;
  readonly voterDirectoryId: Uuid; // v1+
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readBeginQuorumEpochRequestPartitionData(
  reader: Reader,
  version: number,
): BeginQuorumEpochRequestPartitionData {
  const flexible = version >= 1;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    voterDirectoryId: version >= 1 ? reader.uuid('voterDirectoryId') : zeroUuid,
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readBeginQuorumEpochRequestPartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): BeginQuorumEpochRequestPartitionData[] {
  const items: BeginQuorumEpochRequestPartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readBeginQuorumEpochRequestPartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeBeginQuorumEpochRequestPartitionData(
  writer: Writer,
  draft: Draft<BeginQuorumEpochRequestPartitionData>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    partitionIndex = 0,
    voterDirectoryId = zeroUuid,
    leaderId = 0,
    leaderEpoch = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  if (version >= 1) writer.uuid(voterDirectoryId, 'voterDirectoryId');
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeBeginQuorumEpochRequestPartitionDataArray(
  writer: Writer,
  items: readonly Draft<BeginQuorumEpochRequestPartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeBeginQuorumEpochRequestPartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readBeginQuorumEpochRequestTopicData(
  reader: Reader,
  version: number,
): BeginQuorumEpochRequestTopicData {
  const flexible = version >= 1;
  return {
    topicName: reader.string('topicName', flexible),
    partitions: readBeginQuorumEpochRequestPartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', flexible, flexible ? 29 : 12)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readBeginQuorumEpochRequestTopicDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): BeginQuorumEpochRequestTopicData[] {
  const items: BeginQuorumEpochRequestTopicData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readBeginQuorumEpochRequestTopicData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeBeginQuorumEpochRequestTopicData(
  writer: Writer,
  draft: Draft<BeginQuorumEpochRequestTopicData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', flexible);
  writeBeginQuorumEpochRequestPartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeBeginQuorumEpochRequestTopicDataArray(
  writer: Writer,
  items: readonly Draft<BeginQuorumEpochRequestTopicData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeBeginQuorumEpochRequestTopicData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readBeginQuorumEpochRequestLeaderEndpoint(
  reader: Reader,
  _version: number,
): BeginQuorumEpochRequestLeaderEndpoint {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readBeginQuorumEpochRequestLeaderEndpointArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): BeginQuorumEpochRequestLeaderEndpoint[] {
  const items: BeginQuorumEpochRequestLeaderEndpoint[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readBeginQuorumEpochRequestLeaderEndpoint(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeBeginQuorumEpochRequestLeaderEndpoint(
  writer: Writer,
  draft: Draft<BeginQuorumEpochRequestLeaderEndpoint>,
  _version: number,
): void {
  const { name = '', host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeBeginQuorumEpochRequestLeaderEndpointArray(
  writer: Writer,
  items: readonly Draft<BeginQuorumEpochRequestLeaderEndpoint>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeBeginQuorumEpochRequestLeaderEndpoint(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readBeginQuorumEpochRequest(reader: Reader, version: number): BeginQuorumEpochRequest {
  const flexible = version >= 1;
  return {
    clusterId: reader.nullableString('clusterId', flexible),
    voterId: version >= 1 ? reader.int32('voterId') : -1,
    topics: readBeginQuorumEpochRequestTopicDataArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6)),
    leaderEndpoints: version >= 1 ? readBeginQuorumEpochRequestLeaderEndpointArray(reader, version, 'leaderEndpoints', reader.arrayCount('leaderEndpoints', flexible, 5)) : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeBeginQuorumEpochRequest(
  writer: Writer,
  draft: Draft<BeginQuorumEpochRequest>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    clusterId = null,
    voterId = -1,
    topics = [],
    leaderEndpoints = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(clusterId, 'clusterId', flexible);
  if (version >= 1) writer.int32(voterId, 'voterId');
  writeBeginQuorumEpochRequestTopicDataArray(writer, topics, version, 'topics');
  if (version >= 1) writeBeginQuorumEpochRequestLeaderEndpointArray(writer, leaderEndpoints, version, 'leaderEndpoints');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const beginQuorumEpochRequest: MessageCodec<BeginQuorumEpochRequest> = defineCodec({
  name: 'BeginQuorumEpochRequest',
  apiKey: 53,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readBeginQuorumEpochRequest,
  write: writeBeginQuorumEpochRequest,
});

export interface BeginQuorumEpochResponse {
  readonly errorCode: number;
  readonly topics: readonly BeginQuorumEpochResponseTopicData[];
  readonly nodeEndpoints: readonly BeginQuorumEpochResponseNodeEndpoint[]; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface BeginQuorumEpochResponseNodeEndpoint {
  readonly nodeId: number; // v1+
  readonly host: string; // v1+
  readonly port: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface BeginQuorumEpochResponseTopicData {
  readonly topicName: string;
  readonly partitions: readonly BeginQuorumEpochResponsePartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface BeginQuorumEpochResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readBeginQuorumEpochResponsePartitionData(
  reader: Reader,
  version: number,
): BeginQuorumEpochResponsePartitionData {
  const flexible = version >= 1;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readBeginQuorumEpochResponsePartitionDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): BeginQuorumEpochResponsePartitionData[] {
  const items: BeginQuorumEpochResponsePartitionData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readBeginQuorumEpochResponsePartitionData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeBeginQuorumEpochResponsePartitionData(
  writer: Writer,
  draft: Draft<BeginQuorumEpochResponsePartitionData>,
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

function writeBeginQuorumEpochResponsePartitionDataArray(
  writer: Writer,
  items: readonly Draft<BeginQuorumEpochResponsePartitionData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeBeginQuorumEpochResponsePartitionData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readBeginQuorumEpochResponseTopicData(
  reader: Reader,
  version: number,
): BeginQuorumEpochResponseTopicData {
  const flexible = version >= 1;
  return {
    topicName: reader.string('topicName', flexible),
    partitions: readBeginQuorumEpochResponsePartitionDataArray(reader, version, 'partitions', reader.arrayCount('partitions', flexible, flexible ? 15 : 14)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readBeginQuorumEpochResponseTopicDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): BeginQuorumEpochResponseTopicData[] {
  const items: BeginQuorumEpochResponseTopicData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readBeginQuorumEpochResponseTopicData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeBeginQuorumEpochResponseTopicData(
  writer: Writer,
  draft: Draft<BeginQuorumEpochResponseTopicData>,
  version: number,
): void {
  const flexible = version >= 1;
  const { topicName = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', flexible);
  writeBeginQuorumEpochResponsePartitionDataArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeBeginQuorumEpochResponseTopicDataArray(
  writer: Writer,
  items: readonly Draft<BeginQuorumEpochResponseTopicData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 1);
  let index = 0;
  try {
    for (const item of items) {
      writeBeginQuorumEpochResponseTopicData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readBeginQuorumEpochResponseNodeEndpoint(
  reader: Reader,
  _version: number,
): BeginQuorumEpochResponseNodeEndpoint {
  return {
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readBeginQuorumEpochResponseNodeEndpointArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): BeginQuorumEpochResponseNodeEndpoint[] {
  const items: BeginQuorumEpochResponseNodeEndpoint[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readBeginQuorumEpochResponseNodeEndpoint(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeBeginQuorumEpochResponseNodeEndpoint(
  writer: Writer,
  draft: Draft<BeginQuorumEpochResponseNodeEndpoint>,
  _version: number,
): void {
  const { nodeId = 0, host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(nodeId, 'nodeId');
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeBeginQuorumEpochResponseNodeEndpointArray(
  writer: Writer,
  items: readonly Draft<BeginQuorumEpochResponseNodeEndpoint>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeBeginQuorumEpochResponseNodeEndpoint(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readBeginQuorumEpochResponse(reader: Reader, version: number): BeginQuorumEpochResponse {
  const flexible = version >= 1;
  const errorCode = reader.int16('errorCode');
  const topics = readBeginQuorumEpochResponseTopicDataArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6));
  let nodeEndpoints: readonly BeginQuorumEpochResponseNodeEndpoint[] = [];
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          nodeEndpoints = readBeginQuorumEpochResponseNodeEndpointArray(reader, version, 'nodeEndpoints', reader.arrayCount('nodeEndpoints', flexible, 8));
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

function writeBeginQuorumEpochResponse(
  writer: Writer,
  draft: Draft<BeginQuorumEpochResponse>,
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
  writeBeginQuorumEpochResponseTopicDataArray(writer, topics, version, 'topics');
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
      writeBeginQuorumEpochResponseNodeEndpointArray(writer, nodeEndpoints, version, 'nodeEndpoints');
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

export const beginQuorumEpochResponse: MessageCodec<BeginQuorumEpochResponse> = defineCodec({
  name: 'BeginQuorumEpochResponse',
  apiKey: 53,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readBeginQuorumEpochResponse,
  write: writeBeginQuorumEpochResponse,
});
