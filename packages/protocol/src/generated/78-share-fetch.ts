// Generated from schema/78-share-fetch.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface ShareFetchRequest {
  readonly groupId: string | null;
  readonly memberId: string | null;
  readonly shareSessionEpoch: number;
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxRecords: number;
  readonly batchSize: number;
  readonly shareAcquireMode: number; // v2+
  readonly isRenewAck: boolean; // v2+
  readonly topics: readonly ShareFetchRequestFetchTopic[];
  readonly forgottenTopicsData: readonly ShareFetchRequestForgottenTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareFetchRequestForgottenTopic {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareFetchRequestFetchTopic {
  readonly topicId: Uuid;
  readonly partitions: readonly ShareFetchRequestFetchPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareFetchRequestFetchPartition {
  readonly partitionIndex: number;
  readonly partitionMaxBytes: number; // in no version that is left
  readonly acknowledgementBatches: readonly ShareFetchRequestAcknowledgementBatch[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareFetchRequestAcknowledgementBatch {
  readonly firstOffset: Int64;
  readonly lastOffset: Int64;
  readonly acknowledgeTypes: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareFetchRequestAcknowledgementBatch(
  reader: Reader,
  _version: number,
): ShareFetchRequestAcknowledgementBatch {
  return {
    firstOffset: reader.int64('firstOffset'),
    lastOffset: reader.int64('lastOffset'),
    acknowledgeTypes: reader.int8Array(
      'acknowledgeTypes',
      reader.arrayCount('acknowledgeTypes', true, 1),
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchRequestAcknowledgementBatch(
  writer: Writer,
  draft: Draft<ShareFetchRequestAcknowledgementBatch>,
  _version: number,
): void {
  const {
    firstOffset = 0,
    lastOffset = 0,
    acknowledgeTypes = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int64(firstOffset, 'firstOffset');
  writer.int64(lastOffset, 'lastOffset');
  writer.int8Array(acknowledgeTypes, 'acknowledgeTypes', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareFetchRequestFetchPartition(
  reader: Reader,
  version: number,
): ShareFetchRequestFetchPartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    partitionMaxBytes: 0,
    acknowledgementBatches: reader.items(
      'acknowledgementBatches',
      reader.arrayCount('acknowledgementBatches', true, 18),
      version,
      readShareFetchRequestAcknowledgementBatch,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchRequestFetchPartition(
  writer: Writer,
  draft: Draft<ShareFetchRequestFetchPartition>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    partitionMaxBytes = 0,
    acknowledgementBatches = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  if (partitionMaxBytes !== 0) throw notInVersion('partitionMaxBytes');
  writer.arrayCount(acknowledgementBatches, 'acknowledgementBatches', true);
  writer.items(
    acknowledgementBatches,
    'acknowledgementBatches',
    version,
    writeShareFetchRequestAcknowledgementBatch,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareFetchRequestFetchTopic(
  reader: Reader,
  version: number,
): ShareFetchRequestFetchTopic {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 6),
      version,
      readShareFetchRequestFetchPartition,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchRequestFetchTopic(
  writer: Writer,
  draft: Draft<ShareFetchRequestFetchTopic>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeShareFetchRequestFetchPartition);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareFetchRequestForgottenTopic(
  reader: Reader,
  _version: number,
): ShareFetchRequestForgottenTopic {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchRequestForgottenTopic(
  writer: Writer,
  draft: Draft<ShareFetchRequestForgottenTopic>,
  _version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.int32Array(partitions, 'partitions', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareFetchRequest(reader: Reader, version: number): ShareFetchRequest {
  return {
    groupId: reader.nullableString('groupId', true),
    memberId: reader.nullableString('memberId', true),
    shareSessionEpoch: reader.int32('shareSessionEpoch'),
    maxWaitMs: reader.int32('maxWaitMs'),
    minBytes: reader.int32('minBytes'),
    maxBytes: reader.int32('maxBytes'),
    maxRecords: reader.int32('maxRecords'),
    batchSize: reader.int32('batchSize'),
    shareAcquireMode: version >= 2 ? reader.int8('shareAcquireMode') : 0,
    isRenewAck: version >= 2 ? reader.bool('isRenewAck') : false,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readShareFetchRequestFetchTopic,
    ),
    forgottenTopicsData: reader.items(
      'forgottenTopicsData',
      reader.arrayCount('forgottenTopicsData', true, 18),
      version,
      readShareFetchRequestForgottenTopic,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchRequest(
  writer: Writer,
  draft: Draft<ShareFetchRequest>,
  version: number,
): void {
  const {
    groupId = null,
    memberId = '',
    shareSessionEpoch = 0,
    maxWaitMs = 0,
    minBytes = 0,
    maxBytes = 2147483647,
    maxRecords = 0,
    batchSize = 0,
    shareAcquireMode = 0,
    isRenewAck = false,
    topics = [],
    forgottenTopicsData = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(groupId, 'groupId', true);
  writer.nullableString(memberId, 'memberId', true);
  writer.int32(shareSessionEpoch, 'shareSessionEpoch');
  writer.int32(maxWaitMs, 'maxWaitMs');
  writer.int32(minBytes, 'minBytes');
  writer.int32(maxBytes, 'maxBytes');
  writer.int32(maxRecords, 'maxRecords');
  writer.int32(batchSize, 'batchSize');
  if (version >= 2) writer.int8(shareAcquireMode, 'shareAcquireMode');
  if (version >= 2) {
    writer.bool(isRenewAck, 'isRenewAck');
  } else if (isRenewAck) throw notInVersion('isRenewAck');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeShareFetchRequestFetchTopic);
  writer.arrayCount(forgottenTopicsData, 'forgottenTopicsData', true);
  writer.items(
    forgottenTopicsData,
    'forgottenTopicsData',
    version,
    writeShareFetchRequestForgottenTopic,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareFetchRequest: MessageCodec<ShareFetchRequest> = defineCodec({
  name: 'ShareFetchRequest',
  apiKey: 78,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readShareFetchRequest,
  write: writeShareFetchRequest,
});

export interface ShareFetchResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly acquisitionLockTimeoutMs: number;
  readonly responses: readonly ShareFetchResponseShareFetchableTopicResponse[];
  readonly nodeEndpoints: readonly ShareFetchResponseNodeEndpoint[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareFetchResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareFetchResponseShareFetchableTopicResponse {
  readonly topicId: Uuid;
  readonly partitions: readonly ShareFetchResponsePartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareFetchResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly acknowledgeErrorCode: number;
  readonly acknowledgeErrorMessage: string | null;
  readonly currentLeader: ShareFetchResponseLeaderIdAndEpoch;
  readonly records: Uint8Array | null;
  readonly acquiredRecords: readonly ShareFetchResponseAcquiredRecords[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareFetchResponseAcquiredRecords {
  readonly firstOffset: Int64;
  readonly lastOffset: Int64;
  readonly deliveryCount: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareFetchResponseLeaderIdAndEpoch {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultShareFetchResponseLeaderIdAndEpoch: ShareFetchResponseLeaderIdAndEpoch = Object.freeze({
  leaderId: 0,
  leaderEpoch: 0,
  unknownTaggedFields: noTaggedFields,
});

function readShareFetchResponseLeaderIdAndEpoch(
  reader: Reader,
  _version: number,
): ShareFetchResponseLeaderIdAndEpoch {
  return {
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchResponseLeaderIdAndEpoch(
  writer: Writer,
  draft: Draft<ShareFetchResponseLeaderIdAndEpoch>,
  _version: number,
): void {
  const { leaderId = 0, leaderEpoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareFetchResponseAcquiredRecords(
  reader: Reader,
  _version: number,
): ShareFetchResponseAcquiredRecords {
  return {
    firstOffset: reader.int64('firstOffset'),
    lastOffset: reader.int64('lastOffset'),
    deliveryCount: reader.int16('deliveryCount'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchResponseAcquiredRecords(
  writer: Writer,
  draft: Draft<ShareFetchResponseAcquiredRecords>,
  _version: number,
): void {
  const {
    firstOffset = 0,
    lastOffset = 0,
    deliveryCount = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int64(firstOffset, 'firstOffset');
  writer.int64(lastOffset, 'lastOffset');
  writer.int16(deliveryCount, 'deliveryCount');
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareFetchResponsePartitionData(
  reader: Reader,
  version: number,
): ShareFetchResponsePartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    acknowledgeErrorCode: reader.int16('acknowledgeErrorCode'),
    acknowledgeErrorMessage: reader.nullableString('acknowledgeErrorMessage', true),
    currentLeader: reader.struct('currentLeader', version, readShareFetchResponseLeaderIdAndEpoch),
    records: reader.byteView('records', true),
    acquiredRecords: reader.items(
      'acquiredRecords',
      reader.arrayCount('acquiredRecords', true, 19),
      version,
      readShareFetchResponseAcquiredRecords,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchResponsePartitionData(
  writer: Writer,
  draft: Draft<ShareFetchResponsePartitionData>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    errorMessage = null,
    acknowledgeErrorCode = 0,
    acknowledgeErrorMessage = null,
    currentLeader = defaultShareFetchResponseLeaderIdAndEpoch,
    records = null,
    acquiredRecords = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.int16(acknowledgeErrorCode, 'acknowledgeErrorCode');
  writer.nullableString(acknowledgeErrorMessage, 'acknowledgeErrorMessage', true);
  writer.struct(currentLeader, 'currentLeader', version, writeShareFetchResponseLeaderIdAndEpoch);
  writer.nullableBytes(records, 'records', true, false);
  writer.arrayCount(acquiredRecords, 'acquiredRecords', true);
  writer.items(acquiredRecords, 'acquiredRecords', version, writeShareFetchResponseAcquiredRecords);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareFetchResponseShareFetchableTopicResponse(
  reader: Reader,
  version: number,
): ShareFetchResponseShareFetchableTopicResponse {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 22),
      version,
      readShareFetchResponsePartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchResponseShareFetchableTopicResponse(
  writer: Writer,
  draft: Draft<ShareFetchResponseShareFetchableTopicResponse>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeShareFetchResponsePartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareFetchResponseNodeEndpoint(
  reader: Reader,
  _version: number,
): ShareFetchResponseNodeEndpoint {
  return {
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', true),
    port: reader.int32('port'),
    rack: reader.nullableString('rack', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchResponseNodeEndpoint(
  writer: Writer,
  draft: Draft<ShareFetchResponseNodeEndpoint>,
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

function readShareFetchResponse(reader: Reader, version: number): ShareFetchResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    acquisitionLockTimeoutMs: reader.int32('acquisitionLockTimeoutMs'),
    responses: reader.items(
      'responses',
      reader.arrayCount('responses', true, 18),
      version,
      readShareFetchResponseShareFetchableTopicResponse,
    ),
    nodeEndpoints: reader.items(
      'nodeEndpoints',
      reader.arrayCount('nodeEndpoints', true, 11),
      version,
      readShareFetchResponseNodeEndpoint,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareFetchResponse(
  writer: Writer,
  draft: Draft<ShareFetchResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = null,
    acquisitionLockTimeoutMs = 0,
    responses = [],
    nodeEndpoints = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.int32(acquisitionLockTimeoutMs, 'acquisitionLockTimeoutMs');
  writer.arrayCount(responses, 'responses', true);
  writer.items(responses, 'responses', version, writeShareFetchResponseShareFetchableTopicResponse);
  writer.arrayCount(nodeEndpoints, 'nodeEndpoints', true);
  writer.items(nodeEndpoints, 'nodeEndpoints', version, writeShareFetchResponseNodeEndpoint);
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareFetchResponse: MessageCodec<ShareFetchResponse> = defineCodec({
  name: 'ShareFetchResponse',
  apiKey: 78,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readShareFetchResponse,
  write: writeShareFetchResponse,
});
