// Generated from schema/80-add-raft-voter.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface AddRaftVoterRequest {
  readonly clusterId: string | null;
  readonly timeoutMs: number;
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
  readonly listeners: readonly AddRaftVoterRequestListener[];
  readonly ackWhenCommitted: boolean; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface AddRaftVoterRequestListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAddRaftVoterRequestListener(
  reader: Reader,
  _version: number,
): AddRaftVoterRequestListener {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAddRaftVoterRequestListener(
  writer: Writer,
  draft: Draft<AddRaftVoterRequestListener>,
  _version: number,
): void {
  const { name = '', host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readAddRaftVoterRequest(reader: Reader, version: number): AddRaftVoterRequest {
  return {
    clusterId: reader.nullableString('clusterId', true),
    timeoutMs: reader.int32('timeoutMs'),
    voterId: reader.int32('voterId'),
    voterDirectoryId: reader.uuid('voterDirectoryId'),
    listeners: reader.items(
      'listeners',
      reader.arrayCount('listeners', true, 5),
      version,
      readAddRaftVoterRequestListener,
    ),
    ackWhenCommitted: version >= 1 ? reader.bool('ackWhenCommitted') : true,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAddRaftVoterRequest(
  writer: Writer,
  draft: Draft<AddRaftVoterRequest>,
  version: number,
): void {
  const {
    clusterId = '',
    timeoutMs = 0,
    voterId = 0,
    voterDirectoryId = zeroUuid,
    listeners = [],
    ackWhenCommitted = true,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(clusterId, 'clusterId', true);
  writer.int32(timeoutMs, 'timeoutMs');
  writer.int32(voterId, 'voterId');
  writer.uuid(voterDirectoryId, 'voterDirectoryId');
  writer.arrayCount(listeners, 'listeners', true);
  writer.items(listeners, 'listeners', version, writeAddRaftVoterRequestListener);
  if (version >= 1) {
    writer.bool(ackWhenCommitted, 'ackWhenCommitted');
  } else if (!ackWhenCommitted) throw notInVersion('ackWhenCommitted');
  writer.unknownTags(unknownTaggedFields, true);
}

export const addRaftVoterRequest: MessageCodec<AddRaftVoterRequest> = defineCodec({
  name: 'AddRaftVoterRequest',
  apiKey: 80,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readAddRaftVoterRequest,
  write: writeAddRaftVoterRequest,
});

export interface AddRaftVoterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readAddRaftVoterResponse(reader: Reader, _version: number): AddRaftVoterResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeAddRaftVoterResponse(
  writer: Writer,
  draft: Draft<AddRaftVoterResponse>,
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

export const addRaftVoterResponse: MessageCodec<AddRaftVoterResponse> = defineCodec({
  name: 'AddRaftVoterResponse',
  apiKey: 80,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readAddRaftVoterResponse,
  write: writeAddRaftVoterResponse,
});
