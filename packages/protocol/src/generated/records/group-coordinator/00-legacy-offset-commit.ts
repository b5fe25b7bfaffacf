// Generated from schema/records/group-coordinator/00-legacy-offset-commit.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import type { Reader } from '../../../codec/reader.ts';
import type { Draft, Int64 } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface LegacyOffsetCommitKey {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

function readLegacyOffsetCommitKey(reader: Reader, _version: number): LegacyOffsetCommitKey {
  return {
    group: reader.string('group', false),
    topic: reader.string('topic', false),
    partition: reader.int32('partition'),
  };
}

function writeLegacyOffsetCommitKey(
  writer: Writer,
  draft: Draft<LegacyOffsetCommitKey>,
  _version: number,
): void {
  const { group = '', topic = '', partition = 0 } = draft;
  writer.string(group, 'group', false);
  writer.string(topic, 'topic', false);
  writer.int32(partition, 'partition');
}

export const legacyOffsetCommitKey: MessageCodec<LegacyOffsetCommitKey> = defineCodec({
  name: 'LegacyOffsetCommitKey',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readLegacyOffsetCommitKey,
  write: writeLegacyOffsetCommitKey,
});

export interface LegacyOffsetCommitValue {
  readonly offset: Int64;
  readonly metadata: string;
  readonly commitTimestamp: Int64;
}

function readLegacyOffsetCommitValue(reader: Reader, _version: number): LegacyOffsetCommitValue {
  return {
    offset: reader.int64('offset'),
    metadata: reader.string('metadata', false),
    commitTimestamp: reader.int64('commitTimestamp'),
  };
}

function writeLegacyOffsetCommitValue(
  writer: Writer,
  draft: Draft<LegacyOffsetCommitValue>,
  _version: number,
): void {
  const { offset = 0, metadata = '', commitTimestamp = 0 } = draft;
  writer.int64(offset, 'offset');
  writer.string(metadata, 'metadata', false);
  writer.int64(commitTimestamp, 'commitTimestamp');
}

export const legacyOffsetCommitValue: MessageCodec<LegacyOffsetCommitValue> = defineCodec({
  name: 'LegacyOffsetCommitValue',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readLegacyOffsetCommitValue,
  write: writeLegacyOffsetCommitValue,
});
