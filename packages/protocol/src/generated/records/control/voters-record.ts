// Generated from schema/records/control/voters-record.ts by `npm run generate`: change the schema, not this file.

import { inField, inItem } from '../../../codec/codec-error.ts';
import { defineCodec } from '../../../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField, Uuid } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
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

function readVotersRecordEndpointArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): VotersRecordEndpoint[] {
  const items: VotersRecordEndpoint[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readVotersRecordEndpoint(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeVotersRecordEndpointArray(
  writer: Writer,
  items: readonly Draft<VotersRecordEndpoint>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeVotersRecordEndpoint(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
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

function readVotersRecordKRaftVersionFeatureField(
  reader: Reader,
  version: number,
  field: string,
): VotersRecordKRaftVersionFeature {
  try {
    return readVotersRecordKRaftVersionFeature(reader, version);
  } catch (error) {
    throw inField(error, field);
  }
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

function writeVotersRecordKRaftVersionFeatureField(
  writer: Writer,
  draft: Draft<VotersRecordKRaftVersionFeature>,
  version: number,
  field: string,
): void {
  try {
    writeVotersRecordKRaftVersionFeature(writer, draft, version);
  } catch (error) {
    throw inField(error, field);
  }
}

function readVotersRecordVoter(reader: Reader, version: number): VotersRecordVoter {
  return {
    voterId: reader.int32('voterId'),
    voterDirectoryId: reader.uuid('voterDirectoryId'),
    endpoints: readVotersRecordEndpointArray(reader, version, 'endpoints', reader.arrayCount('endpoints', true, 5)),
    kRaftVersionFeature: readVotersRecordKRaftVersionFeatureField(reader, version, 'kRaftVersionFeature'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readVotersRecordVoterArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): VotersRecordVoter[] {
  const items: VotersRecordVoter[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readVotersRecordVoter(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeVotersRecordEndpointArray(writer, endpoints, version, 'endpoints');
  writeVotersRecordKRaftVersionFeatureField(writer, kRaftVersionFeature, version, 'kRaftVersionFeature');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeVotersRecordVoterArray(
  writer: Writer,
  items: readonly Draft<VotersRecordVoter>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeVotersRecordVoter(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readVotersRecord(reader: Reader, version: number): VotersRecord {
  return {
    version: reader.int16('version'),
    voters: readVotersRecordVoterArray(reader, version, 'voters', reader.arrayCount('voters', true, 27)),
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
  writeVotersRecordVoterArray(writer, voters, version, 'voters');
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
