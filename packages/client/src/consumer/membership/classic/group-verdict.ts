// What an error of the coordinator means to a member. Pure.

import { errorOf, errors, type ProtocolError } from '@ottla/protocol';

export type GroupVerdict =
  /** Another rebalance is under way: join it, at once. */
  | 'rejoin'
  /** The generation is over; the member id may still be good. */
  | 'generation-over'
  | 'unknown-member'
  /** Not here, or not now: look for the coordinator again. */
  | 'coordinator'
  | 'retry'
  | 'final';

/** `member`: heartbeats and commits, which the member sends on the side. */
export type GroupRequestKind = 'join' | 'sync' | 'member';

const COORDINATOR: readonly ProtocolError[] = [
  errors.COORDINATOR_NOT_AVAILABLE,
  errors.NOT_COORDINATOR,
];

const FINAL_OF_MEMBER: readonly ProtocolError[] = [
  errors.FENCED_INSTANCE_ID,
  errors.GROUP_AUTHORIZATION_FAILED,
];

export function judgeGroupError(request: GroupRequestKind, errorCode: number): GroupVerdict {
  const isOneOf = (list: readonly ProtocolError[]): boolean =>
    list.some(({ code }) => code === errorCode);
  if (isOneOf(COORDINATOR)) return 'coordinator';
  switch (errorCode) {
    case errors.UNKNOWN_MEMBER_ID.code:
      return 'unknown-member';
    case errors.ILLEGAL_GENERATION.code:
      return request === 'join' ? 'final' : 'generation-over';
    case errors.REBALANCE_IN_PROGRESS.code:
      // A join is refused so where the broker could not store the group in time: not at once.
      return request === 'join' ? 'retry' : 'rejoin';
    case errors.COORDINATOR_LOAD_IN_PROGRESS.code:
      return 'retry';
  }
  // What else a heartbeat is refused with passes, or the session ends by itself.
  if (request === 'member') return isOneOf(FINAL_OF_MEMBER) ? 'final' : 'retry';
  return errorOf(errorCode).retriable ? 'retry' : 'final';
}
