// Records of `__consumer_offsets` that classic groups and offsets write. Framing is the protocol
// package's; which version of a value is written is decided here.
//
//   key    int16 type (1 offset, 2 group), body
//   value  int16 version, body; none is a tombstone

import {
  type Draft,
  type GroupMetadataValue,
  groupMetadataKey,
  groupMetadataValue,
  type OffsetCommitKey,
  type OffsetCommitValue,
  offsetCommitKey,
  offsetCommitValue,
  writeCoordinatorKey,
  writeCoordinatorValue,
} from '@ottla/protocol';
import type { ShardRecord } from '../../runtime/shard.ts';

const GROUP_METADATA_VERSION = 3;
const OFFSET_COMMIT_VERSION = 4;
/** The only version that has an expire timestamp; it has no leader epoch. */
const OFFSET_COMMIT_EXPIRING_VERSION = 1;
export const NO_TIMESTAMP = -1;

export function groupRecord(group: string, value: Draft<GroupMetadataValue>): ShardRecord {
  return {
    key: writeCoordinatorKey(groupMetadataKey, { group }),
    value: writeCoordinatorValue(groupMetadataValue, value, GROUP_METADATA_VERSION),
  };
}

export function groupTombstone(group: string): ShardRecord {
  return { key: writeCoordinatorKey(groupMetadataKey, { group }), value: null };
}

export function offsetRecord(key: OffsetCommitKey, value: Draft<OffsetCommitValue>): ShardRecord {
  const { expireTimestamp = NO_TIMESTAMP } = value;
  const expires = expireTimestamp !== NO_TIMESTAMP;
  const version = expires ? OFFSET_COMMIT_EXPIRING_VERSION : OFFSET_COMMIT_VERSION;
  const draft = expires ? withoutEpoch(value) : value;
  return {
    key: writeCoordinatorKey(offsetCommitKey, key),
    value: writeCoordinatorValue(offsetCommitValue, draft, version),
  };
}

function withoutEpoch(value: Draft<OffsetCommitValue>): Draft<OffsetCommitValue> {
  const { offset, metadata, commitTimestamp, expireTimestamp } = value;
  return { offset, metadata, commitTimestamp, expireTimestamp };
}

export function offsetTombstone(key: OffsetCommitKey): ShardRecord {
  return { key: writeCoordinatorKey(offsetCommitKey, key), value: null };
}
