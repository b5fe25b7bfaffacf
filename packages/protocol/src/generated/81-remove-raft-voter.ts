// Generated from schema/81-remove-raft-voter.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface RemoveRaftVoterRequest {
  readonly clusterId: string | null;
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRemoveRaftVoterRequest(reader: Reader, _version: number): RemoveRaftVoterRequest {
  return {
    clusterId: reader.nullableString('clusterId', true),
    voterId: reader.int32('voterId'),
    voterDirectoryId: reader.uuid('voterDirectoryId'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoveRaftVoterRequest(
  writer: Writer,
  draft: Draft<RemoveRaftVoterRequest>,
  _version: number,
): void {
  const {
    clusterId = '',
    voterId = 0,
    voterDirectoryId = zeroUuid,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(clusterId, 'clusterId', true);
  writer.int32(voterId, 'voterId');
  writer.uuid(voterDirectoryId, 'voterDirectoryId');
  writer.unknownTags(unknownTaggedFields, true);
}

export const removeRaftVoterRequest: MessageCodec<RemoveRaftVoterRequest> = defineCodec({
  name: 'RemoveRaftVoterRequest',
  apiKey: 81,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRemoveRaftVoterRequest,
  write: writeRemoveRaftVoterRequest,
});

export interface RemoveRaftVoterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRemoveRaftVoterResponse(reader: Reader, _version: number): RemoveRaftVoterResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoveRaftVoterResponse(
  writer: Writer,
  draft: Draft<RemoveRaftVoterResponse>,
  _version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

export const removeRaftVoterResponse: MessageCodec<RemoveRaftVoterResponse> = defineCodec({
  name: 'RemoveRaftVoterResponse',
  apiKey: 81,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRemoveRaftVoterResponse,
  write: writeRemoveRaftVoterResponse,
});
