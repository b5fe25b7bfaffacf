// The requests of the classic group protocol, field by field and version by version. Pure.

import type {
  Draft,
  HeartbeatRequest,
  JoinGroupRequest,
  JoinGroupResponse,
  LeaveGroupRequest,
  SyncGroupRequest,
} from '@ottla/protocol';

import type { VersionLimits } from '../../../core/api-versions.ts';
import type { Generation, Joined, SyncAssignments } from './membership.ts';

export const PROTOCOL_TYPE = 'consumer';
/** Kafka cuts a reason to this many characters. */
const REASON_LENGTH_MAX = 255;

export interface GroupIdentity {
  readonly groupId: string;
  readonly groupInstanceId: string | null;
}

export interface JoinTerms extends GroupIdentity {
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  /** In order of preference. */
  readonly protocols: readonly { readonly name: string; readonly metadata: Uint8Array }[];
}

/** Static members need a broker that knows them. */
export function joinLimits({ groupInstanceId }: GroupIdentity): VersionLimits {
  return groupInstanceId === null ? {} : { min: 5 };
}

export function joinRequest(
  terms: JoinTerms,
  memberId: string,
  reason: string,
  version: number,
): Draft<JoinGroupRequest> {
  const { groupId, groupInstanceId, sessionTimeoutMs, rebalanceTimeoutMs, protocols } = terms;
  return {
    groupId,
    sessionTimeoutMs,
    ...(version >= 1 ? { rebalanceTimeoutMs } : {}),
    memberId,
    ...(version >= 5 ? { groupInstanceId } : {}),
    protocolType: PROTOCOL_TYPE,
    protocols,
    ...(version >= 8 ? { reason: reason.slice(0, REASON_LENGTH_MAX) } : {}),
  };
}

export function joinedOf(response: JoinGroupResponse): Joined {
  const { generationId, memberId, protocolName, leader, skipAssignment, members } = response;
  return {
    generationId,
    memberId,
    protocolName: protocolName ?? '',
    leader,
    skipAssignment,
    members,
  };
}

export function syncRequest(
  identity: GroupIdentity,
  generation: Generation,
  assignments: SyncAssignments,
  version: number,
): Draft<SyncGroupRequest> {
  const { generationId, memberId, protocolName = null } = generation;
  return {
    groupId: identity.groupId,
    generationId,
    memberId,
    ...(version >= 3 ? { groupInstanceId: identity.groupInstanceId } : {}),
    ...(version >= 5 ? { protocolType: PROTOCOL_TYPE, protocolName } : {}),
    assignments,
  };
}

export function heartbeatRequest(
  identity: GroupIdentity,
  { generationId, memberId }: Generation,
  version: number,
): Draft<HeartbeatRequest> {
  const { groupId, groupInstanceId } = identity;
  const instance = version >= 3 ? { groupInstanceId } : {};
  return { groupId, generationId, memberId, ...instance };
}

export function leaveRequest(
  identity: GroupIdentity,
  memberId: string,
  reason: string,
  version: number,
): Draft<LeaveGroupRequest> {
  const { groupId } = identity;
  if (version < 3) return { groupId, memberId };
  const told = version >= 5 ? { reason: reason.slice(0, REASON_LENGTH_MAX) } : {};
  return { groupId, members: [{ memberId, ...told }] };
}
