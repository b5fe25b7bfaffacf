// Generated from schema/records/control/voters-record.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface VotersRecord {
  readonly version: number;
  readonly voters: readonly VotersRecordVoter[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface VotersRecordVoter {
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
  readonly endpoints: readonly VotersRecordEndpoint[];
  readonly kRaftVersionFeature: VotersRecordKRaftVersionFeature;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface VotersRecordKRaftVersionFeature {
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface VotersRecordEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultVotersRecordKRaftVersionFeature: VotersRecordKRaftVersionFeature = Object.freeze({
  minSupportedVersion: 0,
  maxSupportedVersion: 0,
  unknownTaggedFields: noTaggedFields,
});

function readVotersRecordEndpoint(reader: Reader, _version: number): VotersRecordEndpoint {
  return {
    name: reader.string('name', true),
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVotersRecordEndpoint(
  writer: Writer,
  draft: Draft<VotersRecordEndpoint>,
  _version: number,
): void {
  const { name = '', host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readVotersRecordKRaftVersionFeature(
  reader: Reader,
  _version: number,
): VotersRecordKRaftVersionFeature {
  return {
    minSupportedVersion: reader.int16('minSupportedVersion'),
    maxSupportedVersion: reader.int16('maxSupportedVersion'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVotersRecordKRaftVersionFeature(
  writer: Writer,
  draft: Draft<VotersRecordKRaftVersionFeature>,
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

function readVotersRecordVoter(reader: Reader, version: number): VotersRecordVoter {
  return {
    voterId: reader.int32('voterId'),
    voterDirectoryId: reader.uuid('voterDirectoryId'),
    endpoints: reader.items(
      'endpoints',
      reader.arrayCount('endpoints', true, 5),
      version,
      readVotersRecordEndpoint,
    ),
    kRaftVersionFeature: reader.struct(
      'kRaftVersionFeature',
      version,
      readVotersRecordKRaftVersionFeature,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVotersRecordVoter(
  writer: Writer,
  draft: Draft<VotersRecordVoter>,
  version: number,
): void {
  const {
    voterId = 0,
    voterDirectoryId = zeroUuid,
    endpoints = [],
    kRaftVersionFeature = defaultVotersRecordKRaftVersionFeature,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(voterId, 'voterId');
  writer.uuid(voterDirectoryId, 'voterDirectoryId');
  writer.arrayCount(endpoints, 'endpoints', true);
  writer.items(endpoints, 'endpoints', version, writeVotersRecordEndpoint);
  writer.struct(
    kRaftVersionFeature,
    'kRaftVersionFeature',
    version,
    writeVotersRecordKRaftVersionFeature,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readVotersRecord(reader: Reader, version: number): VotersRecord {
  return {
    version: reader.int16('version'),
    voters: reader.items(
      'voters',
      reader.arrayCount('voters', true, 27),
      version,
      readVotersRecordVoter,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeVotersRecord(writer: Writer, draft: Draft<VotersRecord>, version: number): void {
  const {
    version: versionValue = 0,
    voters = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(versionValue, 'version');
  writer.arrayCount(voters, 'voters', true);
  writer.items(voters, 'voters', version, writeVotersRecordVoter);
  writer.unknownTags(unknownTaggedFields, true);
}

export const votersRecord: MessageCodec<VotersRecord> = defineCodec({
  name: 'VotersRecord',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readVotersRecord,
  write: writeVotersRecord,
});
