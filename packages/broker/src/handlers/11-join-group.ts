// JoinGroup: somebody wants to be, or stay, a member of a group. The answer comes when all have
// joined.
//
// Behaviour: an empty group id is refused here; all else is the coordinator's.
// Version notes: 0 has no rebalance timeout: its session timeout serves as such. Before 7 there is
// no null for a protocol's name, since then no empty one.

import {
  errors,
  joinGroupApi,
  type JoinGroupRequest,
  type JoinGroupResponse,
} from '@ottla/protocol';
import { callShard, type CommandTarget } from '../coordinator/call-shard.ts';
import type { Handler } from './handler.ts';

const REBALANCE_TIMEOUT_SINCE = 1;
const NULL_NAME_SINCE = 7;

export function joinGroupHandler<State>(
  target: CommandTarget<State, JoinGroupRequest, JoinGroupResponse>,
): Handler<JoinGroupRequest, JoinGroupResponse> {
  return {
    api: joinGroupApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'READ', resourceType: 'group' }],
    handle(request, context, respond) {
      const { apiVersion, throttleTimeMs } = context;
      const { groupId, sessionTimeoutMs } = request;
      const send: typeof respond = (response) => {
        // An empty name and none are the same, written in the version's own way.
        const protocolName = response?.protocolName || (apiVersion < NULL_NAME_SINCE ? '' : null);
        respond({ ...response, protocolName, throttleTimeMs });
      };
      if (groupId === '') {
        send(target.command.refuse(request, errors.INVALID_GROUP_ID, apiVersion));
        return;
      }
      const asked =
        apiVersion < REBALANCE_TIMEOUT_SINCE
          ? { ...request, rebalanceTimeoutMs: sessionTimeoutMs }
          : request;
      callShard(target, groupId, asked, { context, respond: send });
    },
  };
}
