// Generated from schema/records/storage/02-remote-partition-delete-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface RemotePartitionDeleteMetadataRecord {
  readonly topicIdPartition: RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry;
  readonly brokerId: number;
  readonly eventTimestampMs: Int64;
  readonly remotePartitionDeleteState: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry {
  readonly name: string;
  readonly id: Uuid;
  readonly partition: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry: RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry = Object.freeze({
  name: '',
  id: zeroUuid,
  partition: 0,
  unknownTaggedFields: noTaggedFields,
});

function readRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry(
  reader: Reader,
  _version: number,
): RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry {
  return {
    name: reader.string('name', true),
    id: reader.uuid('id'),
    partition: reader.int32('partition'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry(
  writer: Writer,
  draft: Draft<RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry>,
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

function readRemotePartitionDeleteMetadataRecord(
  reader: Reader,
  version: number,
): RemotePartitionDeleteMetadataRecord {
  return {
    topicIdPartition: reader.struct(
      'topicIdPartition',
      version,
      readRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry,
    ),
    brokerId: reader.int32('brokerId'),
    eventTimestampMs: reader.int64('eventTimestampMs'),
    remotePartitionDeleteState: reader.int8('remotePartitionDeleteState'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemotePartitionDeleteMetadataRecord(
  writer: Writer,
  draft: Draft<RemotePartitionDeleteMetadataRecord>,
  version: number,
): void {
  const {
    topicIdPartition = defaultRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry,
    brokerId = 0,
    eventTimestampMs = 0,
    remotePartitionDeleteState = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.struct(
    topicIdPartition,
    'topicIdPartition',
    version,
    writeRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry,
  );
  writer.int32(brokerId, 'brokerId');
  writer.int64(eventTimestampMs, 'eventTimestampMs');
  writer.int8(remotePartitionDeleteState, 'remotePartitionDeleteState');
  writer.unknownTags(unknownTaggedFields, true);
}

export const remotePartitionDeleteMetadataRecord: MessageCodec<RemotePartitionDeleteMetadataRecord> = defineCodec({
  name: 'RemotePartitionDeleteMetadataRecord',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRemotePartitionDeleteMetadataRecord,
  write: writeRemotePartitionDeleteMetadataRecord,
});
