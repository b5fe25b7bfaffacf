// nonmonotonic-poll: from one poll to the next a consumer is taken back, although nobody sought and
// nothing was reassigned. A loss of power may take a consumer back with the log.

import type { Checker } from './checker.ts';
import { partitionKey } from './examination.ts';
import { stintsOf } from './stints.ts';

export const nonmonotonicPoll: Checker = {
  name: 'nonmonotonic-poll',
  *check(examined) {
    for (const stint of stintsOf(examined.history)) {
      let next = -1;
      for (const poll of stint) {
        const first = poll.records[0]?.offset ?? poll.nextOffset;
        const isExcused = examined.mayForgetBetween(poll.topic, 0, poll.atMs);
        if (first < next && !isExcused) {
          const where = `${partitionKey(poll)}, stint ${poll.stint}`;
          yield `${poll.session.id} was at ${next} of ${where}, and was given ${first}`;
        }
        next = poll.nextOffset;
      }
    }
  },
};
