// Generated from schema/82-update-raft-voter.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface UpdateRaftVoterRequest {
  readonly clusterId: string | null;
  readonly currentLeaderEpoch: number;
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
  readonly listeners: readonly UpdateRaftVoterRequestListener[];
  readonly kRaftVersionFeature: UpdateRaftVoterRequestKRaftVersionFeature;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface UpdateRaftVoterRequestKRaftVersionFeature {
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface UpdateRaftVoterRequestListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultUpdateRaftVoterRequestKRaftVersionFeature: UpdateRaftVoterRequestKRaftVersionFeature = Object.freeze({
  minSupportedVersion: 0,
  maxSupportedVersion: 0,
  unknownTaggedFields: noTaggedFields,
});

function readUpdateRaftVoterRequestListener(
  reader: Reader,
  _version: number,
): UpdateRaftVoterRequestListener {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUpdateRaftVoterRequestListener(
  writer: Writer,
  draft: Draft<UpdateRaftVoterRequestListener>,
  _version: number,
): void {
  const { name = '', host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readUpdateRaftVoterRequestKRaftVersionFeature(
  reader: Reader,
  _version: number,
): UpdateRaftVoterRequestKRaftVersionFeature {
  return {
    minSupportedVersion: reader.int16('minSupportedVersion'),
    maxSupportedVersion: reader.int16('maxSupportedVersion'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUpdateRaftVoterRequestKRaftVersionFeature(
  writer: Writer,
  draft: Draft<UpdateRaftVoterRequestKRaftVersionFeature>,
  _version: number,
): void {
  const {
    minSupportedVersion = 0,
    maxSupportedVersion = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(minSupportedVersion, 'minSupportedVersion');
  writer.int16(maxSupportedVersion, 'maxSupportedVersion');
  writer.unknownTags(unknownTaggedFields, true);
}

function readUpdateRaftVoterRequest(reader: Reader, version: number): UpdateRaftVoterRequest {
  return {
    clusterId: reader.nullableString('clusterId', true),
    currentLeaderEpoch: reader.int32('currentLeaderEpoch'),
    voterId: reader.int32('voterId'),
    voterDirectoryId: reader.uuid('voterDirectoryId'),
    listeners: reader.items(
      'listeners',
      reader.arrayCount('listeners', true, 5),
      version,
      readUpdateRaftVoterRequestListener,
    ),
    kRaftVersionFeature: reader.struct(
      'kRaftVersionFeature',
      version,
      readUpdateRaftVoterRequestKRaftVersionFeature,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUpdateRaftVoterRequest(
  writer: Writer,
  draft: Draft<UpdateRaftVoterRequest>,
  version: number,
): void {
  const {
    clusterId = '',
    currentLeaderEpoch = 0,
    voterId = 0,
    voterDirectoryId = zeroUuid,
    listeners = [],
    kRaftVersionFeature = defaultUpdateRaftVoterRequestKRaftVersionFeature,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(clusterId, 'clusterId', true);
  writer.int32(currentLeaderEpoch, 'currentLeaderEpoch');
  writer.int32(voterId, 'voterId');
  writer.uuid(voterDirectoryId, 'voterDirectoryId');
  writer.arrayCount(listeners, 'listeners', true);
  writer.items(listeners, 'listeners', version, writeUpdateRaftVoterRequestListener);
  writer.struct(
    kRaftVersionFeature,
    'kRaftVersionFeature',
    version,
    writeUpdateRaftVoterRequestKRaftVersionFeature,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const updateRaftVoterRequest: MessageCodec<UpdateRaftVoterRequest> = defineCodec({
  name: 'UpdateRaftVoterRequest',
  apiKey: 82,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readUpdateRaftVoterRequest,
  write: writeUpdateRaftVoterRequest,
});

export interface UpdateRaftVoterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly currentLeader: UpdateRaftVoterResponseCurrentLeader;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface UpdateRaftVoterResponseCurrentLeader {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly host: string;
  readonly port: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultUpdateRaftVoterResponseCurrentLeader: UpdateRaftVoterResponseCurrentLeader = Object.freeze({
  leaderId: -1,
  leaderEpoch: -1,
  host: '',
  port: 0,
  unknownTaggedFields: noTaggedFields,
});

function isDefaultUpdateRaftVoterResponseCurrentLeader(draft: Draft<UpdateRaftVoterResponseCurrentLeader>): boolean {
  if (draft === defaultUpdateRaftVoterResponseCurrentLeader) return true;
  const {
    leaderId = -1,
    leaderEpoch = -1,
    host = '',
    port = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  return !(
    leaderId !== -1 ||
    leaderEpoch !== -1 ||
    host !== '' ||
    port !== 0 ||
    unknownTaggedFields.length > 0
  );
}

function readUpdateRaftVoterResponseCurrentLeader(
  reader: Reader,
  _version: number,
): UpdateRaftVoterResponseCurrentLeader {
  return {
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    host: reader.string('host', true),
    port: reader.int32('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUpdateRaftVoterResponseCurrentLeader(
  writer: Writer,
  draft: Draft<UpdateRaftVoterResponseCurrentLeader>,
  _version: number,
): void {
  const {
    leaderId = -1,
    leaderEpoch = -1,
    host = '',
    port = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.string(host, 'host', true);
  writer.int32(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readUpdateRaftVoterResponse(reader: Reader, version: number): UpdateRaftVoterResponse {
  const throttleTimeMs = reader.int32('throttleTimeMs');
  const errorCode = reader.int16('errorCode');
  let currentLeader: UpdateRaftVoterResponseCurrentLeader = defaultUpdateRaftVoterResponseCurrentLeader;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        currentLeader = reader.struct(
          'currentLeader',
          version,
          readUpdateRaftVoterResponseCurrentLeader,
        );
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    throttleTimeMs,
    errorCode,
    currentLeader,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeUpdateRaftVoterResponse(
  writer: Writer,
  draft: Draft<UpdateRaftVoterResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    currentLeader = defaultUpdateRaftVoterResponseCurrentLeader,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  const hasCurrentLeader = !isDefaultUpdateRaftVoterResponseCurrentLeader(currentLeader);
  writer.uvarint(
    unknownTaggedFields.length +
    (hasCurrentLeader ? 1 : 0),
  );
  let from = 0;
  if (hasCurrentLeader) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.struct(
      currentLeader,
      'currentLeader',
      version,
      writeUpdateRaftVoterResponseCurrentLeader,
    );
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const updateRaftVoterResponse: MessageCodec<UpdateRaftVoterResponse> = defineCodec({
  name: 'UpdateRaftVoterResponse',
  apiKey: 82,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readUpdateRaftVoterResponse,
  write: writeUpdateRaftVoterResponse,
});
