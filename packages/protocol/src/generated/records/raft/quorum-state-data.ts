// Generated from schema/records/raft/quorum-state-data.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, Int64, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import { notInVersion, type Writer } from '../../../codec/writer.ts';

export interface QuorumStateData {
  readonly clusterId: string; // v0
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly votedId: number;
  readonly votedDirectoryId: Uuid; // v1+
  readonly appliedOffset: Int64; // v0
  readonly currentVoters: readonly QuorumStateDataVoter[] | null; // v0
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface QuorumStateDataVoter {
  readonly voterId: number; // v0
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readQuorumStateDataVoter(reader: Reader, _version: number): QuorumStateDataVoter {
  return {
    voterId: reader.int32('voterId'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeQuorumStateDataVoter(
  writer: Writer,
  draft: Draft<QuorumStateDataVoter>,
  _version: number,
): void {
  const { voterId = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(voterId, 'voterId');
  writer.unknownTags(unknownTaggedFields, true);
}

function readQuorumStateData(reader: Reader, version: number): QuorumStateData {
  return {
    clusterId: version <= 0 ? reader.string('clusterId', true) : '',
    leaderId: reader.int32('leaderId'),
    leaderEpoch: reader.int32('leaderEpoch'),
    votedId: reader.int32('votedId'),
    votedDirectoryId: version >= 1 ? reader.uuid('votedDirectoryId') : zeroUuid,
    appliedOffset: version <= 0 ? reader.int64('appliedOffset') : 0,
    currentVoters: version <= 0
      ? reader.nullableItems(
        'currentVoters',
        reader.nullableArrayCount('currentVoters', true, 5),
        version,
        readQuorumStateDataVoter,
      )
      : [],
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeQuorumStateData(
  writer: Writer,
  draft: Draft<QuorumStateData>,
  version: number,
): void {
  const {
    clusterId = '',
    leaderId = -1,
    leaderEpoch = -1,
    votedId = -1,
    votedDirectoryId = zeroUuid,
    appliedOffset = 0,
    currentVoters = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version <= 0) {
    writer.string(clusterId, 'clusterId', true);
  } else if (clusterId !== '') throw notInVersion('clusterId');
  writer.int32(leaderId, 'leaderId');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int32(votedId, 'votedId');
  if (version >= 1) {
    writer.uuid(votedDirectoryId, 'votedDirectoryId');
  } else if (votedDirectoryId !== zeroUuid) throw notInVersion('votedDirectoryId');
  if (version <= 0) {
    writer.int64(appliedOffset, 'appliedOffset');
  } else if (appliedOffset !== 0 && appliedOffset !== 0n) throw notInVersion('appliedOffset');
  if (version <= 0) {
    if (currentVoters === null) writer.nullArray('currentVoters', true);
    else {
      writer.arrayCount(currentVoters, 'currentVoters', true);
      writer.items(currentVoters, 'currentVoters', version, writeQuorumStateDataVoter);
    }
  } else if (
    currentVoters === null ||
    currentVoters.length > 0) throw notInVersion('currentVoters'
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const quorumStateData: MessageCodec<QuorumStateData> = defineCodec({
  name: 'QuorumStateData',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readQuorumStateData,
  write: writeQuorumStateData,
});
