// Generated from schema/14-sync-group.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface SyncGroupRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null; // v3+
  readonly protocolType: string | null; // v5+
  readonly protocolName: string | null; // v5+
  readonly assignments: readonly SyncGroupRequestSyncGroupRequestAssignment[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface SyncGroupRequestSyncGroupRequestAssignment {
  readonly memberId: string;
  readonly assignment: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readSyncGroupRequestSyncGroupRequestAssignment(
  reader: Reader,
  version: number,
): SyncGroupRequestSyncGroupRequestAssignment {
  const flexible = version >= 4;
  return {
    memberId: reader.string('memberId', flexible),
    assignment: reader.byteView('assignment', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeSyncGroupRequestSyncGroupRequestAssignment(
  writer: Writer,
  draft: Draft<SyncGroupRequestSyncGroupRequestAssignment>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    memberId = '',
    assignment = noBytes,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(memberId, 'memberId', flexible);
  writer.bytes(assignment, 'assignment', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readSyncGroupRequest(reader: Reader, version: number): SyncGroupRequest {
  const flexible = version >= 4;
  return {
    groupId: reader.string('groupId', flexible),
    generationId: reader.int32('generationId'),
    memberId: reader.string('memberId', flexible),
    groupInstanceId: version >= 3 ? reader.nullableString('groupInstanceId', flexible) : null,
    protocolType: version >= 5 ? reader.nullableString('protocolType', flexible) : null,
    protocolName: version >= 5 ? reader.nullableString('protocolName', flexible) : null,
    assignments: reader.items(
      'assignments',
      reader.arrayCount('assignments', flexible, flexible ? 3 : 6),
      version,
      readSyncGroupRequestSyncGroupRequestAssignment,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeSyncGroupRequest(
  writer: Writer,
  draft: Draft<SyncGroupRequest>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    groupId = '',
    generationId = 0,
    memberId = '',
    groupInstanceId = null,
    protocolType = null,
    protocolName = null,
    assignments = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', flexible);
  writer.int32(generationId, 'generationId');
  writer.string(memberId, 'memberId', flexible);
  if (version >= 3) {
    writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  } else if (groupInstanceId !== null) throw notInVersion('groupInstanceId');
  if (version >= 5) writer.nullableString(protocolType, 'protocolType', flexible);
  if (version >= 5) writer.nullableString(protocolName, 'protocolName', flexible);
  writer.arrayCount(assignments, 'assignments', flexible);
  writer.items(
    assignments,
    'assignments',
    version,
    writeSyncGroupRequestSyncGroupRequestAssignment,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const syncGroupRequest: MessageCodec<SyncGroupRequest> = defineCodec({
  name: 'SyncGroupRequest',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  read: readSyncGroupRequest,
  write: writeSyncGroupRequest,
});

export interface SyncGroupResponse {
  readonly throttleTimeMs: number; // v1+
  readonly errorCode: number;
  readonly protocolType: string | null; // v5+
  readonly protocolName: string | null; // v5+
  readonly assignment: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readSyncGroupResponse(reader: Reader, version: number): SyncGroupResponse {
  const flexible = version >= 4;
  return {
    throttleTimeMs: version >= 1 ? reader.int32('throttleTimeMs') : 0,
    errorCode: reader.int16('errorCode'),
    protocolType: version >= 5 ? reader.nullableString('protocolType', flexible) : null,
    protocolName: version >= 5 ? reader.nullableString('protocolName', flexible) : null,
    assignment: reader.byteView('assignment', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeSyncGroupResponse(
  writer: Writer,
  draft: Draft<SyncGroupResponse>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    protocolType = null,
    protocolName = null,
    assignment = noBytes,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 1) writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  if (version >= 5) writer.nullableString(protocolType, 'protocolType', flexible);
  if (version >= 5) writer.nullableString(protocolName, 'protocolName', flexible);
  writer.bytes(assignment, 'assignment', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const syncGroupResponse: MessageCodec<SyncGroupResponse> = defineCodec({
  name: 'SyncGroupResponse',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  read: readSyncGroupResponse,
  write: writeSyncGroupResponse,
});
