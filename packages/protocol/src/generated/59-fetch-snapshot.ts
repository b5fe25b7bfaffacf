// Generated from schema/59-fetch-snapshot.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface FetchSnapshotRequest {
  readonly clusterId: string | null;
  readonly replicaId: number;
  readonly maxBytes: number;
  readonly topics: readonly FetchSnapshotRequestTopicSnapshot[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchSnapshotRequestTopicSnapshot {
  readonly name: string;
  readonly partitions: readonly FetchSnapshotRequestPartitionSnapshot[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchSnapshotRequestPartitionSnapshot {
  readonly partition: number;
  readonly currentLeaderEpoch: number;
  readonly snapshotId: FetchSnapshotRequestSnapshotId;
  readonly position: Int64;
  readonly replicaDirectoryId: Uuid; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchSnapshotRequestSnapshotId {
  readonly endOffset: Int64;
  readonly epoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultFetchSnapshotRequestSnapshotId: FetchSnapshotRequestSnapshotId = Object.freeze({
  endOffset: 0,
  epoch: 0,
  unknownTaggedFields: noTaggedFields,
});

function readFetchSnapshotRequestSnapshotId(
  reader: Reader,
  _version: number,
): FetchSnapshotRequestSnapshotId {
  return {
    endOffset: reader.int64('endOffset'),
    epoch: reader.int32('epoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchSnapshotRequestSnapshotId(
  writer: Writer,
  draft: Draft<FetchSnapshotRequestSnapshotId>,
  _version: number,
): void {
  const { endOffset = 0, epoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int64(endOffset, 'endOffset');
  writer.int32(epoch, 'epoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchSnapshotRequestPartitionSnapshot(
  reader: Reader,
  version: number,
): FetchSnapshotRequestPartitionSnapshot {
  const partition = reader.int32('partition');
  const currentLeaderEpoch = reader.int32('currentLeaderEpoch');
  const snapshotId = reader.struct('snapshotId', version, readFetchSnapshotRequestSnapshotId);
  const position = reader.int64('position');
  let replicaDirectoryId: Uuid = zeroUuid;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        if (!(version >= 1)) throw reader.wrongTag(tag, 'replicaDirectoryId');
        replicaDirectoryId = reader.uuid('replicaDirectoryId');
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    partition,
    currentLeaderEpoch,
    snapshotId,
    position,
    replicaDirectoryId,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeFetchSnapshotRequestPartitionSnapshot(
  writer: Writer,
  draft: Draft<FetchSnapshotRequestPartitionSnapshot>,
  version: number,
): void {
  const {
    partition = 0,
    currentLeaderEpoch = 0,
    snapshotId = defaultFetchSnapshotRequestSnapshotId,
    position = 0,
    replicaDirectoryId = zeroUuid,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  writer.int32(currentLeaderEpoch, 'currentLeaderEpoch');
  writer.struct(snapshotId, 'snapshotId', version, writeFetchSnapshotRequestSnapshotId);
  writer.int64(position, 'position');
  const hasReplicaDirectoryId = version >= 1 && replicaDirectoryId !== zeroUuid;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasReplicaDirectoryId ? 1 : 0),
  );
  let from = 0;
  if (hasReplicaDirectoryId) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.uuid(replicaDirectoryId, 'replicaDirectoryId');
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

function readFetchSnapshotRequestTopicSnapshot(
  reader: Reader,
  version: number,
): FetchSnapshotRequestTopicSnapshot {
  return {
    name: reader.string('name', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 30),
      version,
      readFetchSnapshotRequestPartitionSnapshot,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchSnapshotRequestTopicSnapshot(
  writer: Writer,
  draft: Draft<FetchSnapshotRequestTopicSnapshot>,
  version: number,
): void {
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeFetchSnapshotRequestPartitionSnapshot);
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchSnapshotRequest(reader: Reader, version: number): FetchSnapshotRequest {
  const replicaId = reader.int32('replicaId');
  const maxBytes = reader.int32('maxBytes');
  const topics = reader.items(
    'topics',
    reader.arrayCount('topics', true, 3),
    version,
    readFetchSnapshotRequestTopicSnapshot,
  );
  let clusterId: string | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        clusterId = reader.nullableString('clusterId', true);
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    clusterId,
    replicaId,
    maxBytes,
    topics,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeFetchSnapshotRequest(
  writer: Writer,
  draft: Draft<FetchSnapshotRequest>,
  version: number,
): void {
  const {
    clusterId = null,
    replicaId = -1,
    maxBytes = 2147483647,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(replicaId, 'replicaId');
  writer.int32(maxBytes, 'maxBytes');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeFetchSnapshotRequestTopicSnapshot);
  const hasClusterId = clusterId !== null;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasClusterId ? 1 : 0),
  );
  let from = 0;
  if (hasClusterId) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.nullableString(clusterId, 'clusterId', true);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const fetchSnapshotRequest: MessageCodec<FetchSnapshotRequest> = defineCodec({
  name: 'FetchSnapshotRequest',
  apiKey: 59,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readFetchSnapshotRequest,
  write: writeFetchSnapshotRequest,
});

export interface FetchSnapshotResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly topics: readonly FetchSnapshotResponseTopicSnapshot[];
  readonly nodeEndpoints: readonly FetchSnapshotResponseNodeEndpoint[]; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchSnapshotResponseNodeEndpoint {
  readonly nodeId: number; // v1+
  readonly host: string; // v1+
  readonly port: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchSnapshotResponseTopicSnapshot {
  readonly name: string;
  readonly partitions: readonly FetchSnapshotResponsePartitionSnapshot[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchSnapshotResponsePartitionSnapshot {
  readonly index: number;
  readonly errorCode: number;
  readonly snapshotId: FetchSnapshotResponseSnapshotId;
  readonly currentLeader: FetchSnapshotResponseLeaderIdAndEpoch;
  readonly size: Int64;
  readonly position: Int64;
  readonly unalignedRecords: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchSnapshotResponseLeaderIdAndEpoch {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchSnapshotResponseSnapshotId {
  readonly endOffset: Int64;
  readonly epoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultFetchSnapshotResponseSnapshotId: FetchSnapshotResponseSnapshotId = Object.freeze({
  endOffset: 0,
  epoch: 0,
  unknownTaggedFields: noTaggedFields,
});

const defaultFetchSnapshotResponseLeaderIdAndEpoch: FetchSnapshotResponseLeaderIdAndEpoch = Object.freeze({
  leaderId: 0,
  leaderEpoch: 0,
  unknownTaggedFields: noTaggedFields,
});

function isDefaultFetchSnapshotResponseLeaderIdAndEpoch(draft: Draft<FetchSnapshotResponseLeaderIdAndEpoch>): boolean {
  if (draft === defaultFetchSnapshotResponseLeaderIdAndEpoch) return true;
  const { leaderId = 0, leaderEpoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  return !(leaderId !== 0 || leaderEpoch !== 0 || unknownTaggedFields.length > 0);
}

function readFetchSnapshotResponseSnapshotId(
  reader: Reader,
  _version: number,
): FetchSnapshotResponseSnapshotId {
  return {
    endOffset: reader.int64('endOffset'),
    epoch: reader.int32('epoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchSnapshotResponseSnapshotId(
  writer: Writer,
  draft: Draft<FetchSnapshotResponseSnapshotId>,
  _version: number,
): void {
  const { endOffset = 0, epoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int64(endOffset, 'endOffset');
  writer.int32(epoch, 'epoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchSnapshotResponseLeaderIdAndEpoch(
  reader: Reader,
  _version: number,
): FetchSnapshotResponseLeaderIdAndEpoch {
  return {
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchSnapshotResponseLeaderIdAndEpoch(
  writer: Writer,
  draft: Draft<FetchSnapshotResponseLeaderIdAndEpoch>,
  _version: number,
): void {
  const { leaderId = 0, leaderEpoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchSnapshotResponsePartitionSnapshot(
  reader: Reader,
  version: number,
): FetchSnapshotResponsePartitionSnapshot {
  const index = reader.int32('index');
  const errorCode = reader.int16('errorCode');
  const snapshotId = reader.struct('snapshotId', version, readFetchSnapshotResponseSnapshotId);
  const size = reader.int64('size');
  const position = reader.int64('position');
  const unalignedRecords = reader.byteView('unalignedRecords', true);
  let currentLeader: FetchSnapshotResponseLeaderIdAndEpoch = defaultFetchSnapshotResponseLeaderIdAndEpoch;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        currentLeader = reader.struct(
          'currentLeader',
          version,
          readFetchSnapshotResponseLeaderIdAndEpoch,
        );
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    index,
    errorCode,
    snapshotId,
    currentLeader,
    size,
    position,
    unalignedRecords,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeFetchSnapshotResponsePartitionSnapshot(
  writer: Writer,
  draft: Draft<FetchSnapshotResponsePartitionSnapshot>,
  version: number,
): void {
  const {
    index = 0,
    errorCode = 0,
    snapshotId = defaultFetchSnapshotResponseSnapshotId,
    currentLeader = defaultFetchSnapshotResponseLeaderIdAndEpoch,
    size = 0,
    position = 0,
    unalignedRecords = noBytes,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(index, 'index');
  writer.int16(errorCode, 'errorCode');
  writer.struct(snapshotId, 'snapshotId', version, writeFetchSnapshotResponseSnapshotId);
  writer.int64(size, 'size');
  writer.int64(position, 'position');
  writer.bytes(unalignedRecords, 'unalignedRecords', true);
  const hasCurrentLeader = !isDefaultFetchSnapshotResponseLeaderIdAndEpoch(currentLeader);
  writer.uvarint(
    unknownTaggedFields.length +
    (hasCurrentLeader ? 1 : 0),
  );
  let from = 0;
  if (hasCurrentLeader) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.struct(
      currentLeader,
      'currentLeader',
      version,
      writeFetchSnapshotResponseLeaderIdAndEpoch,
    );
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

function readFetchSnapshotResponseTopicSnapshot(
  reader: Reader,
  version: number,
): FetchSnapshotResponseTopicSnapshot {
  return {
    name: reader.string('name', true),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 37),
      version,
      readFetchSnapshotResponsePartitionSnapshot,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchSnapshotResponseTopicSnapshot(
  writer: Writer,
  draft: Draft<FetchSnapshotResponseTopicSnapshot>,
  version: number,
): void {
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeFetchSnapshotResponsePartitionSnapshot);
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchSnapshotResponseNodeEndpoint(
  reader: Reader,
  _version: number,
): FetchSnapshotResponseNodeEndpoint {
  return {
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchSnapshotResponseNodeEndpoint(
  writer: Writer,
  draft: Draft<FetchSnapshotResponseNodeEndpoint>,
  _version: number,
): void {
  const { nodeId = 0, host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(nodeId, 'nodeId');
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchSnapshotResponse(reader: Reader, version: number): FetchSnapshotResponse {
  const throttleTimeMs = reader.int32('throttleTimeMs');
  const errorCode = reader.int16('errorCode');
  const topics = reader.items(
    'topics',
    reader.arrayCount('topics', true, 3),
    version,
    readFetchSnapshotResponseTopicSnapshot,
  );
  let nodeEndpoints: readonly FetchSnapshotResponseNodeEndpoint[] = [];
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
          readFetchSnapshotResponseNodeEndpoint,
        );
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    throttleTimeMs,
    errorCode,
    topics,
    nodeEndpoints,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeFetchSnapshotResponse(
  writer: Writer,
  draft: Draft<FetchSnapshotResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    topics = [],
    nodeEndpoints = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeFetchSnapshotResponseTopicSnapshot);
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
    writer.items(nodeEndpoints, 'nodeEndpoints', version, writeFetchSnapshotResponseNodeEndpoint);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const fetchSnapshotResponse: MessageCodec<FetchSnapshotResponse> = defineCodec({
  name: 'FetchSnapshotResponse',
  apiKey: 59,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readFetchSnapshotResponse,
  write: writeFetchSnapshotResponse,
});
