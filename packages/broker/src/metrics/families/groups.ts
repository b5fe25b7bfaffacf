// kafka.coordinator.group:type=GroupMetadataManager: the groups that this broker coordinates.

import type { ReplicaSet } from '../../replica/replica-set.ts';
import type { Exposition } from '../exposition.ts';
import { gauge } from '../metric-family.ts';
import { exposeGroup, type MeasuredGroup } from './exporter.ts';

/** Kafka has a gauge for each of these states. */
const STATES = [
  'PreparingRebalance',
  'CompletingRebalance',
  'Stable',
  'Dead',
  'Empty',
] as const;

const PREFIX = 'kafka_coordinator_group_groupmetadatamanager_numgroups';

const ofState = (state: string) =>
  gauge(`${PREFIX}${state.toLowerCase()}`, `Groups in the state ${state}.`);

export const groupFamilies = {
  all: gauge(PREFIX, 'Groups that this broker coordinates.'),
  PreparingRebalance: ofState('PreparingRebalance'),
  CompletingRebalance: ofState('CompletingRebalance'),
  Stable: ofState('Stable'),
  Dead: ofState('Dead'),
  Empty: ofState('Empty'),
} as const;

/** After so many groups there may be a rest. */
const GROUPS_PER_STEP = 16;

/**
 * Counts all groups, and tells of what they have committed until those are `partitionsMax` (0:
 * of none). Returns how many groups are left out.
 */
export function* exposeGroups(
  out: Exposition,
  groups: Iterable<MeasuredGroup>,
  replicas: Pick<ReplicaSet, 'hosted'>,
  partitionsMax: number,
): Generator<void, number> {
  const byState = new Map<string, number>();
  let all = 0;
  let told = 0;
  let leftOut = 0;
  for (const group of groups) {
    all += 1;
    byState.set(group.state, (byState.get(group.state) ?? 0) + 1);
    // Once there is no room, who is told of stays the same from one scrape to the next.
    const offsets = partitionsMax > 0 && leftOut === 0 ? group.offsets() : [];
    told += Math.max(1, offsets.length);
    if (partitionsMax > 0 && told > partitionsMax) leftOut += 1;
    else if (partitionsMax > 0) exposeGroup(out, group, offsets, replicas);
    if (all % GROUPS_PER_STEP === 0) yield;
  }
  out.add(groupFamilies.all, all);
  for (const state of STATES) out.add(groupFamilies[state], byState.get(state) ?? 0);
  return leftOut;
}
