// Generated from schema/00-produce.ts by `npm run generate`: change the schema, not this file.

import { inField, inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField, Uuid } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
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

function readProduceRequestPartitionProduceDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ProduceRequestPartitionProduceData[] {
  const items: ProduceRequestPartitionProduceData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readProduceRequestPartitionProduceData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeProduceRequestPartitionProduceDataArray(
  writer: Writer,
  items: readonly Draft<ProduceRequestPartitionProduceData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 9);
  let index = 0;
  try {
    for (const item of items) {
      writeProduceRequestPartitionProduceData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readProduceRequestTopicProduceData(
  reader: Reader,
  version: number,
): ProduceRequestTopicProduceData {
  const flexible = version >= 9;
  return {
    name: version <= 12 ? reader.string('name', flexible) : '',
    topicId: version >= 13 ? reader.uuid('topicId') : zeroUuid,
    partitionData: readProduceRequestPartitionProduceDataArray(reader, version, 'partitionData', reader.arrayCount('partitionData', flexible, flexible ? 6 : 8)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readProduceRequestTopicProduceDataArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ProduceRequestTopicProduceData[] {
  const items: ProduceRequestTopicProduceData[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readProduceRequestTopicProduceData(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeProduceRequestPartitionProduceDataArray(writer, partitionData, version, 'partitionData');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeProduceRequestTopicProduceDataArray(
  writer: Writer,
  items: readonly Draft<ProduceRequestTopicProduceData>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 9);
  let index = 0;
  try {
    for (const item of items) {
      writeProduceRequestTopicProduceData(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readProduceRequest(reader: Reader, version: number): ProduceRequest {
  const flexible = version >= 9;
  return {
    transactionalId: reader.nullableString('transactionalId', flexible),
    acks: reader.int16('acks'),
    timeoutMs: reader.int32('timeoutMs'),
    topicData: readProduceRequestTopicProduceDataArray(reader, version, 'topicData', reader.arrayCount('topicData', flexible, flexible ? 3 : 6)),
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
  writeProduceRequestTopicProduceDataArray(writer, topicData, version, 'topicData');
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

function readProduceResponseBatchIndexAndErrorMessageArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ProduceResponseBatchIndexAndErrorMessage[] {
  const items: ProduceResponseBatchIndexAndErrorMessage[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readProduceResponseBatchIndexAndErrorMessage(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeProduceResponseBatchIndexAndErrorMessageArray(
  writer: Writer,
  items: readonly Draft<ProduceResponseBatchIndexAndErrorMessage>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 9);
  let index = 0;
  try {
    for (const item of items) {
      writeProduceResponseBatchIndexAndErrorMessage(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readProduceResponseLeaderIdAndEpochField(
  reader: Reader,
  version: number,
  field: string,
): ProduceResponseLeaderIdAndEpoch {
  try {
    return readProduceResponseLeaderIdAndEpoch(reader, version);
  } catch (error) {
    throw inField(error, field);
  }
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

function writeProduceResponseLeaderIdAndEpochField(
  writer: Writer,
  draft: Draft<ProduceResponseLeaderIdAndEpoch>,
  version: number,
  field: string,
): void {
  try {
    writeProduceResponseLeaderIdAndEpoch(writer, draft, version);
  } catch (error) {
    throw inField(error, field);
  }
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
  const recordErrors = version >= 8 ? readProduceResponseBatchIndexAndErrorMessageArray(reader, version, 'recordErrors', reader.arrayCount('recordErrors', flexible, 6)) : [];
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
          currentLeader = readProduceResponseLeaderIdAndEpochField(reader, version, 'currentLeader');
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

function readProduceResponsePartitionProduceResponseArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ProduceResponsePartitionProduceResponse[] {
  const items: ProduceResponsePartitionProduceResponse[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readProduceResponsePartitionProduceResponse(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  if (version >= 8) writeProduceResponseBatchIndexAndErrorMessageArray(writer, recordErrors, version, 'recordErrors');
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
      writeProduceResponseLeaderIdAndEpochField(writer, currentLeader, version, 'currentLeader');
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

function writeProduceResponsePartitionProduceResponseArray(
  writer: Writer,
  items: readonly Draft<ProduceResponsePartitionProduceResponse>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 9);
  let index = 0;
  try {
    for (const item of items) {
      writeProduceResponsePartitionProduceResponse(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readProduceResponseTopicProduceResponse(
  reader: Reader,
  version: number,
): ProduceResponseTopicProduceResponse {
  const flexible = version >= 9;
  return {
    name: version <= 12 ? reader.string('name', flexible) : '',
    topicId: version >= 13 ? reader.uuid('topicId') : zeroUuid,
    partitionResponses: readProduceResponsePartitionProduceResponseArray(reader, version, 'partitionResponses', reader.arrayCount('partitionResponses', flexible, flexible ? 33 : 22)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readProduceResponseTopicProduceResponseArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ProduceResponseTopicProduceResponse[] {
  const items: ProduceResponseTopicProduceResponse[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readProduceResponseTopicProduceResponse(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeProduceResponsePartitionProduceResponseArray(writer, partitionResponses, version, 'partitionResponses');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeProduceResponseTopicProduceResponseArray(
  writer: Writer,
  items: readonly Draft<ProduceResponseTopicProduceResponse>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 9);
  let index = 0;
  try {
    for (const item of items) {
      writeProduceResponseTopicProduceResponse(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readProduceResponseNodeEndpointArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): ProduceResponseNodeEndpoint[] {
  const items: ProduceResponseNodeEndpoint[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readProduceResponseNodeEndpoint(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeProduceResponseNodeEndpointArray(
  writer: Writer,
  items: readonly Draft<ProduceResponseNodeEndpoint>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeProduceResponseNodeEndpoint(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readProduceResponse(reader: Reader, version: number): ProduceResponse {
  const flexible = version >= 9;
  const responses = readProduceResponseTopicProduceResponseArray(reader, version, 'responses', reader.arrayCount('responses', flexible, flexible ? 3 : 6));
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
          nodeEndpoints = readProduceResponseNodeEndpointArray(reader, version, 'nodeEndpoints', reader.arrayCount('nodeEndpoints', flexible, 11));
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
  writeProduceResponseTopicProduceResponseArray(writer, responses, version, 'responses');
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
      writeProduceResponseNodeEndpointArray(writer, nodeEndpoints, version, 'nodeEndpoints');
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
