// two-owners: one partition given to two members in one generation of their group. Where offsets
// are not on the disk a loss of power takes the group with them, and its generations begin anew.

import type { Claim } from '../history/history.ts';
import type { Checker } from './checker.ts';

export const twoOwners: Checker = {
  name: 'two-owners',
  *check(examined) {
    const { claims, areOffsetsDurable } = examined.history;
    const owners = new Map<string, Claim>();
    for (const claim of claims) {
      const { owner, groupId, generation, partitions, atMs } = claim;
      for (const partition of partitions) {
        const what = `${partition} in generation ${generation} of ${groupId}`;
        const other = owners.get(what) ?? claim;
        owners.set(what, claim);
        const isExcused = !areOffsetsDurable && examined.hasPowerLoss(other.atMs, atMs);
        if (other.owner === owner || isExcused) continue;
        yield `${what} belongs to ${other.owner} and to ${owner}`;
      }
    }
  },
};
