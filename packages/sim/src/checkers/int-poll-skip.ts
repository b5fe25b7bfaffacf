// int-poll-skip: inside one batch that a consumer was handed, a record is missing that is in the
// log between its first and its last one.

import type { SeenRecord } from '../history/history.ts';
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
      for (const { offset } of recordsBetween(log.records, first.offset, last.offset)) {
        if (given.has(offset)) continue;
        const range = `${first.offset} to ${last.offset}`;
        yield `${poll.session.id} was given ${range} of ${partitionKey(poll)} without ${offset}`;
      }
    }
  },
};

/** Those with offsets between the two, of records in the order of their offsets. */
function* recordsBetween(
  records: readonly SeenRecord[],
  above: number,
  below: number,
): Generator<SeenRecord> {
  let from = 0;
  let to = records.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((records[middle]?.offset ?? Infinity) <= above) from = middle + 1;
    else to = middle;
  }
  for (let at = from; at < records.length; at += 1) {
    const record = records[at];
    if (record === undefined || record.offset >= below) return;
    yield record;
  }
}
