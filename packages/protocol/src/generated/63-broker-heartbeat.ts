// Generated from schema/63-broker-heartbeat.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface BrokerHeartbeatRequest {
  readonly brokerId: number;
  readonly brokerEpoch: Int64;
  readonly currentMetadataOffset: Int64;
  readonly wantFence: boolean;
  readonly wantShutDown: boolean;
  readonly offlineLogDirs: readonly Uuid[]; // v1+
  readonly cordonedLogDirs: readonly Uuid[] | null; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readBrokerHeartbeatRequest(reader: Reader, version: number): BrokerHeartbeatRequest {
  const brokerId = reader.int32('brokerId');
  const brokerEpoch = reader.int64('brokerEpoch');
  const currentMetadataOffset = reader.int64('currentMetadataOffset');
  const wantFence = reader.bool('wantFence');
  const wantShutDown = reader.bool('wantShutDown');
  let offlineLogDirs: readonly Uuid[] = [];
  let cordonedLogDirs: readonly Uuid[] | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        if (!(version >= 1)) throw reader.wrongTag(tag, 'offlineLogDirs');
        offlineLogDirs = reader.uuidArray(
          'offlineLogDirs',
          reader.arrayCount('offlineLogDirs', true, 16),
        );
        break;
      case 1:
        if (!(version >= 2)) throw reader.wrongTag(tag, 'cordonedLogDirs');
        cordonedLogDirs = reader.nullableUuidArray(
          'cordonedLogDirs',
          reader.nullableArrayCount('cordonedLogDirs', true, 16),
        );
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    brokerId,
    brokerEpoch,
    currentMetadataOffset,
    wantFence,
    wantShutDown,
    offlineLogDirs,
    cordonedLogDirs,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeBrokerHeartbeatRequest(
  writer: Writer,
  draft: Draft<BrokerHeartbeatRequest>,
  version: number,
): void {
  const {
    brokerId = 0,
    brokerEpoch = -1,
    currentMetadataOffset = 0,
    wantFence = false,
    wantShutDown = false,
    offlineLogDirs = [],
    cordonedLogDirs = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.int64(brokerEpoch, 'brokerEpoch');
  writer.int64(currentMetadataOffset, 'currentMetadataOffset');
  writer.bool(wantFence, 'wantFence');
  writer.bool(wantShutDown, 'wantShutDown');
  if (!(version >= 1) && offlineLogDirs.length > 0) throw notInVersion('offlineLogDirs');
  if (!(version >= 2) && cordonedLogDirs !== null) throw notInVersion('cordonedLogDirs');
  const hasOfflineLogDirs = version >= 1 && offlineLogDirs.length > 0;
  const hasCordonedLogDirs = version >= 2 && cordonedLogDirs !== null;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasOfflineLogDirs ? 1 : 0) +
    (hasCordonedLogDirs ? 1 : 0),
  );
  let from = 0;
  if (hasOfflineLogDirs) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.uuidArray(offlineLogDirs, 'offlineLogDirs', true);
    writer.endTag(begun);
  }
  if (hasCordonedLogDirs) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
    const begun = writer.beginTag(1);
    if (cordonedLogDirs === null) writer.nullArray('cordonedLogDirs', true);
    else writer.uuidArray(cordonedLogDirs, 'cordonedLogDirs', true);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const brokerHeartbeatRequest: MessageCodec<BrokerHeartbeatRequest> = defineCodec({
  name: 'BrokerHeartbeatRequest',
  apiKey: 63,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readBrokerHeartbeatRequest,
  write: writeBrokerHeartbeatRequest,
});

export interface BrokerHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly isCaughtUp: boolean;
  readonly isFenced: boolean;
  readonly shouldShutDown: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readBrokerHeartbeatResponse(reader: Reader, _version: number): BrokerHeartbeatResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    isCaughtUp: reader.bool('isCaughtUp'),
    isFenced: reader.bool('isFenced'),
    shouldShutDown: reader.bool('shouldShutDown'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeBrokerHeartbeatResponse(
  writer: Writer,
  draft: Draft<BrokerHeartbeatResponse>,
  _version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    isCaughtUp = false,
    isFenced = true,
    shouldShutDown = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.bool(isCaughtUp, 'isCaughtUp');
  writer.bool(isFenced, 'isFenced');
  writer.bool(shouldShutDown, 'shouldShutDown');
  writer.unknownTags(unknownTaggedFields, true);
}

export const brokerHeartbeatResponse: MessageCodec<BrokerHeartbeatResponse> = defineCodec({
  name: 'BrokerHeartbeatResponse',
  apiKey: 63,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readBrokerHeartbeatResponse,
  write: writeBrokerHeartbeatResponse,
});
