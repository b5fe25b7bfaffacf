// kafka.coordinator.group:type=GroupMetadataManager: the groups that this broker coordinates.

import type { Exposition } from '../exposition.ts';
import { gauge } from '../metric-family.ts';

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

/** `states`: one for each group, in the names of ListGroups. */
export function exposeGroups(out: Exposition, states: readonly string[]): void {
  out.add(groupFamilies.all, states.length);
  for (const state of STATES) {
    out.add(groupFamilies[state], states.filter((each) => each === state).length);
  }
}
