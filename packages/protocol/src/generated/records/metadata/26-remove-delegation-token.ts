// Generated from schema/records/metadata/26-remove-delegation-token.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface RemoveDelegationTokenRecord {
  readonly tokenId: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRemoveDelegationTokenRecord(
  reader: Reader,
  _version: number,
): RemoveDelegationTokenRecord {
  return {
    tokenId: reader.string('tokenId', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoveDelegationTokenRecord(
  writer: Writer,
  draft: Draft<RemoveDelegationTokenRecord>,
  _version: number,
): void {
  const { tokenId = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(tokenId, 'tokenId', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const removeDelegationTokenRecord: MessageCodec<RemoveDelegationTokenRecord> = defineCodec({
  name: 'RemoveDelegationTokenRecord',
  apiKey: 26,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRemoveDelegationTokenRecord,
  write: writeRemoveDelegationTokenRecord,
});
