// Groups as monitoring sees them: who there is, and what each has committed. Read as of what is
// committed, like a query, but asked piece by piece: a shard may have thousands of groups.

import type { GroupState } from '../group-state.ts';
import { stateOf } from './16-list-groups.ts';

export interface SurveyedGroup {
  readonly groupId: string;
  /** As ListGroups names it. */
  readonly state: string;
  readonly memberCount: number;
}

export interface SurveyedOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** All groups of the shard. */
export function surveyGroups(state: GroupState, offset: number): SurveyedGroup[] {
  const found: SurveyedGroup[] = [];
  for (const [groupId, stored] of state.groups.entries(offset)) {
    found.push({ groupId, ...stateOf(state, groupId, stored) });
  }
  return found;
}

/** What a group has committed. */
export function surveyOffsets(
  state: GroupState,
  groupId: string,
  offset: number,
): SurveyedOffset[] {
  const found: SurveyedOffset[] = [];
  const topics = state.offsets.topicsOf(groupId, offset)?.entries(offset);
  for (const [topic, partitions] of topics ?? []) {
    for (const [partition, committed] of partitions.entries(offset)) {
      found.push({ topic, partition, offset: Number(committed.offset) });
    }
  }
  return found;
}
