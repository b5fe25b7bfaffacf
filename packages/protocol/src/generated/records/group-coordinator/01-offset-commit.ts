// Generated from schema/records/group-coordinator/01-offset-commit.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface OffsetCommitKey {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

function readOffsetCommitKey(reader: Reader, _version: number): OffsetCommitKey {
  return {
    group: reader.string('group', false),
    topic: reader.string('topic', false),
    partition: reader.int32('partition'),
  };
}

function writeOffsetCommitKey(
  writer: Writer,
  draft: Draft<OffsetCommitKey>,
  _version: number,
): void {
  const { group = '', topic = '', partition = 0 } = draft;
  writer.string(group, 'group', false);
  writer.string(topic, 'topic', false);
  writer.int32(partition, 'partition');
}

export const offsetCommitKey: MessageCodec<OffsetCommitKey> = defineCodec({
  name: 'OffsetCommitKey',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readOffsetCommitKey,
  write: writeOffsetCommitKey,
});

export interface OffsetCommitValue {
  readonly offset: Int64;
  readonly leaderEpoch: number; // v3+
  readonly metadata: string;
  readonly commitTimestamp: Int64;
  readonly expireTimestamp: Int64; // v1
  readonly topicId: Uuid; // v4+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readOffsetCommitValue(reader: Reader, version: number): OffsetCommitValue {
  const flexible = version >= 4;
  const offset = reader.int64('offset');
  const leaderEpoch = version >= 3 ? reader.int32('leaderEpoch') : -1;
  const metadata = reader.string('metadata', flexible);
  const commitTimestamp = reader.int64('commitTimestamp');
  const expireTimestamp = version === 1 ? reader.int64('expireTimestamp') : -1;
  let topicId: Uuid = zeroUuid;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          topicId = reader.uuid('topicId');
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    offset,
    leaderEpoch,
    metadata,
    commitTimestamp,
    expireTimestamp,
    topicId,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeOffsetCommitValue(
  writer: Writer,
  draft: Draft<OffsetCommitValue>,
  version: number,
): void {
  const flexible = version >= 4;
  const {
    offset = 0,
    leaderEpoch = -1,
    metadata = '',
    commitTimestamp = 0,
    expireTimestamp = -1,
    topicId = zeroUuid,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int64(offset, 'offset');
  if (version >= 3) writer.int32(leaderEpoch, 'leaderEpoch');
  writer.string(metadata, 'metadata', flexible);
  writer.int64(commitTimestamp, 'commitTimestamp');
  if (version === 1) writer.int64(expireTimestamp, 'expireTimestamp');
  if (flexible) {
    const hastopicId = topicId !== zeroUuid;
    writer.uvarint(
      unknownTaggedFields.length +
      (hastopicId ? 1 : 0),
    );
    let from = 0;
    if (hastopicId) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.uuid(topicId, 'topicId');
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

export const offsetCommitValue: MessageCodec<OffsetCommitValue> = defineCodec({
  name: 'OffsetCommitValue',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  read: readOffsetCommitValue,
  write: writeOffsetCommitValue,
});
