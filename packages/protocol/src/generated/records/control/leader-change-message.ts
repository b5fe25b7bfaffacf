// Generated from schema/records/control/leader-change-message.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import { notInVersion, type Writer } from '../../../codec/writer.ts';

export interface LeaderChangeMessage {
  readonly version: number;
  readonly leaderId: number;
  readonly voters: readonly LeaderChangeMessageVoter[];
  readonly grantingVoters: readonly LeaderChangeMessageVoter[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface LeaderChangeMessageVoter {
  readonly voterId: number;
  readonly voterDirectoryId: Uuid; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readLeaderChangeMessageVoter(reader: Reader, version: number): LeaderChangeMessageVoter {
  return {
    voterId: reader.int32('voterId'),
    voterDirectoryId: version >= 1 ? reader.uuid('voterDirectoryId') : zeroUuid,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeLeaderChangeMessageVoter(
  writer: Writer,
  draft: Draft<LeaderChangeMessageVoter>,
  version: number,
): void {
  const {
    voterId = 0,
    voterDirectoryId = zeroUuid,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(voterId, 'voterId');
  if (version >= 1) {
    writer.uuid(voterDirectoryId, 'voterDirectoryId');
  } else if (voterDirectoryId !== zeroUuid) throw notInVersion('voterDirectoryId');
  writer.unknownTags(unknownTaggedFields, true);
}

function readLeaderChangeMessage(reader: Reader, version: number): LeaderChangeMessage {
  return {
    version: reader.int16('version'),
    leaderId: reader.int32('leaderId'),
    voters: reader.items(
      'voters',
      reader.arrayCount('voters', true, 5),
      version,
      readLeaderChangeMessageVoter,
    ),
    grantingVoters: reader.items(
      'grantingVoters',
      reader.arrayCount('grantingVoters', true, 5),
      version,
      readLeaderChangeMessageVoter,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeLeaderChangeMessage(
  writer: Writer,
  draft: Draft<LeaderChangeMessage>,
  version: number,
): void {
  const {
    version: versionValue = 0,
    leaderId = 0,
    voters = [],
    grantingVoters = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(versionValue, 'version');
  writer.int32(leaderId, 'leaderId');
  writer.arrayCount(voters, 'voters', true);
  writer.items(voters, 'voters', version, writeLeaderChangeMessageVoter);
  writer.arrayCount(grantingVoters, 'grantingVoters', true);
  writer.items(grantingVoters, 'grantingVoters', version, writeLeaderChangeMessageVoter);
  writer.unknownTags(unknownTaggedFields, true);
}

export const leaderChangeMessage: MessageCodec<LeaderChangeMessage> = defineCodec({
  name: 'LeaderChangeMessage',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  read: readLeaderChangeMessage,
  write: writeLeaderChangeMessage,
});
