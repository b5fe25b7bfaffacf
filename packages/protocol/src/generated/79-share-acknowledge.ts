// Generated from schema/79-share-acknowledge.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface ShareAcknowledgeRequest {
  readonly groupId: string | null;
  readonly memberId: string | null;
  readonly shareSessionEpoch: number;
  readonly isRenewAck: boolean; // v2+
  readonly topics: readonly ShareAcknowledgeRequestAcknowledgeTopic[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareAcknowledgeRequestAcknowledgeTopic {
  readonly topicId: Uuid;
  readonly partitions: readonly ShareAcknowledgeRequestAcknowledgePartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareAcknowledgeRequestAcknowledgePartition {
  readonly partitionIndex: number;
  readonly acknowledgementBatches: readonly ShareAcknowledgeRequestAcknowledgementBatch[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareAcknowledgeRequestAcknowledgementBatch {
  readonly firstOffset: Int64;
  readonly lastOffset: Int64;
  readonly acknowledgeTypes: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareAcknowledgeRequestAcknowledgementBatch(
  reader: Reader,
  _version: number,
): ShareAcknowledgeRequestAcknowledgementBatch {
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

function writeShareAcknowledgeRequestAcknowledgementBatch(
  writer: Writer,
  draft: Draft<ShareAcknowledgeRequestAcknowledgementBatch>,
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

function readShareAcknowledgeRequestAcknowledgePartition(
  reader: Reader,
  version: number,
): ShareAcknowledgeRequestAcknowledgePartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    acknowledgementBatches: reader.items(
      'acknowledgementBatches',
      reader.arrayCount('acknowledgementBatches', true, 18),
      version,
      readShareAcknowledgeRequestAcknowledgementBatch,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareAcknowledgeRequestAcknowledgePartition(
  writer: Writer,
  draft: Draft<ShareAcknowledgeRequestAcknowledgePartition>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    acknowledgementBatches = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.arrayCount(acknowledgementBatches, 'acknowledgementBatches', true);
  writer.items(
    acknowledgementBatches,
    'acknowledgementBatches',
    version,
    writeShareAcknowledgeRequestAcknowledgementBatch,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareAcknowledgeRequestAcknowledgeTopic(
  reader: Reader,
  version: number,
): ShareAcknowledgeRequestAcknowledgeTopic {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 6),
      version,
      readShareAcknowledgeRequestAcknowledgePartition,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareAcknowledgeRequestAcknowledgeTopic(
  writer: Writer,
  draft: Draft<ShareAcknowledgeRequestAcknowledgeTopic>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeShareAcknowledgeRequestAcknowledgePartition);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareAcknowledgeRequest(reader: Reader, version: number): ShareAcknowledgeRequest {
  return {
    groupId: reader.nullableString('groupId', true),
    memberId: reader.nullableString('memberId', true),
    shareSessionEpoch: reader.int32('shareSessionEpoch'),
    isRenewAck: version >= 2 ? reader.bool('isRenewAck') : false,
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', true, 18),
      version,
      readShareAcknowledgeRequestAcknowledgeTopic,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareAcknowledgeRequest(
  writer: Writer,
  draft: Draft<ShareAcknowledgeRequest>,
  version: number,
): void {
  const {
    groupId = null,
    memberId = '',
    shareSessionEpoch = 0,
    isRenewAck = false,
    topics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(groupId, 'groupId', true);
  writer.nullableString(memberId, 'memberId', true);
  writer.int32(shareSessionEpoch, 'shareSessionEpoch');
  if (version >= 2) {
    writer.bool(isRenewAck, 'isRenewAck');
  } else if (isRenewAck) throw notInVersion('isRenewAck');
  writer.arrayCount(topics, 'topics', true);
  writer.items(topics, 'topics', version, writeShareAcknowledgeRequestAcknowledgeTopic);
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareAcknowledgeRequest: MessageCodec<ShareAcknowledgeRequest> = defineCodec({
  name: 'ShareAcknowledgeRequest',
  apiKey: 79,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readShareAcknowledgeRequest,
  write: writeShareAcknowledgeRequest,
});

export interface ShareAcknowledgeResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly acquisitionLockTimeoutMs: number; // v2+
  readonly responses: readonly ShareAcknowledgeResponseShareAcknowledgeTopicResponse[];
  readonly nodeEndpoints: readonly ShareAcknowledgeResponseNodeEndpoint[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareAcknowledgeResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareAcknowledgeResponseShareAcknowledgeTopicResponse {
  readonly topicId: Uuid;
  readonly partitions: readonly ShareAcknowledgeResponsePartitionData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareAcknowledgeResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly currentLeader: ShareAcknowledgeResponseLeaderIdAndEpoch;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareAcknowledgeResponseLeaderIdAndEpoch {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultShareAcknowledgeResponseLeaderIdAndEpoch: ShareAcknowledgeResponseLeaderIdAndEpoch = Object.freeze({
  leaderId: 0,
  leaderEpoch: 0,
  unknownTaggedFields: noTaggedFields,
});

function readShareAcknowledgeResponseLeaderIdAndEpoch(
  reader: Reader,
  _version: number,
): ShareAcknowledgeResponseLeaderIdAndEpoch {
  return {
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareAcknowledgeResponseLeaderIdAndEpoch(
  writer: Writer,
  draft: Draft<ShareAcknowledgeResponseLeaderIdAndEpoch>,
  _version: number,
): void {
  const { leaderId = 0, leaderEpoch = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareAcknowledgeResponsePartitionData(
  reader: Reader,
  version: number,
): ShareAcknowledgeResponsePartitionData {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    currentLeader: reader.struct(
      'currentLeader',
      version,
      readShareAcknowledgeResponseLeaderIdAndEpoch,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareAcknowledgeResponsePartitionData(
  writer: Writer,
  draft: Draft<ShareAcknowledgeResponsePartitionData>,
  version: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    errorMessage = null,
    currentLeader = defaultShareAcknowledgeResponseLeaderIdAndEpoch,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.struct(
    currentLeader,
    'currentLeader',
    version,
    writeShareAcknowledgeResponseLeaderIdAndEpoch,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareAcknowledgeResponseShareAcknowledgeTopicResponse(
  reader: Reader,
  version: number,
): ShareAcknowledgeResponseShareAcknowledgeTopicResponse {
  return {
    topicId: reader.uuid('topicId'),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', true, 17),
      version,
      readShareAcknowledgeResponsePartitionData,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareAcknowledgeResponseShareAcknowledgeTopicResponse(
  writer: Writer,
  draft: Draft<ShareAcknowledgeResponseShareAcknowledgeTopicResponse>,
  version: number,
): void {
  const {
    topicId = zeroUuid,
    partitions = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitions, 'partitions', true);
  writer.items(partitions, 'partitions', version, writeShareAcknowledgeResponsePartitionData);
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareAcknowledgeResponseNodeEndpoint(
  reader: Reader,
  _version: number,
): ShareAcknowledgeResponseNodeEndpoint {
  return {
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', true),
    port: reader.int32('port'),
    rack: reader.nullableString('rack', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareAcknowledgeResponseNodeEndpoint(
  writer: Writer,
  draft: Draft<ShareAcknowledgeResponseNodeEndpoint>,
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

function readShareAcknowledgeResponse(reader: Reader, version: number): ShareAcknowledgeResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    acquisitionLockTimeoutMs: version >= 2 ? reader.int32('acquisitionLockTimeoutMs') : 0,
    responses: reader.items(
      'responses',
      reader.arrayCount('responses', true, 18),
      version,
      readShareAcknowledgeResponseShareAcknowledgeTopicResponse,
    ),
    nodeEndpoints: reader.items(
      'nodeEndpoints',
      reader.arrayCount('nodeEndpoints', true, 11),
      version,
      readShareAcknowledgeResponseNodeEndpoint,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareAcknowledgeResponse(
  writer: Writer,
  draft: Draft<ShareAcknowledgeResponse>,
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
  if (version >= 2) writer.int32(acquisitionLockTimeoutMs, 'acquisitionLockTimeoutMs');
  writer.arrayCount(responses, 'responses', true);
  writer.items(
    responses,
    'responses',
    version,
    writeShareAcknowledgeResponseShareAcknowledgeTopicResponse,
  );
  writer.arrayCount(nodeEndpoints, 'nodeEndpoints', true);
  writer.items(nodeEndpoints, 'nodeEndpoints', version, writeShareAcknowledgeResponseNodeEndpoint);
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareAcknowledgeResponse: MessageCodec<ShareAcknowledgeResponse> = defineCodec({
  name: 'ShareAcknowledgeResponse',
  apiKey: 79,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readShareAcknowledgeResponse,
  write: writeShareAcknowledgeResponse,
});
