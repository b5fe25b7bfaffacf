// Generated from schema/records/storage/01-remote-log-segment-metadata-update.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface RemoteLogSegmentMetadataUpdateRecord {
  readonly remoteLogSegmentId: RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry;
  readonly brokerId: number;
  readonly eventTimestampMs: Int64;
  readonly customMetadata: Uint8Array | null;
  readonly remoteLogSegmentState: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry {
  readonly topicIdPartition: RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry;
  readonly id: Uuid;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry {
  readonly name: string;
  readonly id: Uuid;
  readonly partition: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry: RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry = Object.freeze({
  name: '',
  id: zeroUuid,
  partition: 0,
  unknownTaggedFields: noTaggedFields,
});

const defaultRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry: RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry = Object.freeze({
  topicIdPartition: defaultRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry,
  id: zeroUuid,
  unknownTaggedFields: noTaggedFields,
});

function readRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry(
  reader: Reader,
  _version: number,
): RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry {
  return {
    name: reader.string('name', true),
    id: reader.uuid('id'),
    partition: reader.int32('partition'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry(
  writer: Writer,
  draft: Draft<RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry>,
  _version: number,
): void {
  const {
    name = '',
    id = zeroUuid,
    partition = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.uuid(id, 'id');
  writer.int32(partition, 'partition');
  writer.unknownTags(unknownTaggedFields, true);
}

function readRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry(
  reader: Reader,
  version: number,
): RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry {
  return {
    topicIdPartition: reader.struct(
      'topicIdPartition',
      version,
      readRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry,
    ),
    id: reader.uuid('id'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry(
  writer: Writer,
  draft: Draft<RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry>,
  version: number,
): void {
  const {
    topicIdPartition = defaultRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry,
    id = zeroUuid,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.struct(
    topicIdPartition,
    'topicIdPartition',
    version,
    writeRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry,
  );
  writer.uuid(id, 'id');
  writer.unknownTags(unknownTaggedFields, true);
}

function readRemoteLogSegmentMetadataUpdateRecord(
  reader: Reader,
  version: number,
): RemoteLogSegmentMetadataUpdateRecord {
  return {
    remoteLogSegmentId: reader.struct(
      'remoteLogSegmentId',
      version,
      readRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry,
    ),
    brokerId: reader.int32('brokerId'),
    eventTimestampMs: reader.int64('eventTimestampMs'),
    customMetadata: reader.nullableByteView('customMetadata', true),
    remoteLogSegmentState: reader.int8('remoteLogSegmentState'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoteLogSegmentMetadataUpdateRecord(
  writer: Writer,
  draft: Draft<RemoteLogSegmentMetadataUpdateRecord>,
  version: number,
): void {
  const {
    remoteLogSegmentId = defaultRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry,
    brokerId = 0,
    eventTimestampMs = 0,
    customMetadata = null,
    remoteLogSegmentState = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.struct(
    remoteLogSegmentId,
    'remoteLogSegmentId',
    version,
    writeRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry,
  );
  writer.int32(brokerId, 'brokerId');
  writer.int64(eventTimestampMs, 'eventTimestampMs');
  writer.nullableBytes(customMetadata, 'customMetadata', true);
  writer.int8(remoteLogSegmentState, 'remoteLogSegmentState');
  writer.unknownTags(unknownTaggedFields, true);
}

export const remoteLogSegmentMetadataUpdateRecord: MessageCodec<RemoteLogSegmentMetadataUpdateRecord> = defineCodec({
  name: 'RemoteLogSegmentMetadataUpdateRecord',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRemoteLogSegmentMetadataUpdateRecord,
  write: writeRemoteLogSegmentMetadataUpdateRecord,
});
