// Generated from schema/records/metadata/24-end-transaction.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface EndTransactionRecord {
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readEndTransactionRecord(reader: Reader, _version: number): EndTransactionRecord {
  return {
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeEndTransactionRecord(
  writer: Writer,
  draft: Draft<EndTransactionRecord>,
  _version: number,
): void {
  const { unknownTaggedFields = noTaggedFields } = draft;
  writer.unknownTags(unknownTaggedFields, true);
}

export const endTransactionRecord: MessageCodec<EndTransactionRecord> = defineCodec({
  name: 'EndTransactionRecord',
  apiKey: 24,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readEndTransactionRecord,
  write: writeEndTransactionRecord,
});
