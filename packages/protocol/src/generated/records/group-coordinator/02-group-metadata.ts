// Generated from schema/records/group-coordinator/02-group-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface GroupMetadataKey {
  readonly group: string;
}

function readGroupMetadataKey(reader: Reader, _version: number): GroupMetadataKey {
  return {
    group: reader.string('group', false),
  };
}

function writeGroupMetadataKey(
  writer: Writer,
  draft: Draft<GroupMetadataKey>,
  _version: number,
): void {
  const { group = '' } = draft;
  writer.string(group, 'group', false);
}

export const groupMetadataKey: MessageCodec<GroupMetadataKey> = defineCodec({
  name: 'GroupMetadataKey',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readGroupMetadataKey,
  write: writeGroupMetadataKey,
});

export interface GroupMetadataValue {
  readonly protocolType: string;
  readonly generation: number;
  readonly protocol: string | null;
  readonly leader: string | null;
  readonly currentStateTimestamp: Int64; // v2+
  readonly members: readonly GroupMetadataValueMemberMetadata[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface GroupMetadataValueMemberMetadata {
  readonly memberId: string;
  readonly groupInstanceId: string | null; // v3+
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeout: number; // v1+
  readonly sessionTimeout: number;
  readonly subscription: Uint8Array;
  readonly assignment: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readGroupMetadataValueMemberMetadata(
  reader: Reader,
  version: number,
): GroupMetadataValueMemberMetadata {
  const flexible = version >= 4;
  return {
    memberId: reader.string('memberId', flexible),
    groupInstanceId: version >= 3 ? reader.nullableString('groupInstanceId', flexible) : null,
    clientId: reader.string('clientId', flexible),
    clientHost: reader.string('clientHost', flexible),
    rebalanceTimeout: version >= 1 ? reader.int32('rebalanceTimeout') : -1,
    sessionTimeout: reader.int32('sessionTimeout'),
    subscription: reader.byteView('subscription', flexible),
    assignment: reader.byteView('assignment', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeGroupMetadataValueMemberMetadata(
  writer: Writer,
  draft: Draft<GroupMetadataValueMemberMetadata>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    memberId = '',
    groupInstanceId = null,
    clientId = '',
    clientHost = '',
    rebalanceTimeout = -1,
    sessionTimeout = 0,
    subscription = noBytes,
    assignment = noBytes,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(memberId, 'memberId', flexible);
  if (version >= 3) writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  writer.string(clientId, 'clientId', flexible);
  writer.string(clientHost, 'clientHost', flexible);
  if (version >= 1) writer.int32(rebalanceTimeout, 'rebalanceTimeout');
  writer.int32(sessionTimeout, 'sessionTimeout');
  writer.bytes(subscription, 'subscription', flexible);
  writer.bytes(assignment, 'assignment', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readGroupMetadataValue(reader: Reader, version: number): GroupMetadataValue {
  const flexible = version >= 4;
  return {
    protocolType: reader.string('protocolType', flexible),
    generation: reader.int32('generation'),
    protocol: reader.nullableString('protocol', flexible),
    leader: reader.nullableString('leader', flexible),
    currentStateTimestamp: version >= 2 ? reader.int64('currentStateTimestamp') : -1,
    members: reader.items(
      'members',
      reader.arrayCount('members', flexible, flexible ? 15 : 18),
      version,
      readGroupMetadataValueMemberMetadata,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeGroupMetadataValue(
  writer: Writer,
  draft: Draft<GroupMetadataValue>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    protocolType = '',
    generation = 0,
    protocol = '',
    leader = '',
    currentStateTimestamp = -1,
    members = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(protocolType, 'protocolType', flexible);
  writer.int32(generation, 'generation');
  writer.nullableString(protocol, 'protocol', flexible);
  writer.nullableString(leader, 'leader', flexible);
  if (version >= 2) writer.int64(currentStateTimestamp, 'currentStateTimestamp');
  writer.arrayCount(members, 'members', flexible);
  writer.items(members, 'members', version, writeGroupMetadataValueMemberMetadata);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const groupMetadataValue: MessageCodec<GroupMetadataValue> = defineCodec({
  name: 'GroupMetadataValue',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  read: readGroupMetadataValue,
  write: writeGroupMetadataValue,
});
