// Generated from schema/records/metadata/25-abort-transaction.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface AbortTransactionRecord {
  readonly reason: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAbortTransactionRecord(reader: Reader, _version: number): AbortTransactionRecord {
  let reason: string | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        reason = reader.nullableString('reason', true);
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    reason,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeAbortTransactionRecord(
  writer: Writer,
  draft: Draft<AbortTransactionRecord>,
  _version: number,
): void {
  const { reason = null, unknownTaggedFields = noTaggedFields } = draft;
  const hasReason = reason !== null;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasReason ? 1 : 0),
  );
  let from = 0;
  if (hasReason) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.nullableString(reason, 'reason', true);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const abortTransactionRecord: MessageCodec<AbortTransactionRecord> = defineCodec({
  name: 'AbortTransactionRecord',
  apiKey: 25,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readAbortTransactionRecord,
  write: writeAbortTransactionRecord,
});
