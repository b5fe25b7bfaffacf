// Generated from schema/01-fetch.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface FetchRequest {
  readonly clusterId: string | null; // v12+
  readonly replicaId: number; // v4-14
  readonly replicaState: FetchRequestReplicaState; // v15+
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly isolationLevel: number;
  readonly sessionId: number; // v7+
  readonly sessionEpoch: number; // v7+
  readonly topics: readonly FetchRequestFetchTopic[];
  readonly forgottenTopicsData: readonly FetchRequestForgottenTopic[]; // v7+
  readonly rackId: string; // v11+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchRequestForgottenTopic {
  readonly topic: string; // v7-12
  readonly topicId: Uuid; // v13+
  readonly partitions: readonly number[]; // v7+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchRequestFetchTopic {
  readonly topic: string; // v4-12
  readonly topicId: Uuid; // v13+
  readonly partitions: readonly FetchRequestFetchPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchRequestFetchPartition {
  readonly partition: number;
  readonly currentLeaderEpoch: number; // v9+
  readonly fetchOffset: Int64;
  readonly lastFetchedEpoch: number; // v12+
  readonly logStartOffset: Int64; // v5+
  readonly partitionMaxBytes: number;
  readonly replicaDirectoryId: Uuid; // v17+
  readonly highWatermark: Int64; // v18+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchRequestReplicaState {
  readonly replicaId: number; // v15+
  readonly replicaEpoch: Int64; // v15+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultFetchRequestReplicaState: FetchRequestReplicaState = Object.freeze({
  replicaId: -1,
  replicaEpoch: -1,
  unknownTaggedFields: noTaggedFields,
});

function isDefaultFetchRequestReplicaState(draft: Draft<FetchRequestReplicaState>): boolean {
  if (draft === defaultFetchRequestReplicaState) return true;
  const { replicaId = -1, replicaEpoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  return !(
    replicaId !== -1 ||
    (replicaEpoch !== -1 && replicaEpoch !== -1n) ||
    unknownTaggedFields.length > 0
  );
}

function readFetchRequestReplicaState(reader: Reader, _version: number): FetchRequestReplicaState {
  return {
    replicaId: reader.int32('replicaId'),
    replicaEpoch: reader.int64('replicaEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchRequestReplicaState(
  writer: Writer,
  draft: Draft<FetchRequestReplicaState>,
  _version: number,
): void {
  const { replicaId = -1, replicaEpoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(replicaId, 'replicaId');
  writer.int64(replicaEpoch, 'replicaEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchRequestFetchPartition(
  reader: Reader,
  version: number,
): FetchRequestFetchPartition {
  const flexible = version >= 12;
  const partition = reader.int32('partition');
  const currentLeaderEpoch = version >= 9 ? reader.int32('currentLeaderEpoch') : -1;
  const fetchOffset = reader.int64('fetchOffset');
  const lastFetchedEpoch = version >= 12 ? reader.int32('lastFetchedEpoch') : -1;
  const logStartOffset = version >= 5 ? reader.int64('logStartOffset') : -1;
  const partitionMaxBytes = reader.int32('partitionMaxBytes');
  let replicaDirectoryId: Uuid = zeroUuid;
  let highWatermark: Int64 = 9223372036854775807n;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          if (!(version >= 17)) throw reader.wrongTag(tag, 'replicaDirectoryId');
          replicaDirectoryId = reader.uuid('replicaDirectoryId');
          break;
        case 1:
          if (!(version >= 18)) throw reader.wrongTag(tag, 'highWatermark');
          highWatermark = reader.int64('highWatermark');
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    partition,
    currentLeaderEpoch,
    fetchOffset,
    lastFetchedEpoch,
    logStartOffset,
    partitionMaxBytes,
    replicaDirectoryId,
    highWatermark,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeFetchRequestFetchPartition(
  writer: Writer,
  draft: Draft<FetchRequestFetchPartition>,
  version: number,
): void {
  const flexible = version >= 12;
  const {
    partition = 0,
    currentLeaderEpoch = -1,
    fetchOffset = 0,
    lastFetchedEpoch = -1,
    logStartOffset = -1,
    partitionMaxBytes = 0,
    replicaDirectoryId = zeroUuid,
    highWatermark = 9223372036854775807n,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partition, 'partition');
  if (version >= 9) writer.int32(currentLeaderEpoch, 'currentLeaderEpoch');
  writer.int64(fetchOffset, 'fetchOffset');
  if (version >= 12) {
    writer.int32(lastFetchedEpoch, 'lastFetchedEpoch');
  } else if (lastFetchedEpoch !== -1) throw notInVersion('lastFetchedEpoch');
  if (version >= 5) writer.int64(logStartOffset, 'logStartOffset');
  writer.int32(partitionMaxBytes, 'partitionMaxBytes');
  if (flexible) {
    const hasReplicaDirectoryId = version >= 17 && replicaDirectoryId !== zeroUuid;
    const hasHighWatermark = version >= 18 && highWatermark !== 9223372036854775807n;
    writer.uvarint(
      unknownTaggedFields.length +
      (hasReplicaDirectoryId ? 1 : 0) +
      (hasHighWatermark ? 1 : 0),
    );
    let from = 0;
    if (hasReplicaDirectoryId) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.uuid(replicaDirectoryId, 'replicaDirectoryId');
      writer.endTag(begun);
    }
    if (hasHighWatermark) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
      const begun = writer.beginTag(1);
      writer.int64(highWatermark, 'highWatermark');
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

function readFetchRequestFetchTopic(reader: Reader, version: number): FetchRequestFetchTopic {
  const flexible = version >= 12;
  return {
    topic: version <= 12 ? reader.string('topic', flexible) : '',
    topicId: version >= 13 ? reader.uuid('topicId') : zeroUuid,
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 33 : 16),
      version,
      readFetchRequestFetchPartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeFetchRequestFetchTopic(
  writer: Writer,
  draft: Draft<FetchRequestFetchTopic>,
  version: number,
): void {
  const flexible = version >= 12;
  const {
    topic = '',
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 12) writer.string(topic, 'topic', flexible);
  if (version >= 13) writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(partitions, 'partitions', version, writeFetchRequestFetchPartition);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readFetchRequestForgottenTopic(
  reader: Reader,
  version: number,
): FetchRequestForgottenTopic {
  const flexible = version >= 12;
  return {
    topic: version <= 12 ? reader.string('topic', flexible) : '',
    topicId: version >= 13 ? reader.uuid('topicId') : zeroUuid,
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', flexible, 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeFetchRequestForgottenTopic(
  writer: Writer,
  draft: Draft<FetchRequestForgottenTopic>,
  version: number,
): void {
  const flexible = version >= 12;
  const {
    topic = '',
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 12) writer.string(topic, 'topic', flexible);
  if (version >= 13) writer.uuid(topicId, 'topicId');
  writer.int32Array(partitions, 'partitions', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readFetchRequest(reader: Reader, version: number): FetchRequest {
  const flexible = version >= 12;
  const replicaId = version <= 14 ? reader.int32('replicaId') : -1;
  const maxWaitMs = reader.int32('maxWaitMs');
  const minBytes = reader.int32('minBytes');
  const maxBytes = reader.int32('maxBytes');
  const isolationLevel = reader.int8('isolationLevel');
  const sessionId = version >= 7 ? reader.int32('sessionId') : 0;
  const sessionEpoch = version >= 7 ? reader.int32('sessionEpoch') : -1;
  const topics = reader.items(
    'topics',
    reader.arrayCount('topics', flexible, flexible ? 3 : 6),
    version,
    readFetchRequestFetchTopic,
  );
  const forgottenTopicsData = version >= 7
    ? reader.items(
      'forgottenTopicsData',
      reader.arrayCount('forgottenTopicsData', flexible, flexible ? 3 : 6),
      version,
      readFetchRequestForgottenTopic,
    )
    : [];
  const rackId = version >= 11 ? reader.string('rackId', flexible) : '';
  let clusterId: string | null = null;
  let replicaState: FetchRequestReplicaState = defaultFetchRequestReplicaState;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          clusterId = reader.nullableString('clusterId', flexible);
          break;
        case 1:
          if (!(version >= 15)) throw reader.wrongTag(tag, 'replicaState');
          replicaState = reader.struct('replicaState', version, readFetchRequestReplicaState);
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    clusterId,
    replicaId,
    replicaState,
    maxWaitMs,
    minBytes,
    maxBytes,
    isolationLevel,
    sessionId,
    sessionEpoch,
    topics,
    forgottenTopicsData,
    rackId,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeFetchRequest(writer: Writer, draft: Draft<FetchRequest>, version: number): void {
  const flexible = version >= 12;
  const {
    clusterId = null,
    replicaId = -1,
    replicaState = defaultFetchRequestReplicaState,
    maxWaitMs = 0,
    minBytes = 0,
    maxBytes = 2147483647,
    isolationLevel = 0,
    sessionId = 0,
    sessionEpoch = -1,
    topics = [],
    forgottenTopicsData = [],
    rackId = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 14) {
    writer.int32(replicaId, 'replicaId');
  } else if (replicaId !== -1) throw notInVersion('replicaId');
  if (!(version >= 15) && !isDefaultFetchRequestReplicaState(replicaState)) throw notInVersion('replicaState');
  writer.int32(maxWaitMs, 'maxWaitMs');
  writer.int32(minBytes, 'minBytes');
  writer.int32(maxBytes, 'maxBytes');
  writer.int8(isolationLevel, 'isolationLevel');
  if (version >= 7) writer.int32(sessionId, 'sessionId');
  if (version >= 7) writer.int32(sessionEpoch, 'sessionEpoch');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeFetchRequestFetchTopic);
  if (version >= 7) {
    writer.arrayCount(forgottenTopicsData, 'forgottenTopicsData', flexible);
    writer.items(
      forgottenTopicsData,
      'forgottenTopicsData',
      version,
      writeFetchRequestForgottenTopic,
    );
  } else if (forgottenTopicsData.length > 0) throw notInVersion('forgottenTopicsData');
  if (version >= 11) writer.string(rackId, 'rackId', flexible);
  if (flexible) {
    const hasClusterId = clusterId !== null;
    const hasReplicaState = version >= 15 && !isDefaultFetchRequestReplicaState(replicaState);
    writer.uvarint(
      unknownTaggedFields.length +
      (hasClusterId ? 1 : 0) +
      (hasReplicaState ? 1 : 0),
    );
    let from = 0;
    if (hasClusterId) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.nullableString(clusterId, 'clusterId', flexible);
      writer.endTag(begun);
    }
    if (hasReplicaState) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
      const begun = writer.beginTag(1);
      writer.struct(replicaState, 'replicaState', version, writeFetchRequestReplicaState);
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

export const fetchRequest: MessageCodec<FetchRequest> = defineCodec({
  name: 'FetchRequest',
  apiKey: 1,
  minVersion: 4,
  maxVersion: 18,
  flexibleFrom: 12,
  read: readFetchRequest,
  write: writeFetchRequest,
});

export interface FetchResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number; // v7+
  readonly sessionId: number; // v7+
  readonly responses: readonly FetchResponseFetchableTopicResponse[];
  readonly nodeEndpoints: readonly FetchResponseNodeEndpoint[]; // v16+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchResponseNodeEndpoint {
  readonly nodeId: number; // v16+
  readonly host: string; // v16+
  readonly port: number; // v16+
  readonly rack: string | null; // v16+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchResponseFetchableTopicResponse {
  readonly topic: string; // v4-12
  readonly topicId: Uuid; // v13+
  readonly partitions: readonly FetchResponsePartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly highWatermark: Int64;
  readonly lastStableOffset: Int64;
  readonly logStartOffset: Int64; // v5+
  readonly divergingEpoch: FetchResponseEpochEndOffset; // v12+
  readonly currentLeader: FetchResponseLeaderIdAndEpoch; // v12+
  readonly snapshotId: FetchResponseSnapshotId; // v12+
  readonly abortedTransactions: readonly FetchResponseAbortedTransaction[] | null;
  readonly preferredReadReplica: number; // v11+
  readonly records: Uint8Array | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchResponseAbortedTransaction {
  readonly producerId: Int64;
  readonly firstOffset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchResponseSnapshotId {
  readonly endOffset: Int64; // v12+
  readonly epoch: number; // v12+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchResponseLeaderIdAndEpoch {
  readonly leaderId: number; // v12+
  readonly leaderEpoch: number; // v12+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface FetchResponseEpochEndOffset {
  readonly epoch: number; // v12+
  readonly endOffset: Int64; // v12+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultFetchResponseEpochEndOffset: FetchResponseEpochEndOffset = Object.freeze({
  epoch: -1,
  endOffset: -1,
  unknownTaggedFields: noTaggedFields,
});

function isDefaultFetchResponseEpochEndOffset(draft: Draft<FetchResponseEpochEndOffset>): boolean {
  if (draft === defaultFetchResponseEpochEndOffset) return true;
  const { epoch = -1, endOffset = -1, unknownTaggedFields = noTaggedFields } = draft;
  return !(
    epoch !== -1 ||
    (endOffset !== -1 && endOffset !== -1n) ||
    unknownTaggedFields.length > 0
  );
}

const defaultFetchResponseLeaderIdAndEpoch: FetchResponseLeaderIdAndEpoch = Object.freeze({
  leaderId: -1,
  leaderEpoch: -1,
  unknownTaggedFields: noTaggedFields,
});

function isDefaultFetchResponseLeaderIdAndEpoch(draft: Draft<FetchResponseLeaderIdAndEpoch>): boolean {
  if (draft === defaultFetchResponseLeaderIdAndEpoch) return true;
  const { leaderId = -1, leaderEpoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  return !(leaderId !== -1 || leaderEpoch !== -1 || unknownTaggedFields.length > 0);
}

const defaultFetchResponseSnapshotId: FetchResponseSnapshotId = Object.freeze({
  endOffset: -1,
  epoch: -1,
  unknownTaggedFields: noTaggedFields,
});

function isDefaultFetchResponseSnapshotId(draft: Draft<FetchResponseSnapshotId>): boolean {
  if (draft === defaultFetchResponseSnapshotId) return true;
  const { endOffset = -1, epoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  return !(
    (endOffset !== -1 && endOffset !== -1n) ||
    epoch !== -1 ||
    unknownTaggedFields.length > 0
  );
}

function readFetchResponseEpochEndOffset(
  reader: Reader,
  _version: number,
): FetchResponseEpochEndOffset {
  return {
    epoch: reader.int32('epoch'),
    endOffset: reader.int64('endOffset'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchResponseEpochEndOffset(
  writer: Writer,
  draft: Draft<FetchResponseEpochEndOffset>,
  _version: number,
): void {
  const { epoch = -1, endOffset = -1, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(epoch, 'epoch');
  writer.int64(endOffset, 'endOffset');
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchResponseLeaderIdAndEpoch(
  reader: Reader,
  _version: number,
): FetchResponseLeaderIdAndEpoch {
  return {
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchResponseLeaderIdAndEpoch(
  writer: Writer,
  draft: Draft<FetchResponseLeaderIdAndEpoch>,
  _version: number,
): void {
  const { leaderId = -1, leaderEpoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchResponseSnapshotId(reader: Reader, _version: number): FetchResponseSnapshotId {
  return {
    endOffset: reader.int64('endOffset'),
    epoch: reader.int32('epoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchResponseSnapshotId(
  writer: Writer,
  draft: Draft<FetchResponseSnapshotId>,
  _version: number,
): void {
  const { endOffset = -1, epoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  writer.int64(endOffset, 'endOffset');
  writer.int32(epoch, 'epoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchResponseAbortedTransaction(
  reader: Reader,
  version: number,
): FetchResponseAbortedTransaction {
  const flexible = version >= 12;
  return {
    producerId: reader.int64('producerId'),
    firstOffset: reader.int64('firstOffset'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeFetchResponseAbortedTransaction(
  writer: Writer,
  draft: Draft<FetchResponseAbortedTransaction>,
  version: number,
): void {
  const flexible = version >= 12;
  const { producerId = 0, firstOffset = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int64(producerId, 'producerId');
  writer.int64(firstOffset, 'firstOffset');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readFetchResponsePartitionData(
  reader: Reader,
  version: number,
): FetchResponsePartitionData {
  const flexible = version >= 12;
  const partitionIndex = reader.int32('partitionIndex');
  const errorCode = reader.int16('errorCode');
  const highWatermark = reader.int64('highWatermark');
  const lastStableOffset = reader.int64('lastStableOffset');
  const logStartOffset = version >= 5 ? reader.int64('logStartOffset') : -1;
  const abortedTransactions = reader.nullableItems(
    'abortedTransactions',
    reader.nullableArrayCount('abortedTransactions', flexible, flexible ? 17 : 16),
    version,
    readFetchResponseAbortedTransaction,
  );
  const preferredReadReplica = version >= 11 ? reader.int32('preferredReadReplica') : -1;
  const records = reader.nullableByteView('records', flexible);
  let divergingEpoch: FetchResponseEpochEndOffset = defaultFetchResponseEpochEndOffset;
  let currentLeader: FetchResponseLeaderIdAndEpoch = defaultFetchResponseLeaderIdAndEpoch;
  let snapshotId: FetchResponseSnapshotId = defaultFetchResponseSnapshotId;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          divergingEpoch = reader.struct(
            'divergingEpoch',
            version,
            readFetchResponseEpochEndOffset,
          );
          break;
        case 1:
          currentLeader = reader.struct(
            'currentLeader',
            version,
            readFetchResponseLeaderIdAndEpoch,
          );
          break;
        case 2:
          snapshotId = reader.struct('snapshotId', version, readFetchResponseSnapshotId);
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    partitionIndex,
    errorCode,
    highWatermark,
    lastStableOffset,
    logStartOffset,
    divergingEpoch,
    currentLeader,
    snapshotId,
    abortedTransactions,
    preferredReadReplica,
    records,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeFetchResponsePartitionData(
  writer: Writer,
  draft: Draft<FetchResponsePartitionData>,
  version: number,
): void {
  const flexible = version >= 12;
  const {
    partitionIndex = 0,
    errorCode = 0,
    highWatermark = 0,
    lastStableOffset = -1,
    logStartOffset = -1,
    divergingEpoch = defaultFetchResponseEpochEndOffset,
    currentLeader = defaultFetchResponseLeaderIdAndEpoch,
    snapshotId = defaultFetchResponseSnapshotId,
    abortedTransactions = [],
    preferredReadReplica = -1,
    records = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.int64(highWatermark, 'highWatermark');
  writer.int64(lastStableOffset, 'lastStableOffset');
  if (version >= 5) writer.int64(logStartOffset, 'logStartOffset');
  if (!(version >= 12) && !isDefaultFetchResponseEpochEndOffset(divergingEpoch)) throw notInVersion('divergingEpoch');
  if (!(version >= 12) && !isDefaultFetchResponseLeaderIdAndEpoch(currentLeader)) throw notInVersion('currentLeader');
  if (!(version >= 12) && !isDefaultFetchResponseSnapshotId(snapshotId)) throw notInVersion('snapshotId');
  if (abortedTransactions === null) writer.nullArray('abortedTransactions', flexible);
  else {
    writer.arrayCount(abortedTransactions, 'abortedTransactions', flexible);
    writer.items(
      abortedTransactions,
      'abortedTransactions',
      version,
      writeFetchResponseAbortedTransaction,
    );
  }
  if (version >= 11) {
    writer.int32(preferredReadReplica, 'preferredReadReplica');
  } else if (preferredReadReplica !== -1) throw notInVersion('preferredReadReplica');
  writer.nullableBytes(records, 'records', flexible);
  if (flexible) {
    const hasDivergingEpoch = !isDefaultFetchResponseEpochEndOffset(divergingEpoch);
    const hasCurrentLeader = !isDefaultFetchResponseLeaderIdAndEpoch(currentLeader);
    const hasSnapshotId = !isDefaultFetchResponseSnapshotId(snapshotId);
    writer.uvarint(
      unknownTaggedFields.length +
      (hasDivergingEpoch ? 1 : 0) +
      (hasCurrentLeader ? 1 : 0) +
      (hasSnapshotId ? 1 : 0),
    );
    let from = 0;
    if (hasDivergingEpoch) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.struct(divergingEpoch, 'divergingEpoch', version, writeFetchResponseEpochEndOffset);
      writer.endTag(begun);
    }
    if (hasCurrentLeader) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
      const begun = writer.beginTag(1);
      writer.struct(currentLeader, 'currentLeader', version, writeFetchResponseLeaderIdAndEpoch);
      writer.endTag(begun);
    }
    if (hasSnapshotId) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 2);
      const begun = writer.beginTag(2);
      writer.struct(snapshotId, 'snapshotId', version, writeFetchResponseSnapshotId);
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

function readFetchResponseFetchableTopicResponse(
  reader: Reader,
  version: number,
): FetchResponseFetchableTopicResponse {
  const flexible = version >= 12;
  return {
    topic: version <= 12 ? reader.string('topic', flexible) : '',
    topicId: version >= 13 ? reader.uuid('topicId') : zeroUuid,
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 37 : 30),
      version,
      readFetchResponsePartitionData,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeFetchResponseFetchableTopicResponse(
  writer: Writer,
  draft: Draft<FetchResponseFetchableTopicResponse>,
  version: number,
): void {
  const flexible = version >= 12;
  const {
    topic = '',
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 12) writer.string(topic, 'topic', flexible);
  if (version >= 13) writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(partitions, 'partitions', version, writeFetchResponsePartitionData);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readFetchResponseNodeEndpoint(
  reader: Reader,
  _version: number,
): FetchResponseNodeEndpoint {
  return {
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', true),
    port: reader.int32('port'),
    rack: reader.nullableString('rack', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeFetchResponseNodeEndpoint(
  writer: Writer,
  draft: Draft<FetchResponseNodeEndpoint>,
  _version: number,
): void {
  const {
    nodeId = 0,
    host = '',
    port = 0,
    rack = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(nodeId, 'nodeId');
  writer.string(host, 'host', true);
  writer.int32(port, 'port');
  writer.nullableString(rack, 'rack', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readFetchResponse(reader: Reader, version: number): FetchResponse {
  const flexible = version >= 12;
  const throttleTimeMs = reader.int32('throttleTimeMs');
  const errorCode = version >= 7 ? reader.int16('errorCode') : 0;
  const sessionId = version >= 7 ? reader.int32('sessionId') : 0;
  const responses = reader.items(
    'responses',
    reader.arrayCount('responses', flexible, flexible ? 3 : 6),
    version,
    readFetchResponseFetchableTopicResponse,
  );
  let nodeEndpoints: readonly FetchResponseNodeEndpoint[] = [];
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          if (!(version >= 16)) throw reader.wrongTag(tag, 'nodeEndpoints');
          nodeEndpoints = reader.items(
            'nodeEndpoints',
            reader.arrayCount('nodeEndpoints', flexible, 11),
            version,
            readFetchResponseNodeEndpoint,
          );
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    throttleTimeMs,
    errorCode,
    sessionId,
    responses,
    nodeEndpoints,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeFetchResponse(writer: Writer, draft: Draft<FetchResponse>, version: number): void {
  const flexible = version >= 12;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    sessionId = 0,
    responses = [],
    nodeEndpoints = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  if (version >= 7) writer.int16(errorCode, 'errorCode');
  if (version >= 7) {
    writer.int32(sessionId, 'sessionId');
  } else if (sessionId !== 0) throw notInVersion('sessionId');
  writer.arrayCount(responses, 'responses', flexible);
  writer.items(responses, 'responses', version, writeFetchResponseFetchableTopicResponse);
  if (!(version >= 16) && nodeEndpoints.length > 0) throw notInVersion('nodeEndpoints');
  if (flexible) {
    const hasNodeEndpoints = version >= 16 && nodeEndpoints.length > 0;
    writer.uvarint(
      unknownTaggedFields.length +
      (hasNodeEndpoints ? 1 : 0),
    );
    let from = 0;
    if (hasNodeEndpoints) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.arrayCount(nodeEndpoints, 'nodeEndpoints', flexible);
      writer.items(nodeEndpoints, 'nodeEndpoints', version, writeFetchResponseNodeEndpoint);
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

export const fetchResponse: MessageCodec<FetchResponse> = defineCodec({
  name: 'FetchResponse',
  apiKey: 1,
  minVersion: 4,
  maxVersion: 18,
  flexibleFrom: 12,
  read: readFetchResponse,
  write: writeFetchResponse,
});
