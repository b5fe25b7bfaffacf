// Generated from schema/13-leave-group.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface LeaveGroupRequest {
  readonly groupId: string;
  readonly memberId: string; // v0-2
  readonly members: readonly LeaveGroupRequestMemberIdentity[]; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface LeaveGroupRequestMemberIdentity {
  readonly memberId: string; // v3+
  readonly groupInstanceId: string | null; // v3+
  readonly reason: string | null; // v5+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readLeaveGroupRequestMemberIdentity(
  reader: Reader,
  version: number,
): LeaveGroupRequestMemberIdentity {
  const flexible = version >= 4;
  return {
    memberId: reader.string('memberId', flexible),
    groupInstanceId: reader.nullableString('groupInstanceId', flexible),
    reason: version >= 5 ? reader.nullableString('reason', flexible) : null,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeLeaveGroupRequestMemberIdentity(
  writer: Writer,
  draft: Draft<LeaveGroupRequestMemberIdentity>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    memberId = '',
    groupInstanceId = null,
    reason = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(memberId, 'memberId', flexible);
  writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  if (version >= 5) writer.nullableString(reason, 'reason', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readLeaveGroupRequest(reader: Reader, version: number): LeaveGroupRequest {
  const flexible = version >= 4;
  return {
    groupId: reader.string('groupId', flexible),
    memberId: version <= 2 ? reader.string('memberId', flexible) : '',
    members: version >= 3
      ? reader.items(
        'members',
        reader.arrayCount('members', flexible, flexible ? 3 : 4),
        version,
        readLeaveGroupRequestMemberIdentity,
      )
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeLeaveGroupRequest(
  writer: Writer,
  draft: Draft<LeaveGroupRequest>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    groupId = '',
    memberId = '',
    members = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', flexible);
  if (version <= 2) {
    writer.string(memberId, 'memberId', flexible);
  } else if (memberId !== '') throw notInVersion('memberId');
  if (version >= 3) {
    writer.arrayCount(members, 'members', flexible);
    writer.items(members, 'members', version, writeLeaveGroupRequestMemberIdentity);
  } else if (members.length > 0) throw notInVersion('members');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const leaveGroupRequest: MessageCodec<LeaveGroupRequest> = defineCodec({
  name: 'LeaveGroupRequest',
  apiKey: 13,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  read: readLeaveGroupRequest,
  write: writeLeaveGroupRequest,
});

export interface LeaveGroupResponse {
  readonly throttleTimeMs: number; // v1+
  readonly errorCode: number;
  readonly members: readonly LeaveGroupResponseMemberResponse[]; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface LeaveGroupResponseMemberResponse {
  readonly memberId: string; // v3+
  readonly groupInstanceId: string | null; // v3+
  readonly errorCode: number; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readLeaveGroupResponseMemberResponse(
  reader: Reader,
  version: number,
): LeaveGroupResponseMemberResponse {
  const flexible = version >= 4;
  return {
    memberId: reader.string('memberId', flexible),
    groupInstanceId: reader.nullableString('groupInstanceId', flexible),
    errorCode: reader.int16('errorCode'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeLeaveGroupResponseMemberResponse(
  writer: Writer,
  draft: Draft<LeaveGroupResponseMemberResponse>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    memberId = '',
    groupInstanceId = '',
    errorCode = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(memberId, 'memberId', flexible);
  writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  writer.int16(errorCode, 'errorCode');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readLeaveGroupResponse(reader: Reader, version: number): LeaveGroupResponse {
  const flexible = version >= 4;
  return {
    throttleTimeMs: version >= 1 ? reader.int32('throttleTimeMs') : 0,
    errorCode: reader.int16('errorCode'),
    members: version >= 3
      ? reader.items(
        'members',
        reader.arrayCount('members', flexible, flexible ? 5 : 6),
        version,
        readLeaveGroupResponseMemberResponse,
      )
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeLeaveGroupResponse(
  writer: Writer,
  draft: Draft<LeaveGroupResponse>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    members = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 1) writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  if (version >= 3) {
    writer.arrayCount(members, 'members', flexible);
    writer.items(members, 'members', version, writeLeaveGroupResponseMemberResponse);
  } else if (members.length > 0) throw notInVersion('members');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const leaveGroupResponse: MessageCodec<LeaveGroupResponse> = defineCodec({
  name: 'LeaveGroupResponse',
  apiKey: 13,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  read: readLeaveGroupResponse,
  write: writeLeaveGroupResponse,
});
