// Generated from schema/records/group-coordinator/10-share-group-member-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ShareGroupMemberMetadataKey {
  readonly groupId: string;
  readonly memberId: string;
}

function readShareGroupMemberMetadataKey(
  reader: Reader,
  _version: number,
): ShareGroupMemberMetadataKey {
  return {
    groupId: reader.string('groupId', false),
    memberId: reader.string('memberId', false),
  };
}

function writeShareGroupMemberMetadataKey(
  writer: Writer,
  draft: Draft<ShareGroupMemberMetadataKey>,
  _version: number,
): void {
  const { groupId = '', memberId = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(memberId, 'memberId', false);
}

export const shareGroupMemberMetadataKey: MessageCodec<ShareGroupMemberMetadataKey> = defineCodec({
  name: 'ShareGroupMemberMetadataKey',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readShareGroupMemberMetadataKey,
  write: writeShareGroupMemberMetadataKey,
});

export interface ShareGroupMemberMetadataValue {
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareGroupMemberMetadataValue(
  reader: Reader,
  _version: number,
): ShareGroupMemberMetadataValue {
  return {
    rackId: reader.nullableString('rackId', true),
    clientId: reader.string('clientId', true),
    clientHost: reader.string('clientHost', true),
    subscribedTopicNames: reader.stringArray(
      'subscribedTopicNames',
      reader.arrayCount('subscribedTopicNames', true, 1),
      true,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupMemberMetadataValue(
  writer: Writer,
  draft: Draft<ShareGroupMemberMetadataValue>,
  _version: number,
): void {
  const {
    rackId = '',
    clientId = '',
    clientHost = '',
    subscribedTopicNames = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(rackId, 'rackId', true);
  writer.string(clientId, 'clientId', true);
  writer.string(clientHost, 'clientHost', true);
  writer.stringArray(subscribedTopicNames, 'subscribedTopicNames', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareGroupMemberMetadataValue: MessageCodec<ShareGroupMemberMetadataValue> = defineCodec({
  name: 'ShareGroupMemberMetadataValue',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readShareGroupMemberMetadataValue,
  write: writeShareGroupMemberMetadataValue,
});
