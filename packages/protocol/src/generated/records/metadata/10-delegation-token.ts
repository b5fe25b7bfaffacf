// Generated from schema/records/metadata/10-delegation-token.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface DelegationTokenRecord {
  readonly owner: string;
  readonly requester: string;
  readonly renewers: readonly string[];
  readonly issueTimestamp: Int64;
  readonly maxTimestamp: Int64;
  readonly expirationTimestamp: Int64;
  readonly tokenId: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDelegationTokenRecord(reader: Reader, _version: number): DelegationTokenRecord {
  return {
    owner: reader.string('owner', true),
    requester: reader.string('requester', true),
    renewers: reader.stringArray('renewers', reader.arrayCount('renewers', true, 1), true),
    issueTimestamp: reader.int64('issueTimestamp'),
    maxTimestamp: reader.int64('maxTimestamp'),
    expirationTimestamp: reader.int64('expirationTimestamp'),
    tokenId: reader.string('tokenId', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDelegationTokenRecord(
  writer: Writer,
  draft: Draft<DelegationTokenRecord>,
  _version: number,
): void {
  const {
    owner = '',
    requester = '',
    renewers = [],
    issueTimestamp = 0,
    maxTimestamp = 0,
    expirationTimestamp = 0,
    tokenId = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(owner, 'owner', true);
  writer.string(requester, 'requester', true);
  writer.stringArray(renewers, 'renewers', true);
  writer.int64(issueTimestamp, 'issueTimestamp');
  writer.int64(maxTimestamp, 'maxTimestamp');
  writer.int64(expirationTimestamp, 'expirationTimestamp');
  writer.string(tokenId, 'tokenId', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const delegationTokenRecord: MessageCodec<DelegationTokenRecord> = defineCodec({
  name: 'DelegationTokenRecord',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readDelegationTokenRecord,
  write: writeDelegationTokenRecord,
});
