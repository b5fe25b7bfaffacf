// Generated from schema/11-join-group.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface JoinGroupRequest {
  readonly groupId: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number; // v1+
  readonly memberId: string;
  readonly groupInstanceId: string | null; // v5+
  readonly protocolType: string;
  readonly protocols: readonly JoinGroupRequestJoinGroupRequestProtocol[];
  readonly reason: string | null; // v8+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface JoinGroupRequestJoinGroupRequestProtocol {
  readonly name: string;
  readonly metadata: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readJoinGroupRequestJoinGroupRequestProtocol(
  reader: Reader,
  version: number,
): JoinGroupRequestJoinGroupRequestProtocol {
  const flexible = version >= 6;
  return {
    name: reader.string('name', flexible),
    metadata: reader.byteView('metadata', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeJoinGroupRequestJoinGroupRequestProtocol(
  writer: Writer,
  draft: Draft<JoinGroupRequestJoinGroupRequestProtocol>,
  version: number,
): void {
  const flexible = version >= 6;
  const { name = '', metadata = noBytes, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.bytes(metadata, 'metadata', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readJoinGroupRequest(reader: Reader, version: number): JoinGroupRequest {
  const flexible = version >= 6;
  return {
    groupId: reader.string('groupId', flexible),
    sessionTimeoutMs: reader.int32('sessionTimeoutMs'),
    rebalanceTimeoutMs: version >= 1 ? reader.int32('rebalanceTimeoutMs') : -1,
    memberId: reader.string('memberId', flexible),
    groupInstanceId: version >= 5 ? reader.nullableString('groupInstanceId', flexible) : null,
    protocolType: reader.string('protocolType', flexible),
    protocols: reader.items(
      'protocols',
      reader.arrayCount('protocols', flexible, flexible ? 3 : 6),
      version,
      readJoinGroupRequestJoinGroupRequestProtocol,
    ),
    reason: version >= 8 ? reader.nullableString('reason', flexible) : null,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeJoinGroupRequest(
  writer: Writer,
  draft: Draft<JoinGroupRequest>,
  version: number,
): void {
  const flexible = version >= 6;
  const {
    groupId = '',
    sessionTimeoutMs = 0,
    rebalanceTimeoutMs = -1,
    memberId = '',
    groupInstanceId = null,
    protocolType = '',
    protocols = [],
    reason = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', flexible);
  writer.int32(sessionTimeoutMs, 'sessionTimeoutMs');
  if (version >= 1) writer.int32(rebalanceTimeoutMs, 'rebalanceTimeoutMs');
  writer.string(memberId, 'memberId', flexible);
  if (version >= 5) {
    writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  } else if (groupInstanceId !== null) throw notInVersion('groupInstanceId');
  writer.string(protocolType, 'protocolType', flexible);
  writer.arrayCount(protocols, 'protocols', flexible);
  writer.items(protocols, 'protocols', version, writeJoinGroupRequestJoinGroupRequestProtocol);
  if (version >= 8) writer.nullableString(reason, 'reason', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const joinGroupRequest: MessageCodec<JoinGroupRequest> = defineCodec({
  name: 'JoinGroupRequest',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 9,
  flexibleFrom: 6,
  read: readJoinGroupRequest,
  write: writeJoinGroupRequest,
});

export interface JoinGroupResponse {
  readonly throttleTimeMs: number; // v2+
  readonly errorCode: number;
  readonly generationId: number;
  readonly protocolType: string | null; // v7+
  readonly protocolName: string | null;
  readonly leader: string;
  readonly skipAssignment: boolean; // v9+
  readonly memberId: string;
  readonly members: readonly JoinGroupResponseJoinGroupResponseMember[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface JoinGroupResponseJoinGroupResponseMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null; // v5+
  readonly metadata: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readJoinGroupResponseJoinGroupResponseMember(
  reader: Reader,
  version: number,
): JoinGroupResponseJoinGroupResponseMember {
  const flexible = version >= 6;
  return {
    memberId: reader.string('memberId', flexible),
    groupInstanceId: version >= 5 ? reader.nullableString('groupInstanceId', flexible) : null,
    metadata: reader.byteView('metadata', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeJoinGroupResponseJoinGroupResponseMember(
  writer: Writer,
  draft: Draft<JoinGroupResponseJoinGroupResponseMember>,
  version: number,
): void {
  const flexible = version >= 6;
  const {
    memberId = '',
    groupInstanceId = null,
    metadata = noBytes,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(memberId, 'memberId', flexible);
  if (version >= 5) writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  writer.bytes(metadata, 'metadata', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readJoinGroupResponse(reader: Reader, version: number): JoinGroupResponse {
  const flexible = version >= 6;
  return {
    throttleTimeMs: version >= 2 ? reader.int32('throttleTimeMs') : 0,
    errorCode: reader.int16('errorCode'),
    generationId: reader.int32('generationId'),
    protocolType: version >= 7 ? reader.nullableString('protocolType', flexible) : null,
    protocolName: version >= 7
      ? reader.nullableString('protocolName', flexible)
      : reader.string('protocolName', flexible),
    leader: reader.string('leader', flexible),
    skipAssignment: version >= 9 ? reader.bool('skipAssignment') : false,
    memberId: reader.string('memberId', flexible),
    members: reader.items(
      'members',
      reader.arrayCount('members', flexible, flexible ? 4 : 6),
      version,
      readJoinGroupResponseJoinGroupResponseMember,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeJoinGroupResponse(
  writer: Writer,
  draft: Draft<JoinGroupResponse>,
  version: number,
): void {
  const flexible = version >= 6;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    generationId = -1,
    protocolType = null,
    protocolName = '',
    leader = '',
    skipAssignment = false,
    memberId = '',
    members = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 2) writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.int32(generationId, 'generationId');
  if (version >= 7) writer.nullableString(protocolType, 'protocolType', flexible);
  writer.nullableString(protocolName, 'protocolName', flexible, version >= 7);
  writer.string(leader, 'leader', flexible);
  if (version >= 9) {
    writer.bool(skipAssignment, 'skipAssignment');
  } else if (skipAssignment) throw notInVersion('skipAssignment');
  writer.string(memberId, 'memberId', flexible);
  writer.arrayCount(members, 'members', flexible);
  writer.items(members, 'members', version, writeJoinGroupResponseJoinGroupResponseMember);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const joinGroupResponse: MessageCodec<JoinGroupResponse> = defineCodec({
  name: 'JoinGroupResponse',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 9,
  flexibleFrom: 6,
  read: readJoinGroupResponse,
  write: writeJoinGroupResponse,
});
