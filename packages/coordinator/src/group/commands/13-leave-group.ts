// LeaveGroup: members go.
//
// Version notes: the request has `members` in every version here, and is answered with `members`;
// what versions 0 to 2 say instead is the edge's business.

import { type LeaveGroupRequest, type LeaveGroupResponse, leaveGroupApi } from '@ottla/protocol';
import type { ShardCommand } from '../../runtime/shard.ts';
import { leaveClassicGroup } from '../classic/leave.ts';
import type { GroupState } from '../group-state.ts';
import { Turn } from '../turn.ts';

export const leaveGroup: ShardCommand<GroupState, LeaveGroupRequest, LeaveGroupResponse> = {
  api: leaveGroupApi,
  handle(state, request, ticket) {
    const turn = new Turn(state);
    const outcomes = leaveClassicGroup(turn, request);
    const members = request.members.map(({ memberId, groupInstanceId }, index) => ({
      memberId,
      groupInstanceId,
      errorCode: outcomes[index]?.code,
    }));
    turn.answer(ticket, { members });
    return turn.result();
  },
  refuse: (_, error) => ({ errorCode: error.code }),
};
