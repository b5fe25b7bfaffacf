// Generated from schema/records/group-coordinator/11-share-group-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ShareGroupMetadataKey {
  readonly groupId: string;
}

function readShareGroupMetadataKey(reader: Reader, _version: number): ShareGroupMetadataKey {
  return {
    groupId: reader.string('groupId', false),
  };
}

function writeShareGroupMetadataKey(
  writer: Writer,
  draft: Draft<ShareGroupMetadataKey>,
  _version: number,
): void {
  const { groupId = '' } = draft;
  writer.string(groupId, 'groupId', false);
}

export const shareGroupMetadataKey: MessageCodec<ShareGroupMetadataKey> = defineCodec({
  name: 'ShareGroupMetadataKey',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readShareGroupMetadataKey,
  write: writeShareGroupMetadataKey,
});

export interface ShareGroupMetadataValue {
  readonly epoch: number;
  readonly metadataHash: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareGroupMetadataValue(reader: Reader, _version: number): ShareGroupMetadataValue {
  return {
    epoch: reader.int32('epoch'),
    metadataHash: reader.int64('metadataHash'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareGroupMetadataValue(
  writer: Writer,
  draft: Draft<ShareGroupMetadataValue>,
  _version: number,
): void {
  const { epoch = 0, metadataHash = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(epoch, 'epoch');
  writer.int64(metadataHash, 'metadataHash');
  writer.unknownTags(unknownTaggedFields, true);
}

export const shareGroupMetadataValue: MessageCodec<ShareGroupMetadataValue> = defineCodec({
  name: 'ShareGroupMetadataValue',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readShareGroupMetadataValue,
  write: writeShareGroupMetadataValue,
});
