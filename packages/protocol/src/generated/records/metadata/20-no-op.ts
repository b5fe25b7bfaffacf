// Generated from schema/records/metadata/20-no-op.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface NoOpRecord {
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readNoOpRecord(reader: Reader, _version: number): NoOpRecord {
  return {
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeNoOpRecord(writer: Writer, draft: Draft<NoOpRecord>, _version: number): void {
  const { unknownTaggedFields = noTaggedFields } = draft;
  writer.unknownTags(unknownTaggedFields, true);
}

export const noOpRecord: MessageCodec<NoOpRecord> = defineCodec({
  name: 'NoOpRecord',
  apiKey: 20,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readNoOpRecord,
  write: writeNoOpRecord,
});
