// Polls of one consumer of one partition between two assignments or seeks: a stint. Within one, a
// consumer owes order and completeness.

import type { History, Poll } from '../history/history.ts';
import { partitionKey } from './examination.ts';

/** In the order in which they happened; none is empty. */
export function stintsOf(history: History): readonly (readonly Poll[])[] {
  const stints = Map.groupBy(
    history.polls,
    (poll) => `${poll.session.id} ${partitionKey(poll)} ${poll.stint}`,
  );
  return [...stints.values()];
}
