// SyncGroup: a member asks for its assignment; the leader brings all of them.
//
// Behaviour: an empty group id is refused here, and from 5 on a request that does not name the
// group's protocol; all else is the coordinator's.
// Version notes: 5+ names protocol type and protocol.

import {
  errors,
  syncGroupApi,
  type SyncGroupRequest,
  type SyncGroupResponse,
} from '@ottla/protocol';
import { callShard, type CommandTarget } from '../coordinator/call-shard.ts';
import type { Handler } from './handler.ts';

const PROTOCOL_SINCE = 5;

export function syncGroupHandler<State>(
  target: CommandTarget<State, SyncGroupRequest, SyncGroupResponse>,
): Handler<SyncGroupRequest, SyncGroupResponse> {
  return {
    api: syncGroupApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'READ', resourceType: 'group' }],
    handle(request, context, respond) {
      const { throttleTimeMs, apiVersion } = context;
      const send: typeof respond = (response) => respond({ ...response, throttleTimeMs });
      const refusal = refusalOf(request, apiVersion);
      if (refusal !== undefined) send(target.command.refuse(request, refusal, apiVersion));
      else callShard(target, request.groupId, request, { context, respond: send });
    },
  };
}

function refusalOf(
  { groupId, protocolType, protocolName }: SyncGroupRequest,
  apiVersion: number,
): typeof errors.NONE | undefined {
  const isNamed = protocolType !== null && protocolName !== null;
  if (apiVersion >= PROTOCOL_SINCE && !isNamed) return errors.INCONSISTENT_GROUP_PROTOCOL;
  return groupId === '' ? errors.INVALID_GROUP_ID : undefined;
}
