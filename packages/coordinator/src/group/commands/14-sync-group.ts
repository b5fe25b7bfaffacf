// SyncGroup: a member asks for its assignment, the leader brings all of them. The answer waits for
// the leader, and for the assignment to be written.
//
// Version notes: from v5 on protocol type and name are checked.

import { type SyncGroupRequest, type SyncGroupResponse, syncGroupApi } from '@ottla/protocol';
import type { ShardCommand } from '../../runtime/shard.ts';
import { syncClassicGroup } from '../classic/sync.ts';
import type { GroupState } from '../group-state.ts';
import { Turn } from '../turn.ts';

export const syncGroup: ShardCommand<GroupState, SyncGroupRequest, SyncGroupResponse> = {
  api: syncGroupApi,
  handle(state, request, ticket) {
    const turn = new Turn(state);
    syncClassicGroup(turn, { request, ticket });
    return turn.result();
  },
  refuse: (_, error) => ({ errorCode: error.code }),
};
