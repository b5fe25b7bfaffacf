// What an answer with an entry for each group tells of those that were asked for.

import { DecodeError } from '@ottla/protocol';

import { MalformedResponseError } from '../../errors.ts';
import { outcomeOf, type Answer, type Outcome } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { groupName } from './group-words.ts';

/**
 * In the order of `asked`; groups that the answer says nothing of are left out. What cannot be read
 * of one group is that group's error.
 */
export function outcomesByGroup<Group extends Answer & { readonly groupId: string }, Value>(
  asked: readonly string[],
  groups: readonly Group[],
  valueOf: (group: Group) => Value,
): (readonly [string, Outcome<Value>])[] {
  return pairBy(asked, (id) => id, groups, ({ groupId }) => groupId).map(
    ([id, group]) => [id, outcomeOf(group, groupName(id), () => readable(group))] as const,
  );

  function readable(group: Group): Outcome<Value> {
    try {
      return valueOf(group);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      const message = `${groupName(group.groupId)}: ${error.message}`;
      return new MalformedResponseError(message, { cause: error });
    }
  }
}
