// Generated from schema/records/share-coordinator/01-share-update.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ShareUpdateKey {
  readonly groupId: string;
  readonly topicId: Uuid;
  readonly partition: number;
}

function readShareUpdateKey(reader: Reader, _version: number): ShareUpdateKey {
  return {
    groupId: reader.string('groupId', false),
    topicId: reader.uuid('topicId'),
    partition: reader.int32('partition'),
  };
}

function writeShareUpdateKey(writer: Writer, draft: Draft<ShareUpdateKey>, _version: number): void {
  const { groupId = '', topicId = zeroUuid, partition = 0 } = draft;
  writer.string(groupId, 'groupId', false);
  writer.uuid(topicId, 'topicId');
  writer.int32(partition, 'partition');
}

export const shareUpdateKey: MessageCodec<ShareUpdateKey> = defineCodec({
  name: 'ShareUpdateKey',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readShareUpdateKey,
  write: writeShareUpdateKey,
});

export interface ShareUpdateValue {
  readonly snapshotEpoch: number;
  readonly leaderEpoch: number;
  readonly startOffset: Int64;
  readonly deliveryCompleteCount: number;
  readonly stateBatches: readonly ShareUpdateValueStateBatch[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareUpdateValueStateBatch {
  readonly firstOffset: Int64;
  readonly lastOffset: Int64;
  readonly deliveryState: number;
  readonly deliveryCount: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareUpdateValueStateBatch(
  reader: Reader,
  _version: number,
): ShareUpdateValueStateBatch {
  return {
    firstOffset: reader.int64('firstOffset'),
    lastOffset: reader.int64('lastOffset'),
    deliveryState: reader.int8('deliveryState'),
    deliveryCount: reader.int16('deliveryCount'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareUpdateValueStateBatch(
  writer: Writer,
  draft: Draft<ShareUpdateValueStateBatch>,
  _version: number,
): void {
  const {
    firstOffset = 0,
    lastOffset = 0,
    deliveryState = 0,
    deliveryCount = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int64(firstOffset, 'firstOffset');
  writer.int64(lastOffset, 'lastOffset');
  writer.int8(deliveryState, 'deliveryState');
  writer.int16(deliveryCount, 'deliveryCount');
  writer.unknownTags(unknownTaggedFields, true);
}

function readShareUpdateValue(reader: Reader, version: number): ShareUpdateValue {
  const snapshotEpoch = reader.int32('snapshotEpoch');
  const leaderEpoch = reader.int32('leaderEpoch');
  const startOffset = reader.int64('startOffset');
  const stateBatches = reader.items(
    'stateBatches',
    reader.arrayCount('stateBatches', true, 20),
    version,
    readShareUpdateValueStateBatch,
  );
  let deliveryCompleteCount: number = -1;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        deliveryCompleteCount = reader.int32('deliveryCompleteCount');
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    snapshotEpoch,
    leaderEpoch,
    startOffset,
    deliveryCompleteCount,
    stateBatches,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeShareUpdateValue(
  writer: Writer,
  draft: Draft<ShareUpdateValue>,
  version: number,
): void {
  const {
    snapshotEpoch = 0,
    leaderEpoch = 0,
    startOffset = 0,
    deliveryCompleteCount = -1,
    stateBatches = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(snapshotEpoch, 'snapshotEpoch');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int64(startOffset, 'startOffset');
  writer.arrayCount(stateBatches, 'stateBatches', true);
  writer.items(stateBatches, 'stateBatches', version, writeShareUpdateValueStateBatch);
  const hasDeliveryCompleteCount = deliveryCompleteCount !== -1;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasDeliveryCompleteCount ? 1 : 0),
  );
  let from = 0;
  if (hasDeliveryCompleteCount) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.int32(deliveryCompleteCount, 'deliveryCompleteCount');
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const shareUpdateValue: MessageCodec<ShareUpdateValue> = defineCodec({
  name: 'ShareUpdateValue',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readShareUpdateValue,
  write: writeShareUpdateValue,
});
