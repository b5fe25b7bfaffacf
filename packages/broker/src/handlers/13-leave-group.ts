// LeaveGroup: members go.
//
// Behaviour: an empty group id is refused here; all else is the coordinator's.
// Version notes: before 3 one member leaves, and its error is the request's.

import {
  type Draft,
  errors,
  leaveGroupApi,
  type LeaveGroupRequest,
  type LeaveGroupResponse,
} from '@ottla/protocol';
import { callShard, type CommandTarget } from '../coordinator/call-shard.ts';
import type { Handler } from './handler.ts';

const MEMBERS_SINCE = 3;

export function leaveGroupHandler<State>(
  target: CommandTarget<State, LeaveGroupRequest, LeaveGroupResponse>,
): Handler<LeaveGroupRequest, LeaveGroupResponse> {
  return {
    api: leaveGroupApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'READ', resourceType: 'group' }],
    handle(request, context, respond) {
      const { apiVersion, throttleTimeMs } = context;
      const asked = apiVersion < MEMBERS_SINCE ? withMembers(request) : request;
      const send = (response: Draft<LeaveGroupResponse>): void => {
        const told = apiVersion < MEMBERS_SINCE ? withoutMembers(response) : response;
        respond({ ...told, throttleTimeMs });
      };
      if (request.groupId === '') {
        send(target.command.refuse(asked, errors.INVALID_GROUP_ID, apiVersion));
        return;
      }
      callShard(target, request.groupId, asked, { context, respond: send });
    },
  };
}

function withMembers(request: LeaveGroupRequest): LeaveGroupRequest {
  const { memberId, unknownTaggedFields } = request;
  const member = { memberId, groupInstanceId: null, reason: null, unknownTaggedFields };
  return { ...request, members: [member] };
}

function withoutMembers({
  errorCode = errors.NONE.code,
  members = [],
}: Draft<LeaveGroupResponse>): Draft<LeaveGroupResponse> {
  return { errorCode: errorCode === errors.NONE.code ? members[0]?.errorCode : errorCode };
}
