// Generated from schema/records/share-coordinator/00-share-snapshot.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ShareSnapshotKey {
  readonly groupId: string;
  readonly topicId: Uuid;
  readonly partition: number;
}

function readShareSnapshotKey(reader: Reader, _version: number): ShareSnapshotKey {
  return {
    groupId: reader.string('groupId', false),
    topicId: reader.uuid('topicId'),
    partition: reader.int32('partition'),
  };
}

function writeShareSnapshotKey(
  writer: Writer,
  draft: Draft<ShareSnapshotKey>,
  _version: number,
): void {
  const { groupId = '', topicId = zeroUuid, partition = 0 } = draft;
  writer.string(groupId, 'groupId', false);
  writer.uuid(topicId, 'topicId');
  writer.int32(partition, 'partition');
}

export const shareSnapshotKey: MessageCodec<ShareSnapshotKey> = defineCodec({
  name: 'ShareSnapshotKey',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readShareSnapshotKey,
  write: writeShareSnapshotKey,
});

export interface ShareSnapshotValue {
  readonly snapshotEpoch: number;
  readonly stateEpoch: number;
  readonly leaderEpoch: number;
  readonly startOffset: Int64;
  readonly deliveryCompleteCount: number;
  readonly createTimestamp: Int64;
  readonly writeTimestamp: Int64;
  readonly stateBatches: readonly ShareSnapshotValueStateBatch[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ShareSnapshotValueStateBatch {
  readonly firstOffset: Int64;
  readonly lastOffset: Int64;
  readonly deliveryState: number;
  readonly deliveryCount: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readShareSnapshotValueStateBatch(
  reader: Reader,
  _version: number,
): ShareSnapshotValueStateBatch {
  return {
    firstOffset: reader.int64('firstOffset'),
    lastOffset: reader.int64('lastOffset'),
    deliveryState: reader.int8('deliveryState'),
    deliveryCount: reader.int16('deliveryCount'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeShareSnapshotValueStateBatch(
  writer: Writer,
  draft: Draft<ShareSnapshotValueStateBatch>,
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

function readShareSnapshotValue(reader: Reader, version: number): ShareSnapshotValue {
  const snapshotEpoch = reader.int32('snapshotEpoch');
  const stateEpoch = reader.int32('stateEpoch');
  const leaderEpoch = reader.int32('leaderEpoch');
  const startOffset = reader.int64('startOffset');
  const createTimestamp = reader.int64('createTimestamp');
  const writeTimestamp = reader.int64('writeTimestamp');
  const stateBatches = reader.items(
    'stateBatches',
    reader.arrayCount('stateBatches', true, 20),
    version,
    readShareSnapshotValueStateBatch,
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
    stateEpoch,
    leaderEpoch,
    startOffset,
    deliveryCompleteCount,
    createTimestamp,
    writeTimestamp,
    stateBatches,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeShareSnapshotValue(
  writer: Writer,
  draft: Draft<ShareSnapshotValue>,
  version: number,
): void {
  const {
    snapshotEpoch = 0,
    stateEpoch = 0,
    leaderEpoch = 0,
    startOffset = 0,
    deliveryCompleteCount = -1,
    createTimestamp = 0,
    writeTimestamp = 0,
    stateBatches = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(snapshotEpoch, 'snapshotEpoch');
  writer.int32(stateEpoch, 'stateEpoch');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int64(startOffset, 'startOffset');
  writer.int64(createTimestamp, 'createTimestamp');
  writer.int64(writeTimestamp, 'writeTimestamp');
  writer.arrayCount(stateBatches, 'stateBatches', true);
  writer.items(stateBatches, 'stateBatches', version, writeShareSnapshotValueStateBatch);
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

export const shareSnapshotValue: MessageCodec<ShareSnapshotValue> = defineCodec({
  name: 'ShareSnapshotValue',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readShareSnapshotValue,
  write: writeShareSnapshotValue,
});
