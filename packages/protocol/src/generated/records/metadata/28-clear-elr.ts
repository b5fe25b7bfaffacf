// Generated from schema/records/metadata/28-clear-elr.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ClearElrRecord {
  readonly topicName: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readClearElrRecord(reader: Reader, _version: number): ClearElrRecord {
  return {
    topicName: reader.string('topicName', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeClearElrRecord(writer: Writer, draft: Draft<ClearElrRecord>, _version: number): void {
  const { topicName = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topicName, 'topicName', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const clearElrRecord: MessageCodec<ClearElrRecord> = defineCodec({
  name: 'ClearElrRecord',
  apiKey: 28,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readClearElrRecord,
  write: writeClearElrRecord,
});
