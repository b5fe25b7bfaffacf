// Generated from schema/16-list-groups.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface ListGroupsRequest {
  readonly statesFilter: readonly string[]; // v4+
  readonly typesFilter: readonly string[]; // v5+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListGroupsRequest(reader: Reader, version: number): ListGroupsRequest {
  const flexible = version >= 3;
  return {
    statesFilter: version >= 4
      ? reader.stringArray('statesFilter', reader.arrayCount('statesFilter', flexible, 1), flexible)
      : [],
    typesFilter: version >= 5
      ? reader.stringArray('typesFilter', reader.arrayCount('typesFilter', flexible, 1), flexible)
      : [],
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeListGroupsRequest(
  writer: Writer,
  draft: Draft<ListGroupsRequest>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    statesFilter = [],
    typesFilter = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 4) {
    writer.stringArray(statesFilter, 'statesFilter', flexible);
  } else if (statesFilter.length > 0) throw notInVersion('statesFilter');
  if (version >= 5) {
    writer.stringArray(typesFilter, 'typesFilter', flexible);
  } else if (typesFilter.length > 0) throw notInVersion('typesFilter');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const listGroupsRequest: MessageCodec<ListGroupsRequest> = defineCodec({
  name: 'ListGroupsRequest',
  apiKey: 16,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  read: readListGroupsRequest,
  write: writeListGroupsRequest,
});

export interface ListGroupsResponse {
  readonly throttleTimeMs: number; // v1+
  readonly errorCode: number;
  readonly groups: readonly ListGroupsResponseListedGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListGroupsResponseListedGroup {
  readonly groupId: string;
  readonly protocolType: string;
  readonly groupState: string; // v4+
  readonly groupType: string; // v5+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListGroupsResponseListedGroup(
  reader: Reader,
  version: number,
): ListGroupsResponseListedGroup {
  const flexible = version >= 3;
  return {
    groupId: reader.string('groupId', flexible),
    protocolType: reader.string('protocolType', flexible),
    groupState: version >= 4 ? reader.string('groupState', flexible) : '',
    groupType: version >= 5 ? reader.string('groupType', flexible) : '',
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeListGroupsResponseListedGroup(
  writer: Writer,
  draft: Draft<ListGroupsResponseListedGroup>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    groupId = '',
    protocolType = '',
    groupState = '',
    groupType = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(groupId, 'groupId', flexible);
  writer.string(protocolType, 'protocolType', flexible);
  if (version >= 4) writer.string(groupState, 'groupState', flexible);
  if (version >= 5) writer.string(groupType, 'groupType', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readListGroupsResponse(reader: Reader, version: number): ListGroupsResponse {
  const flexible = version >= 3;
  return {
    throttleTimeMs: version >= 1 ? reader.int32('throttleTimeMs') : 0,
    errorCode: reader.int16('errorCode'),
    groups: reader.items(
      'groups',
      reader.arrayCount('groups', flexible, flexible ? 3 : 4),
      version,
      readListGroupsResponseListedGroup,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeListGroupsResponse(
  writer: Writer,
  draft: Draft<ListGroupsResponse>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    groups = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 1) writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.arrayCount(groups, 'groups', flexible);
  writer.items(groups, 'groups', version, writeListGroupsResponseListedGroup);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const listGroupsResponse: MessageCodec<ListGroupsResponse> = defineCodec({
  name: 'ListGroupsResponse',
  apiKey: 16,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  read: readListGroupsResponse,
  write: writeListGroupsResponse,
});
