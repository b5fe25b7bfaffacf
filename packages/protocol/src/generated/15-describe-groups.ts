// Generated from schema/15-describe-groups.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface DescribeGroupsRequest {
  readonly groups: readonly string[];
  readonly includeAuthorizedOperations: boolean; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeGroupsRequest(reader: Reader, version: number): DescribeGroupsRequest {
  const flexible = version >= 5;
  return {
    groups: reader.stringArray(
      'groups',
      reader.arrayCount('groups', flexible, flexible ? 1 : 2),
      flexible,
    ),
    includeAuthorizedOperations: version >= 3 ? reader.bool('includeAuthorizedOperations') : false,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeGroupsRequest(
  writer: Writer,
  draft: Draft<DescribeGroupsRequest>,
  version: number,
): void {
  const flexible = version >= 5;
  const {
    groups = [],
    includeAuthorizedOperations = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.stringArray(groups, 'groups', flexible);
  if (version >= 3) {
    writer.bool(includeAuthorizedOperations, 'includeAuthorizedOperations');
  } else if (includeAuthorizedOperations) throw notInVersion('includeAuthorizedOperations');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeGroupsRequest: MessageCodec<DescribeGroupsRequest> = defineCodec({
  name: 'DescribeGroupsRequest',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 5,
  read: readDescribeGroupsRequest,
  write: writeDescribeGroupsRequest,
});

export interface DescribeGroupsResponse {
  readonly throttleTimeMs: number; // v1+
  readonly groups: readonly DescribeGroupsResponseDescribedGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeGroupsResponseDescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null; // v6+
  readonly groupId: string;
  readonly groupState: string;
  readonly protocolType: string;
  readonly protocolData: string;
  readonly members: readonly DescribeGroupsResponseDescribedGroupMember[];
  readonly authorizedOperations: number; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeGroupsResponseDescribedGroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null; // v4+
  readonly clientId: string;
  readonly clientHost: string;
  readonly memberMetadata: Uint8Array;
  readonly memberAssignment: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeGroupsResponseDescribedGroupMember(
  reader: Reader,
  version: number,
): DescribeGroupsResponseDescribedGroupMember {
  const flexible = version >= 5;
  return {
    memberId: reader.string('memberId', flexible),
    groupInstanceId: version >= 4 ? reader.nullableString('groupInstanceId', flexible) : null,
    clientId: reader.string('clientId', flexible),
    clientHost: reader.string('clientHost', flexible),
    memberMetadata: reader.byteView('memberMetadata', flexible),
    memberAssignment: reader.byteView('memberAssignment', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeGroupsResponseDescribedGroupMember(
  writer: Writer,
  draft: Draft<DescribeGroupsResponseDescribedGroupMember>,
  version: number,
): void {
  const flexible = version >= 5;
  const {
    memberId = '',
    groupInstanceId = null,
    clientId = '',
    clientHost = '',
    memberMetadata = noBytes,
    memberAssignment = noBytes,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(memberId, 'memberId', flexible);
  if (version >= 4) writer.nullableString(groupInstanceId, 'groupInstanceId', flexible);
  writer.string(clientId, 'clientId', flexible);
  writer.string(clientHost, 'clientHost', flexible);
  writer.bytes(memberMetadata, 'memberMetadata', flexible);
  writer.bytes(memberAssignment, 'memberAssignment', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeGroupsResponseDescribedGroup(
  reader: Reader,
  version: number,
): DescribeGroupsResponseDescribedGroup {
  const flexible = version >= 5;
  return {
    errorCode: reader.int16('errorCode'),
    errorMessage: version >= 6 ? reader.nullableString('errorMessage', flexible) : null,
    groupId: reader.string('groupId', flexible),
    groupState: reader.string('groupState', flexible),
    protocolType: reader.string('protocolType', flexible),
    protocolData: reader.string('protocolData', flexible),
    members: reader.items(
      'members',
      reader.arrayCount('members', flexible, flexible ? 7 : 14),
      version,
      readDescribeGroupsResponseDescribedGroupMember,
    ),
    authorizedOperations: version >= 3 ? reader.int32('authorizedOperations') : -2147483648,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeGroupsResponseDescribedGroup(
  writer: Writer,
  draft: Draft<DescribeGroupsResponseDescribedGroup>,
  version: number,
): void {
  const flexible = version >= 5;
  const {
    errorCode = 0,
    errorMessage = null,
    groupId = '',
    groupState = '',
    protocolType = '',
    protocolData = '',
    members = [],
    authorizedOperations = -2147483648,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  if (version >= 6) {
    writer.nullableString(errorMessage, 'errorMessage', flexible);
  } else if (errorMessage !== null) throw notInVersion('errorMessage');
  writer.string(groupId, 'groupId', flexible);
  writer.string(groupState, 'groupState', flexible);
  writer.string(protocolType, 'protocolType', flexible);
  writer.string(protocolData, 'protocolData', flexible);
  writer.arrayCount(members, 'members', flexible);
  writer.items(members, 'members', version, writeDescribeGroupsResponseDescribedGroupMember);
  if (version >= 3) {
    writer.int32(authorizedOperations, 'authorizedOperations');
  } else if (authorizedOperations !== -2147483648) throw notInVersion('authorizedOperations');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeGroupsResponse(reader: Reader, version: number): DescribeGroupsResponse {
  const flexible = version >= 5;
  return {
    throttleTimeMs: version >= 1 ? reader.int32('throttleTimeMs') : 0,
    groups: reader.items(
      'groups',
      reader.arrayCount('groups', flexible, flexible ? 12 : 14),
      version,
      readDescribeGroupsResponseDescribedGroup,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeGroupsResponse(
  writer: Writer,
  draft: Draft<DescribeGroupsResponse>,
  version: number,
): void {
  const flexible = version >= 5;
  const { throttleTimeMs = 0, groups = [], unknownTaggedFields = noTaggedFields } = draft;
  if (version >= 1) writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(groups, 'groups', flexible);
  writer.items(groups, 'groups', version, writeDescribeGroupsResponseDescribedGroup);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeGroupsResponse: MessageCodec<DescribeGroupsResponse> = defineCodec({
  name: 'DescribeGroupsResponse',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 5,
  read: readDescribeGroupsResponse,
  write: writeDescribeGroupsResponse,
});
