// Heartbeat: a member lives, and asks whether the group rebalances.
//
// Behaviour: while the coordinator loads, every member is told that all is well: it could not do
// anything about it.

import {
  errors,
  type HeartbeatRequest,
  type HeartbeatResponse,
  heartbeatApi,
} from '@ottla/protocol';
import type { ShardCommand } from '../../runtime/shard.ts';
import { heartbeat as beat } from '../classic/heartbeat.ts';
import type { GroupState } from '../group-state.ts';
import { Turn } from '../turn.ts';

export const heartbeat: ShardCommand<GroupState, HeartbeatRequest, HeartbeatResponse> = {
  api: heartbeatApi,
  handle(state, request, ticket) {
    const turn = new Turn(state);
    turn.answer(ticket, { errorCode: beat(turn, request).code });
    return turn.result();
  },
  refuse: (_, error) => ({
    errorCode: error === errors.COORDINATOR_LOAD_IN_PROGRESS ? errors.NONE.code : error.code,
  }),
};
