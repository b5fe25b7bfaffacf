// Generated from schema/records/metadata/23-begin-transaction.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface BeginTransactionRecord {
  readonly name: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readBeginTransactionRecord(reader: Reader, _version: number): BeginTransactionRecord {
  let name: string | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        name = reader.nullableString('name', true);
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    name,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeBeginTransactionRecord(
  writer: Writer,
  draft: Draft<BeginTransactionRecord>,
  _version: number,
): void {
  const { name = null, unknownTaggedFields = noTaggedFields } = draft;
  const hasName = name !== null;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasName ? 1 : 0),
  );
  let from = 0;
  if (hasName) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.nullableString(name, 'name', true);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const beginTransactionRecord: MessageCodec<BeginTransactionRecord> = defineCodec({
  name: 'BeginTransactionRecord',
  apiKey: 23,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readBeginTransactionRecord,
  write: writeBeginTransactionRecord,
});
