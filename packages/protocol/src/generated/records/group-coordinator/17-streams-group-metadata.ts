// Generated from schema/records/group-coordinator/17-streams-group-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface StreamsGroupMetadataKey {
  readonly groupId: string;
}

function readStreamsGroupMetadataKey(reader: Reader, _version: number): StreamsGroupMetadataKey {
  return {
    groupId: reader.string('groupId', false),
  };
}

function writeStreamsGroupMetadataKey(
  writer: Writer,
  draft: Draft<StreamsGroupMetadataKey>,
  _version: number,
): void {
  const { groupId = '' } = draft;
  writer.string(groupId, 'groupId', false);
}

export const streamsGroupMetadataKey: MessageCodec<StreamsGroupMetadataKey> = defineCodec({
  name: 'StreamsGroupMetadataKey',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readStreamsGroupMetadataKey,
  write: writeStreamsGroupMetadataKey,
});

export interface StreamsGroupMetadataValue {
  readonly epoch: number;
  readonly metadataHash: Int64;
  readonly validatedTopologyEpoch: number;
  readonly lastAssignmentConfigs: readonly StreamsGroupMetadataValueLastAssignmentConfig[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupMetadataValueLastAssignmentConfig {
  readonly key: string;
  readonly value: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readStreamsGroupMetadataValueLastAssignmentConfig(
  reader: Reader,
  _version: number,
): StreamsGroupMetadataValueLastAssignmentConfig {
  return {
    key: reader.string('key', true),
    value: reader.string('value', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupMetadataValueLastAssignmentConfig(
  writer: Writer,
  draft: Draft<StreamsGroupMetadataValueLastAssignmentConfig>,
  _version: number,
): void {
  const { key = '', value = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(key, 'key', true);
  writer.string(value, 'value', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupMetadataValue(reader: Reader, version: number): StreamsGroupMetadataValue {
  const epoch = reader.int32('epoch');
  const metadataHash = reader.int64('metadataHash');
  let validatedTopologyEpoch: number = -1;
  let lastAssignmentConfigs: readonly StreamsGroupMetadataValueLastAssignmentConfig[] | null = [];
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        validatedTopologyEpoch = reader.int32('validatedTopologyEpoch');
        break;
      case 1:
        lastAssignmentConfigs = reader.nullableItems(
          'lastAssignmentConfigs',
          reader.nullableArrayCount('lastAssignmentConfigs', true, 3),
          version,
          readStreamsGroupMetadataValueLastAssignmentConfig,
        );
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    epoch,
    metadataHash,
    validatedTopologyEpoch,
    lastAssignmentConfigs,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeStreamsGroupMetadataValue(
  writer: Writer,
  draft: Draft<StreamsGroupMetadataValue>,
  version: number,
): void {
  const {
    epoch = 0,
    metadataHash = 0,
    validatedTopologyEpoch = -1,
    lastAssignmentConfigs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(epoch, 'epoch');
  writer.int64(metadataHash, 'metadataHash');
  const hasValidatedTopologyEpoch = validatedTopologyEpoch !== -1;
  const hasLastAssignmentConfigs = lastAssignmentConfigs === null || lastAssignmentConfigs.length > 0;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasValidatedTopologyEpoch ? 1 : 0) +
    (hasLastAssignmentConfigs ? 1 : 0),
  );
  let from = 0;
  if (hasValidatedTopologyEpoch) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.int32(validatedTopologyEpoch, 'validatedTopologyEpoch');
    writer.endTag(begun);
  }
  if (hasLastAssignmentConfigs) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
    const begun = writer.beginTag(1);
    if (lastAssignmentConfigs === null) writer.nullArray('lastAssignmentConfigs', true);
    else {
      writer.arrayCount(lastAssignmentConfigs, 'lastAssignmentConfigs', true);
      writer.items(
        lastAssignmentConfigs,
        'lastAssignmentConfigs',
        version,
        writeStreamsGroupMetadataValueLastAssignmentConfig,
      );
    }
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const streamsGroupMetadataValue: MessageCodec<StreamsGroupMetadataValue> = defineCodec({
  name: 'StreamsGroupMetadataValue',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupMetadataValue,
  write: writeStreamsGroupMetadataValue,
});
