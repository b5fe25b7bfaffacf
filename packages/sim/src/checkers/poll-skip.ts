// poll-skip: of what is in the log in the end, a consumer was given an earlier and a later record
// in one stint, and never one between them.

import type { FinalLog, Poll, SeenRecord } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { partitionKey } from './examination.ts';
import { stintsOf } from './stints.ts';

export const pollSkip: Checker = {
  name: 'poll-skip',
  *check(examined) {
    for (const stint of stintsOf(examined.history)) {
      const [poll] = stint;
      const log = poll === undefined ? undefined : examined.finalLog(poll);
      if (poll === undefined || log === undefined) continue;
      for (const offset of skippedIn(stint, log)) {
        const where = `${partitionKey(poll)}, stint ${poll.stint}`;
        yield `${poll.session.id} was never given ${offset} of ${where}, but later ones`;
      }
    }
  },
};

function skippedIn(stint: readonly Poll[], log: FinalLog): number[] {
  const given = new Set<string>();
  let first = Infinity;
  for (const { records } of stint) {
    for (const record of records) {
      given.add(placeOf(record));
      first = Math.min(first, record.offset);
    }
  }
  const inLog = log.records.filter(({ offset }) => offset >= first);
  // Up to the last one that it was given: what comes behind it, it had no time for.
  const last = inLog.findLastIndex((record) => given.has(placeOf(record)));
  const skipped = inLog.slice(0, last + 1).filter((record) => !given.has(placeOf(record)));
  return skipped.map(({ offset }) => offset);
}

function placeOf({ offset, leaderEpoch }: SeenRecord): string {
  return `${offset} ${leaderEpoch}`;
}
