// DeleteGroups: groups without members go, with their offsets.

import {
  type DeleteGroupsRequest,
  type DeleteGroupsResponse,
  deleteGroupsApi,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import type { ShardCommand } from '../../runtime/shard.ts';
import { endGroup } from '../classic/abandon.ts';
import type { GroupState } from '../group-state.ts';
import { groupTombstone, offsetTombstone } from '../records/group-records.ts';
import { Turn } from '../turn.ts';

function deleteGroup(turn: Turn, groupId: string): ProtocolError {
  const { groups, offsets, services } = turn.state;
  const group = groups.classic(groupId);
  if (group === undefined) return errors.GROUP_ID_NOT_FOUND;
  if (group.state !== 'Empty') return errors.NON_EMPTY_GROUP;
  const keys = offsets.keysOf(groupId);
  for (const key of keys) turn.append(offsetTombstone(key));
  turn.append(groupTombstone(groupId));
  endGroup(turn.state, group, 'deleted');
  services.logger.info(`group ${groupId} is deleted, with ${keys.length} offsets`);
  return errors.NONE;
}

export const deleteGroups: ShardCommand<GroupState, DeleteGroupsRequest, DeleteGroupsResponse> = {
  api: deleteGroupsApi,
  handle(state, request, ticket) {
    const turn = new Turn(state);
    const results = request.groupsNames.map((groupId) => ({
      groupId,
      errorCode: deleteGroup(turn, groupId).code,
    }));
    turn.answer(ticket, { results });
    return turn.result();
  },
  refuse: (request, error) => ({
    results: request.groupsNames.map((groupId) => ({ groupId, errorCode: error.code })),
  }),
};
