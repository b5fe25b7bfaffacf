// Generated from schema/records/storage/03-remote-log-segment-metadata-snapshot.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface RemoteLogSegmentMetadataSnapshotRecord {
  readonly segmentId: Uuid;
  readonly startOffset: Int64;
  readonly endOffset: Int64;
  readonly brokerId: number;
  readonly maxTimestampMs: Int64;
  readonly eventTimestampMs: Int64;
  readonly segmentLeaderEpochs: readonly RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry[];
  readonly segmentSizeInBytes: number;
  readonly customMetadata: Uint8Array | null;
  readonly remoteLogSegmentState: number;
  readonly txnIndexEmpty: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry {
  readonly leaderEpoch: number;
  readonly offset: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry(
  reader: Reader,
  _version: number,
): RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry {
  return {
    leaderEpoch: reader.int32('leaderEpoch'),
    offset: reader.int64('offset'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry(
  writer: Writer,
  draft: Draft<RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry>,
  _version: number,
): void {
  const { leaderEpoch = 0, offset = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int64(offset, 'offset');
  writer.unknownTags(unknownTaggedFields, true);
}

function readRemoteLogSegmentMetadataSnapshotRecord(
  reader: Reader,
  version: number,
): RemoteLogSegmentMetadataSnapshotRecord {
  const segmentId = reader.uuid('segmentId');
  const startOffset = reader.int64('startOffset');
  const endOffset = reader.int64('endOffset');
  const brokerId = reader.int32('brokerId');
  const maxTimestampMs = reader.int64('maxTimestampMs');
  const eventTimestampMs = reader.int64('eventTimestampMs');
  const segmentLeaderEpochs = reader.items(
    'segmentLeaderEpochs',
    reader.arrayCount('segmentLeaderEpochs', true, 13),
    version,
    readRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry,
  );
  const segmentSizeInBytes = reader.int32('segmentSizeInBytes');
  const customMetadata = reader.nullableByteView('customMetadata', true);
  const remoteLogSegmentState = reader.int8('remoteLogSegmentState');
  let txnIndexEmpty: boolean = false;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        txnIndexEmpty = reader.bool('txnIndexEmpty');
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    segmentId,
    startOffset,
    endOffset,
    brokerId,
    maxTimestampMs,
    eventTimestampMs,
    segmentLeaderEpochs,
    segmentSizeInBytes,
    customMetadata,
    remoteLogSegmentState,
    txnIndexEmpty,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeRemoteLogSegmentMetadataSnapshotRecord(
  writer: Writer,
  draft: Draft<RemoteLogSegmentMetadataSnapshotRecord>,
  version: number,
): void {
  const {
    segmentId = zeroUuid,
    startOffset = 0,
    endOffset = 0,
    brokerId = 0,
    maxTimestampMs = 0,
    eventTimestampMs = 0,
    segmentLeaderEpochs = [],
    segmentSizeInBytes = 0,
    customMetadata = null,
    remoteLogSegmentState = 0,
    txnIndexEmpty = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.uuid(segmentId, 'segmentId');
  writer.int64(startOffset, 'startOffset');
  writer.int64(endOffset, 'endOffset');
  writer.int32(brokerId, 'brokerId');
  writer.int64(maxTimestampMs, 'maxTimestampMs');
  writer.int64(eventTimestampMs, 'eventTimestampMs');
  writer.arrayCount(segmentLeaderEpochs, 'segmentLeaderEpochs', true);
  writer.items(
    segmentLeaderEpochs,
    'segmentLeaderEpochs',
    version,
    writeRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry,
  );
  writer.int32(segmentSizeInBytes, 'segmentSizeInBytes');
  writer.nullableBytes(customMetadata, 'customMetadata', true);
  writer.int8(remoteLogSegmentState, 'remoteLogSegmentState');
  const hasTxnIndexEmpty = txnIndexEmpty;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasTxnIndexEmpty ? 1 : 0),
  );
  let from = 0;
  if (hasTxnIndexEmpty) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.bool(txnIndexEmpty, 'txnIndexEmpty');
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const remoteLogSegmentMetadataSnapshotRecord: MessageCodec<RemoteLogSegmentMetadataSnapshotRecord> = defineCodec({
  name: 'RemoteLogSegmentMetadataSnapshotRecord',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRemoteLogSegmentMetadataSnapshotRecord,
  write: writeRemoteLogSegmentMetadataSnapshotRecord,
});
