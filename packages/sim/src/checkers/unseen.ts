// unseen: in the log, committed past by a group, and never given to any of its members: read
// at least once is what a group promises that commits only what it was given.

import type { Checker } from './checker.ts';
import { type Examination, partitionKey } from './examination.ts';

export const unseen: Checker = {
  name: 'unseen',
  *check(examined) {
    const committed = highestCommits(examined);
    for (const { groupId, topics } of examined.history.groups) {
      const given = givenTo(groupId, examined);
      for (const log of examined.history.finals) {
        if (!topics.includes(log.topic) || examined.mayForget(log.topic, 0)) continue;
        const bound = committed.get(`${groupId} ${partitionKey(log)}`) ?? 0;
        for (const { id, offset } of log.records) {
          const place = `${partitionKey(log)} ${offset}`;
          if (offset >= bound || given.has(place)) continue;
          yield `${id} at ${place} was given to nobody of ${groupId}, which committed ${bound}`;
        }
      }
    }
  },
};

/** By group and partition, as it was told to whoever asked. */
function highestCommits({ history }: Examination): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const read of history.committedReads) {
    const key = `${read.groupId} ${partitionKey(read)}`;
    highest.set(key, Math.max(read.offset, highest.get(key) ?? 0));
  }
  return highest;
}

function givenTo(groupId: string, { history }: Examination): ReadonlySet<string> {
  const given = new Set<string>();
  for (const poll of history.polls) {
    if (poll.session.groupId !== groupId) continue;
    for (const { offset } of poll.records) given.add(`${partitionKey(poll)} ${offset}`);
  }
  return given;
}
