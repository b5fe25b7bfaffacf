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

/** Without making a machine of each group that is not in use. */
function list({ groups }: GroupState, groupId: string, stored: StoredGroup) {
  const groupType = stored.kind;
  if (stored.kind !== 'classic') {
    // Each of these kinds has but one protocol, of the same name.
    return { groupId, groupType, protocolType: stored.kind, groupState: UNKNOWN_STATE };
  }
  const machine = groups.machine(groupId);
  if (machine !== undefined) {
    const { state: groupState, protocolType } = machine;
    return { groupId, groupType, protocolType: protocolType ?? '', groupState };
  }
  const hasMembers = (stored.metadata?.members.length ?? 0) > 0;
  const protocolType = stored.metadata?.protocolType ?? '';
  return { groupId, groupType, protocolType, groupState: hasMembers ? 'Stable' : 'Empty' };
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
