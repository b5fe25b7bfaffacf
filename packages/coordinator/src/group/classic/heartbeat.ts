// Heartbeat: the member lives, and learns whether it has to join again.

import { errors, type HeartbeatRequest, type ProtocolError } from '@ottla/protocol';
import type { Turn } from '../turn.ts';
import { startSession } from './sessions.ts';

export function heartbeat({ state }: Turn, request: HeartbeatRequest): ProtocolError {
  const group = state.groups.classic(request.groupId);
  if (group === undefined) return errors.UNKNOWN_MEMBER_ID;
  const member = group.identify(request.memberId, request.groupInstanceId);
  if ('code' in member) return member;
  if (request.generationId !== group.generationId) return errors.ILLEGAL_GENERATION;
  startSession(state, group, member);
  return group.state === 'PreparingRebalance' ? errors.REBALANCE_IN_PROGRESS : errors.NONE;
}
