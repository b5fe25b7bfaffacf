// The end of a group's machine: nobody waits in it any more, and no timer either.

import type { ProtocolError } from '@ottla/protocol';
import type { GroupState } from '../group-state.ts';
import type { Turn } from '../turn.ts';
import type { ClassicGroup } from './classic-group.ts';
import type { TransitionCause } from './classic-state.ts';
import { answerAwaitingJoin, endTimers, refuseSync } from './sessions.ts';
import { transition } from './transition.ts';

/** For an empty group, in which nobody waits. */
export function endGroup(state: GroupState, group: ClassicGroup, cause: TransitionCause): void {
  endTimers(state, group);
  if (group.state !== 'Dead') transition(state, group, 'Dead', cause);
  state.groups.drop(group);
}

/** A group whose first record was not written has never been there. */
export function abandonGroup(turn: Turn, group: ClassicGroup, error: ProtocolError): void {
  for (const member of group.members()) {
    // Its id is worth nothing.
    answerAwaitingJoin(turn, group, member, { memberId: '', errorCode: error.code });
    refuseSync(turn, member, error);
  }
  endGroup(turn.state, group, 'not stored');
}
