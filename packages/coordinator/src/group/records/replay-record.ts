// What each record of `__consumer_offsets` does to the state: the only place where hard state
// changes. Records of kinds of groups that are not served yet only mark their group's id as theirs.

import {
  type GroupMetadataKey,
  type GroupMetadataValue,
  groupCoordinatorRecords,
  groupMetadataKey,
  type OffsetCommitKey,
  type OffsetCommitValue,
  type LegacyOffsetCommitKey,
  legacyOffsetCommitKey,
  type LegacyOffsetCommitValue,
  NO_PRODUCER_ID,
  offsetCommitKey,
  type ReadCoordinatorRecord,
  Reader,
  readCoordinatorRecord,
  zeroUuid,
} from '@ottla/protocol';
import type { ShardRecord } from '../../runtime/shard.ts';
import type { GroupState } from '../group-state.ts';
import { committedOffset } from '../offsets/committed-offset.ts';
import { NO_TIMESTAMP } from './group-records.ts';
import { unservedKinds } from './unserved-kinds.ts';

/** Where a record stands, and in whose transaction: -1 where in none. */
export interface RecordPlace {
  readonly offset: number;
  readonly producerId: number;
}

/** False where the record's type is not known here, or not served: it is skipped. */
export function replayRecord(state: GroupState, place: RecordPlace, record: ShardRecord): boolean {
  const read = readCoordinatorRecord(groupCoordinatorRecords, record.key, record.value);
  if (read === undefined) return false;
  const message = read.value?.message ?? null;
  switch (read.type) {
    case legacyOffsetCommitKey.apiKey: {
      const key = read.key as LegacyOffsetCommitKey; // what the table reads for this type
      replayOffset(state, place, key, upgrade(message));
      return true;
    }
    case offsetCommitKey.apiKey: {
      const key = read.key as OffsetCommitKey; // as above
      replayOffset(state, place, key, message as OffsetCommitValue | null); // as above
      return true;
    }
    case groupMetadataKey.apiKey: {
      const { group } = read.key as GroupMetadataKey; // as above
      replayGroup(state, group, message as GroupMetadataValue | null); // as above
      return true;
    }
    default:
      replayUnserved(state, read);
      return false;
  }
}

export function recordType(record: ShardRecord): number {
  return new Reader(record.key).int16('type');
}

function upgrade(message: unknown): OffsetCommitValue | null {
  if (message === null) return null;
  const legacy = message as LegacyOffsetCommitValue; // of a legacy key
  const newer = { leaderEpoch: -1, expireTimestamp: NO_TIMESTAMP, topicId: zeroUuid };
  return { ...newer, unknownTaggedFields: [], ...legacy };
}

function replayOffset(
  { groups, offsets }: GroupState,
  { offset, producerId }: RecordPlace,
  key: OffsetCommitKey,
  value: OffsetCommitValue | null,
): void {
  if (value === null) {
    offsets.remove(key);
    return;
  }
  // A consumer that assigns its partitions itself has a group only for its offsets.
  if (groups.stored(key.group) === undefined) {
    groups.store(key.group, { kind: 'classic', metadata: null });
  }
  const committed = committedOffset(offset, value);
  if (producerId === NO_PRODUCER_ID) offsets.commit(key, committed);
  else offsets.commitInTransaction(producerId, key, committed);
}

function replayGroup(
  { groups }: GroupState,
  groupId: string,
  value: GroupMetadataValue | null,
): void {
  if (value === null) groups.unstore(groupId);
  else groups.store(groupId, { kind: 'classic', metadata: value });
}

function replayUnserved({ groups }: GroupState, { type, key, value }: ReadCoordinatorRecord): void {
  const kind = unservedKinds.get(type);
  if (kind === undefined) return;
  const { groupId } = key as { readonly groupId: string }; // the keys of all of these have it
  if (value !== null) groups.store(groupId, { kind });
  else if (groups.stored(groupId)?.kind === kind) groups.unstore(groupId);
}
