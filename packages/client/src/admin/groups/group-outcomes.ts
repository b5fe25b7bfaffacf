// What an answer with an entry for each group tells of those that were asked for.

import { outcomeOf, type Answer, type Outcome } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { groupName } from './group-words.ts';

/** In the order of `asked`; groups that the answer says nothing of are left out. */
export function outcomesByGroup<Group extends Answer & { readonly groupId: string }, Value>(
  asked: readonly string[],
  groups: readonly Group[],
  valueOf: (group: Group) => Value,
): (readonly [string, Outcome<Value>])[] {
  return pairBy(asked, (id) => id, groups, ({ groupId }) => groupId).map(
    ([id, group]) => [id, outcomeOf(group, groupName(id), () => valueOf(group))] as const,
  );
}
