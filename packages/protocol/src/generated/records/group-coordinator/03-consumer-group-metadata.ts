// Generated from schema/records/group-coordinator/03-consumer-group-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConsumerGroupMetadataKey {
  readonly groupId: string;
}

function readConsumerGroupMetadataKey(reader: Reader, _version: number): ConsumerGroupMetadataKey {
  return {
    groupId: reader.string('groupId', false),
  };
}

function writeConsumerGroupMetadataKey(
  writer: Writer,
  draft: Draft<ConsumerGroupMetadataKey>,
  _version: number,
): void {
  const { groupId = '' } = draft;
  writer.string(groupId, 'groupId', false);
}

export const consumerGroupMetadataKey: MessageCodec<ConsumerGroupMetadataKey> = defineCodec({
  name: 'ConsumerGroupMetadataKey',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readConsumerGroupMetadataKey,
  write: writeConsumerGroupMetadataKey,
});

export interface ConsumerGroupMetadataValue {
  readonly epoch: number;
  readonly metadataHash: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConsumerGroupMetadataValue(
  reader: Reader,
  _version: number,
): ConsumerGroupMetadataValue {
  const epoch = reader.int32('epoch');
  let metadataHash: Int64 = 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        metadataHash = reader.int64('metadataHash');
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    epoch,
    metadataHash,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeConsumerGroupMetadataValue(
  writer: Writer,
  draft: Draft<ConsumerGroupMetadataValue>,
  _version: number,
): void {
  const { epoch = 0, metadataHash = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(epoch, 'epoch');
  const hasMetadataHash = metadataHash !== 0 && metadataHash !== 0n;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasMetadataHash ? 1 : 0),
  );
  let from = 0;
  if (hasMetadataHash) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.int64(metadataHash, 'metadataHash');
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const consumerGroupMetadataValue: MessageCodec<ConsumerGroupMetadataValue> = defineCodec({
  name: 'ConsumerGroupMetadataValue',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readConsumerGroupMetadataValue,
  write: writeConsumerGroupMetadataValue,
});
