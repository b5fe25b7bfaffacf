// Generated from schema/00-produce.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface ProduceRequest {
  readonly transactionalId: string | null;
  readonly acks: number;
  readonly timeoutMs: number;
  readonly topicData: readonly ProduceRequestTopicProduceData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ProduceRequestTopicProduceData {
  readonly name: string; // v3-12
  readonly topicId: Uuid; // v13+
  readonly partitionData: readonly ProduceRequestPartitionProduceData[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ProduceRequestPartitionProduceData {
  readonly index: number;
  readonly records: Uint8Array | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readProduceRequestPartitionProduceData(
  reader: Reader,
  version: number,
): ProduceRequestPartitionProduceData {
  const flexible = version >= 9;
  return {
    index: reader.int32('index'),
    records: reader.nullableByteView('records', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeProduceRequestPartitionProduceData(
  writer: Writer,
  draft: Draft<ProduceRequestPartitionProduceData>,
  version: number,
): void {
  const flexible = version >= 9;
  const { index = 0, records = null, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(index, 'index');
  writer.nullableBytes(records, 'records', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readProduceRequestTopicProduceData(
  reader: Reader,
  version: number,
): ProduceRequestTopicProduceData {
  const flexible = version >= 9;
  return {
    name: version <= 12 ? reader.string('name', flexible) : '',
    topicId: version >= 13 ? reader.uuid('topicId') : zeroUuid,
    partitionData: reader.items(
      'partitionData',
      reader.arrayCount('partitionData', flexible, flexible ? 6 : 8),
      version,
      readProduceRequestPartitionProduceData,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeProduceRequestTopicProduceData(
  writer: Writer,
  draft: Draft<ProduceRequestTopicProduceData>,
  version: number,
): void {
  const flexible = version >= 9;
  const {
    name = '',
    topicId = zeroUuid,
    partitionData = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 12) writer.string(name, 'name', flexible);
  if (version >= 13) writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitionData, 'partitionData', flexible);
  writer.items(partitionData, 'partitionData', version, writeProduceRequestPartitionProduceData);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readProduceRequest(reader: Reader, version: number): ProduceRequest {
  const flexible = version >= 9;
  return {
    transactionalId: reader.nullableString('transactionalId', flexible),
    acks: reader.int16('acks'),
    timeoutMs: reader.int32('timeoutMs'),
    topicData: reader.items(
      'topicData',
      reader.arrayCount('topicData', flexible, flexible ? 3 : 6),
      version,
      readProduceRequestTopicProduceData,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeProduceRequest(writer: Writer, draft: Draft<ProduceRequest>, version: number): void {
  const flexible = version >= 9;
  const {
    transactionalId = null,
    acks = 0,
    timeoutMs = 0,
    topicData = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(transactionalId, 'transactionalId', flexible);
  writer.int16(acks, 'acks');
  writer.int32(timeoutMs, 'timeoutMs');
  writer.arrayCount(topicData, 'topicData', flexible);
  writer.items(topicData, 'topicData', version, writeProduceRequestTopicProduceData);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const produceRequest: MessageCodec<ProduceRequest> = defineCodec({
  name: 'ProduceRequest',
  apiKey: 0,
  minVersion: 3,
  maxVersion: 13,
  flexibleFrom: 9,
  read: readProduceRequest,
  write: writeProduceRequest,
});

export interface ProduceResponse {
  readonly responses: readonly ProduceResponseTopicProduceResponse[];
  readonly throttleTimeMs: number;
  readonly nodeEndpoints: readonly ProduceResponseNodeEndpoint[]; // v10+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ProduceResponseNodeEndpoint {
  readonly nodeId: number; // v10+
  readonly host: string; // v10+
  readonly port: number; // v10+
  readonly rack: string | null; // v10+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ProduceResponseTopicProduceResponse {
  readonly name: string; // v3-12
  readonly topicId: Uuid; // v13+
  readonly partitionResponses: readonly ProduceResponsePartitionProduceResponse[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ProduceResponsePartitionProduceResponse {
  readonly index: number;
  readonly errorCode: number;
  readonly baseOffset: Int64;
  readonly logAppendTimeMs: Int64;
  readonly logStartOffset: Int64; // v5+
  readonly recordErrors: readonly ProduceResponseBatchIndexAndErrorMessage[]; // v8+
  readonly errorMessage: string | null; // v8+
  readonly currentLeader: ProduceResponseLeaderIdAndEpoch; // v10+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ProduceResponseLeaderIdAndEpoch {
  readonly leaderId: number; // v10+
  readonly leaderEpoch: number; // v10+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ProduceResponseBatchIndexAndErrorMessage {
  readonly batchIndex: number; // v8+
  readonly batchIndexErrorMessage: string | null; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultProduceResponseLeaderIdAndEpoch: ProduceResponseLeaderIdAndEpoch = Object.freeze({
  leaderId: -1,
  leaderEpoch: -1,
  unknownTaggedFields: noTaggedFields,
});

function isDefaultProduceResponseLeaderIdAndEpoch(draft: Draft<ProduceResponseLeaderIdAndEpoch>): boolean {
  if (draft === defaultProduceResponseLeaderIdAndEpoch) return true;
  const { leaderId = -1, leaderEpoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  return !(leaderId !== -1 || leaderEpoch !== -1 || unknownTaggedFields.length > 0);
}

function readProduceResponseBatchIndexAndErrorMessage(
  reader: Reader,
  version: number,
): ProduceResponseBatchIndexAndErrorMessage {
  const flexible = version >= 9;
  return {
    batchIndex: reader.int32('batchIndex'),
    batchIndexErrorMessage: reader.nullableString('batchIndexErrorMessage', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeProduceResponseBatchIndexAndErrorMessage(
  writer: Writer,
  draft: Draft<ProduceResponseBatchIndexAndErrorMessage>,
  version: number,
): void {
  const flexible = version >= 9;
  const {
    batchIndex = 0,
    batchIndexErrorMessage = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(batchIndex, 'batchIndex');
  writer.nullableString(batchIndexErrorMessage, 'batchIndexErrorMessage', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readProduceResponseLeaderIdAndEpoch(
  reader: Reader,
  _version: number,
): ProduceResponseLeaderIdAndEpoch {
  return {
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeProduceResponseLeaderIdAndEpoch(
  writer: Writer,
  draft: Draft<ProduceResponseLeaderIdAndEpoch>,
  _version: number,
): void {
  const { leaderId = -1, leaderEpoch = -1, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.unknownTags(unknownTaggedFields, true);
}

function readProduceResponsePartitionProduceResponse(
  reader: Reader,
  version: number,
): ProduceResponsePartitionProduceResponse {
  const flexible = version >= 9;
  const index = reader.int32('index');
  const errorCode = reader.int16('errorCode');
  const baseOffset = reader.int64('baseOffset');
  const logAppendTimeMs = reader.int64('logAppendTimeMs');
  const logStartOffset = version >= 5 ? reader.int64('logStartOffset') : -1;
  const recordErrors = version >= 8
    ? reader.items(
      'recordErrors',
      reader.arrayCount('recordErrors', flexible, 6),
      version,
      readProduceResponseBatchIndexAndErrorMessage,
    )
    : [];
  const errorMessage = version >= 8 ? reader.nullableString('errorMessage', flexible) : null;
  let currentLeader: ProduceResponseLeaderIdAndEpoch = defaultProduceResponseLeaderIdAndEpoch;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          if (!(version >= 10)) throw reader.wrongTag(tag, 'currentLeader');
          currentLeader = reader.struct(
            'currentLeader',
            version,
            readProduceResponseLeaderIdAndEpoch,
          );
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    index,
    errorCode,
    baseOffset,
    logAppendTimeMs,
    logStartOffset,
    recordErrors,
    errorMessage,
    currentLeader,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeProduceResponsePartitionProduceResponse(
  writer: Writer,
  draft: Draft<ProduceResponsePartitionProduceResponse>,
  version: number,
): void {
  const flexible = version >= 9;
  const {
    index = 0,
    errorCode = 0,
    baseOffset = 0,
    logAppendTimeMs = -1,
    logStartOffset = -1,
    recordErrors = [],
    errorMessage = null,
    currentLeader = defaultProduceResponseLeaderIdAndEpoch,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(index, 'index');
  writer.int16(errorCode, 'errorCode');
  writer.int64(baseOffset, 'baseOffset');
  writer.int64(logAppendTimeMs, 'logAppendTimeMs');
  if (version >= 5) writer.int64(logStartOffset, 'logStartOffset');
  if (version >= 8) {
    writer.arrayCount(recordErrors, 'recordErrors', flexible);
    writer.items(
      recordErrors,
      'recordErrors',
      version,
      writeProduceResponseBatchIndexAndErrorMessage,
    );
  }
  if (version >= 8) writer.nullableString(errorMessage, 'errorMessage', flexible);
  if (!(version >= 10) && !isDefaultProduceResponseLeaderIdAndEpoch(currentLeader)) throw notInVersion('currentLeader');
  if (flexible) {
    const hasCurrentLeader = version >= 10 && !isDefaultProduceResponseLeaderIdAndEpoch(currentLeader);
    writer.uvarint(
      unknownTaggedFields.length +
      (hasCurrentLeader ? 1 : 0),
    );
    let from = 0;
    if (hasCurrentLeader) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.struct(currentLeader, 'currentLeader', version, writeProduceResponseLeaderIdAndEpoch);
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

function readProduceResponseTopicProduceResponse(
  reader: Reader,
  version: number,
): ProduceResponseTopicProduceResponse {
  const flexible = version >= 9;
  return {
    name: version <= 12 ? reader.string('name', flexible) : '',
    topicId: version >= 13 ? reader.uuid('topicId') : zeroUuid,
    partitionResponses: reader.items(
      'partitionResponses',
      reader.arrayCount('partitionResponses', flexible, flexible ? 33 : 22),
      version,
      readProduceResponsePartitionProduceResponse,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeProduceResponseTopicProduceResponse(
  writer: Writer,
  draft: Draft<ProduceResponseTopicProduceResponse>,
  version: number,
): void {
  const flexible = version >= 9;
  const {
    name = '',
    topicId = zeroUuid,
    partitionResponses = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 12) writer.string(name, 'name', flexible);
  if (version >= 13) writer.uuid(topicId, 'topicId');
  writer.arrayCount(partitionResponses, 'partitionResponses', flexible);
  writer.items(
    partitionResponses,
    'partitionResponses',
    version,
    writeProduceResponsePartitionProduceResponse,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readProduceResponseNodeEndpoint(
  reader: Reader,
  _version: number,
): ProduceResponseNodeEndpoint {
  return {
    nodeId: reader.int32('nodeId'),
    host: reader.string('host', true),
    port: reader.int32('port'),
    rack: reader.nullableString('rack', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeProduceResponseNodeEndpoint(
  writer: Writer,
  draft: Draft<ProduceResponseNodeEndpoint>,
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

function readProduceResponse(reader: Reader, version: number): ProduceResponse {
  const flexible = version >= 9;
  const responses = reader.items(
    'responses',
    reader.arrayCount('responses', flexible, flexible ? 3 : 6),
    version,
    readProduceResponseTopicProduceResponse,
  );
  const throttleTimeMs = reader.int32('throttleTimeMs');
  let nodeEndpoints: readonly ProduceResponseNodeEndpoint[] = [];
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          if (!(version >= 10)) throw reader.wrongTag(tag, 'nodeEndpoints');
          nodeEndpoints = reader.items(
            'nodeEndpoints',
            reader.arrayCount('nodeEndpoints', flexible, 11),
            version,
            readProduceResponseNodeEndpoint,
          );
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    responses,
    throttleTimeMs,
    nodeEndpoints,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeProduceResponse(
  writer: Writer,
  draft: Draft<ProduceResponse>,
  version: number,
): void {
  const flexible = version >= 9;
  const {
    responses = [],
    throttleTimeMs = 0,
    nodeEndpoints = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(responses, 'responses', flexible);
  writer.items(responses, 'responses', version, writeProduceResponseTopicProduceResponse);
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  if (!(version >= 10) && nodeEndpoints.length > 0) throw notInVersion('nodeEndpoints');
  if (flexible) {
    const hasNodeEndpoints = version >= 10 && nodeEndpoints.length > 0;
    writer.uvarint(
      unknownTaggedFields.length +
      (hasNodeEndpoints ? 1 : 0),
    );
    let from = 0;
    if (hasNodeEndpoints) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.arrayCount(nodeEndpoints, 'nodeEndpoints', flexible);
      writer.items(nodeEndpoints, 'nodeEndpoints', version, writeProduceResponseNodeEndpoint);
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

export const produceResponse: MessageCodec<ProduceResponse> = defineCodec({
  name: 'ProduceResponse',
  apiKey: 0,
  minVersion: 3,
  maxVersion: 13,
  flexibleFrom: 9,
  read: readProduceResponse,
  write: writeProduceResponse,
});
