// Records as a scenario shows them.

import {
  type GroupMetadataKey,
  type GroupMetadataValue,
  groupCoordinatorRecords,
  type OffsetCommitKey,
  type OffsetCommitValue,
  readCoordinatorRecord,
} from '@ottla/protocol';
import type { ShardRecord } from '../../src/index.ts';
import { EPOCH_MS } from './group-bench.ts';
import type { MemberNames } from './member-names.ts';

export function showRecord({ key, value }: ShardRecord, names: MemberNames): string {
  const read = readCoordinatorRecord(groupCoordinatorRecords, key, value);
  if (read === undefined) return 'write a record of an unknown type';
  const version = read.value?.version ?? -1;
  switch (read.type) {
    case 1: {
      const { group, topic, partition } = read.key as OffsetCommitKey; // type 1
      const subject = `write offset ${group} ${topic}:${partition}`;
      if (read.value === null) return `${subject} tombstone`;
      return `${subject} ${showOffset(read.value.message as OffsetCommitValue, version)}`; // type 1
    }
    case 2: {
      const { group } = read.key as GroupMetadataKey; // type 2
      if (read.value === null) return `write group ${group} tombstone`;
      const message = read.value.message as GroupMetadataValue; // type 2
      return `write group ${group} ${showGroup(message, names)} v${version}`;
    }
    default:
      return `write a record of type ${read.type}`;
  }
}

function showOffset(value: OffsetCommitValue, version: number): string {
  const { offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp } = value;
  const expires = expireTimestamp === -1 ? '' : ` expires=${Number(expireTimestamp) - EPOCH_MS}`;
  const epoch = leaderEpoch === -1 ? '' : ` epoch=${leaderEpoch}`;
  const text = metadata === '' ? '' : ` "${metadata}"`;
  return `${offset}${epoch}${text} at=${Number(commitTimestamp) - EPOCH_MS}${expires} v${version}`;
}

function showGroup(value: GroupMetadataValue, names: MemberNames): string {
  const { generation, protocolType, protocol, leader, members } = value;
  const shown = members.map((member) => {
    const name = names.nameOf(member.memberId);
    const instance = member.groupInstanceId === null ? '' : `(${member.groupInstanceId})`;
    return `${name}${instance}=${names.wordOf(member.assignment)}`;
  });
  const chosen = `${protocolType === '' ? 'no-type' : protocolType}/${protocol ?? 'none'}`;
  const leads = leader === null ? '' : ` leader=${names.nameOf(leader)}`;
  return `generation=${generation} ${chosen}${leads} [${shown.join(' ')}]`;
}
