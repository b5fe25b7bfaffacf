// Heartbeat: a member of a group lives, and hears whether the group rebalances.
//
// Behaviour: an empty group id is refused here; all else is the coordinator's.
// Version notes: 3+ names the static member.

import {
  errors,
  heartbeatApi,
  type HeartbeatRequest,
  type HeartbeatResponse,
} from '@ottla/protocol';
import { callShard, type CommandTarget } from '../coordinator/call-shard.ts';
import type { Handler } from './handler.ts';

export function heartbeatHandler<State>(
  target: CommandTarget<State, HeartbeatRequest, HeartbeatResponse>,
): Handler<HeartbeatRequest, HeartbeatResponse> {
  return {
    api: heartbeatApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'READ', resourceType: 'group' }],
    handle(request, context, respond) {
      const { apiVersion, throttleTimeMs } = context;
      const { groupId } = request;
      const send: typeof respond = (response) => respond({ ...response, throttleTimeMs });
      if (groupId === '') {
        send(target.command.refuse(request, errors.INVALID_GROUP_ID, apiVersion));
        return;
      }
      callShard(target, groupId, request, { context, respond: send });
    },
  };
}
