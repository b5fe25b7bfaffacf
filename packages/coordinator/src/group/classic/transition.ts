// How a group changes its state: by the table, and told in the log.

import type { GroupState } from '../group-state.ts';
import type { ClassicGroup } from './classic-group.ts';
import type { ClassicState, TransitionCause } from './classic-state.ts';

/** The message of each change, of which tests read what happened. */
export const TRANSITION_MESSAGE = 'group changes its state';

export function transition(
  { services }: GroupState,
  group: ClassicGroup,
  to: ClassicState,
  cause: TransitionCause,
): void {
  const from = group.state;
  group.transitionTo(to, cause, services.wallMs());
  const { groupId, generationId } = group;
  services.logger.debug(TRANSITION_MESSAGE, { group: groupId, generationId, from, to, cause });
}
