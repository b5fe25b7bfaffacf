// JoinGroup: somebody wants to be a member. The answer waits until the join phase is over.
//
// Behaviour: the session timeout has to be one that the broker allows; everything else is the
// machine's (classic/join.ts).
// Version notes: from v4 on a dynamic member is first given its id; from v9 on a leader may be told
// to skip the assignment.

import {
  errors,
  type JoinGroupRequest,
  type JoinGroupResponse,
  joinGroupApi,
} from '@ottla/protocol';
import type { ShardCommand } from '../../runtime/shard.ts';
import type { MemberTerms } from '../classic/classic-member.ts';
import { joinClassicGroup } from '../classic/join.ts';
import type { GroupState } from '../group-state.ts';
import { Turn } from '../turn.ts';

function termsOf(request: JoinGroupRequest): MemberTerms {
  const { sessionTimeoutMs, rebalanceTimeoutMs } = request;
  // The request's bytes are its connection's.
  const protocols = request.protocols.map(({ name, metadata }) => ({
    name,
    metadata: Uint8Array.from(metadata),
  }));
  return { protocols, sessionTimeoutMs, rebalanceTimeoutMs };
}

export const joinGroup: ShardCommand<GroupState, JoinGroupRequest, JoinGroupResponse> = {
  api: joinGroupApi,
  check({ config }, { sessionTimeoutMs }) {
    const { groupMinSessionTimeoutMs: minMs, groupMaxSessionTimeoutMs: maxMs } = config;
    const isAllowed = minMs <= sessionTimeoutMs && sessionTimeoutMs <= maxMs;
    return isAllowed ? undefined : errors.INVALID_SESSION_TIMEOUT;
  },
  handle(state, request, ticket) {
    const turn = new Turn(state);
    joinClassicGroup(turn, { request, ticket, terms: termsOf(request) });
    return turn.result(false);
  },
  refuse: ({ memberId }, error) => ({ memberId, errorCode: error.code }),
};
