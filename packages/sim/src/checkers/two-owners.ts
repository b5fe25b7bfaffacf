// two-owners: one partition given to two members in one generation of their group.

import type { Checker } from './checker.ts';

export const twoOwners: Checker = {
  name: 'two-owners',
  *check({ history }) {
    const owners = new Map<string, string>();
    for (const { owner, groupId, generation, partitions } of history.claims) {
      for (const partition of partitions) {
        const what = `${partition} in generation ${generation} of ${groupId}`;
        const other = owners.get(what) ?? owner;
        if (other !== owner) yield `${what} belongs to ${other} and to ${owner}`;
        owners.set(what, owner);
      }
    }
  },
};
