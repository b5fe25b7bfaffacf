// int-poll-skip: inside one batch that a consumer was handed, a record is missing that is in the log
// between its first and its last one.

import type { Checker } from './checker.ts';
import { partitionKey } from './examination.ts';

export const intPollSkip: Checker = {
  name: 'int-poll-skip',
  *check(examined) {
    for (const poll of examined.history.polls) {
      const log = examined.finalLog(poll);
      const first = poll.records[0];
      const last = poll.records.at(-1);
      if (log === undefined || first === undefined || last === undefined) continue;
      if (examined.mayForget(poll.topic, poll.atMs)) continue;
      const given = new Set(poll.records.map(({ offset }) => offset));
      for (const { offset } of log.records) {
        if (offset <= first.offset || offset >= last.offset || given.has(offset)) continue;
        const range = `${first.offset} to ${last.offset}`;
        yield `${poll.session.id} was given ${range} of ${partitionKey(poll)} without ${offset}`;
      }
    }
  },
};
