// ListGroups: the groups of this shard, by state and type where the request says so. Names are
// compared without regard to case; a state that there is not lists nothing, as does such a type.

import {
  type ListGroupsRequest,
  type ListGroupsResponse,
  listGroupsApi,
} from '@ottla/protocol';
import type { ShardQuery } from '../../runtime/shard.ts';
import type { StoredGroup } from '../group-registry.ts';
import type { GroupState } from '../group-state.ts';

/** What is not served has no state to tell. */
const UNKNOWN_STATE = 'Unknown';

type Filter = (name: string) => boolean;

function filterOf(names: readonly string[]): Filter {
  if (names.length === 0) return () => true;
  const wanted = new Set(names.map((name) => name.trim().toLowerCase()));
  return (name) => wanted.has(name.toLowerCase());
}

function list(shard: GroupState, groupId: string, stored: StoredGroup) {
  const { state: groupState } = stateOf(shard, groupId, stored);
  const protocolType = protocolOf(shard, groupId, stored);
  return { groupId, groupType: stored.kind, protocolType, groupState };
}

function protocolOf({ groups }: GroupState, groupId: string, stored: StoredGroup): string {
  // Each of these kinds has but one protocol, of the same name.
  if (stored.kind !== 'classic') return stored.kind;
  return (groups.machine(groupId) ?? stored.metadata)?.protocolType ?? '';
}

/** Without making a machine of each group that is not in use. */
export function stateOf(
  { groups }: GroupState,
  groupId: string,
  stored: StoredGroup,
): { readonly state: string; readonly memberCount: number } {
  if (stored.kind !== 'classic') return { state: UNKNOWN_STATE, memberCount: 0 };
  const machine = groups.machine(groupId);
  if (machine !== undefined) return { state: machine.state, memberCount: machine.memberCount };
  const memberCount = stored.metadata?.members.length ?? 0;
  return { state: memberCount > 0 ? 'Stable' : 'Empty', memberCount };
}

export const listGroups: ShardQuery<GroupState, ListGroupsRequest, ListGroupsResponse> = {
  api: listGroupsApi,
  read(state, request, { offset }) {
    const isState = filterOf(request.statesFilter);
    const isType = filterOf(request.typesFilter);
    const listed = [];
    for (const [groupId, stored] of state.groups.entries(offset)) {
      const group = list(state, groupId, stored);
      if (isState(group.groupState) && isType(group.groupType)) listed.push(group);
    }
    return { groups: listed };
  },
  refuse: (_, error) => ({ errorCode: error.code }),
};
