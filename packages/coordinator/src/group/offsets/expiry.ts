// Which offsets are forgotten for their age, and which groups with them (KIP-211).
//
//   group                                   an offset's age counts from
//   empty, has had members                  when it became empty
//   simple, never had members               its commit
//   stable, of consumers                    its commit, for topics that nobody subscribes to
//   any other                               never expires
//
// A commit that brought a retention time of its own expires by that alone.

import { endGroup } from '../classic/abandon.ts';
import type { ClassicGroup } from '../classic/classic-group.ts';
import type { GroupState } from '../group-state.ts';
import { groupTombstone, NO_TIMESTAMP, offsetTombstone } from '../records/group-records.ts';
import type { Turn } from '../turn.ts';
import type { CommittedOffset } from './committed-offset.ts';
import type { PartitionKey } from './partition-map.ts';

const MS_PER_MINUTE = 60_000;

/** From when on the offsets of a group age; undefined where they do not. */
type AgesFrom = ((committed: CommittedOffset) => number) | undefined;

function agesFrom(group: ClassicGroup): AgesFrom {
  if (group.protocolType === null) return (committed) => committed.commitTimestampMs;
  if (group.state === 'Empty') {
    const { stateTimestampMs } = group;
    // Records of old versions do not tell.
    if (stateTimestampMs === NO_TIMESTAMP) return (committed) => committed.commitTimestampMs;
    return () => stateTimestampMs;
  }
  const isKnown = group.isConsumerGroup && group.knowsSubscribedTopics;
  if (group.state === 'Stable' && isKnown) return (committed) => committed.commitTimestampMs;
  return undefined;
}

/** What of a group has expired, and whether nothing else is left of it. */
export function expiredOffsets(
  { offsets, config }: Pick<GroupState, 'offsets' | 'config'>,
  group: ClassicGroup,
  nowMs: number,
): { readonly expired: readonly PartitionKey[]; readonly isNothingLeft: boolean } {
  const from = agesFrom(group);
  const retentionMs = config.offsetsRetentionMinutes * MS_PER_MINUTE;
  const isExpired = (committed: CommittedOffset): boolean => {
    if (from === undefined) return false;
    if (committed.expireTimestampMs !== undefined) return nowMs >= committed.expireTimestampMs;
    return nowMs - from(committed) >= retentionMs;
  };
  const keys = offsets.keysOf(group.groupId);
  const expired = keys.filter((key) => {
    const committed = offsets.get(key);
    if (committed === undefined || offsets.isUnstable(key)) return false;
    return !group.isSubscribedTo(key.topic) && isExpired(committed);
  });
  return { expired, isNothingLeft: expired.length === keys.length };
}

/** Looks through all groups of the shard. */
export function expireOffsets(turn: Turn): void {
  const { state } = turn;
  const { groups, services } = state;
  const nowMs = services.wallMs();
  const groupIds = [...groups.entries()].map(([groupId]) => groupId);
  for (const groupId of groupIds) {
    const group = groups.lookAt(groupId);
    if (group === undefined) continue;
    const { expired, isNothingLeft } = expiredOffsets(state, group, nowMs);
    for (const key of expired) turn.append(offsetTombstone(key));
    if (!isNothingLeft || group.state !== 'Empty') continue;
    turn.append(groupTombstone(groupId));
    endGroup(state, group, 'offsets expired');
    services.logger.info(`group ${groupId} is empty and has no offsets: it is removed`);
  }
}
