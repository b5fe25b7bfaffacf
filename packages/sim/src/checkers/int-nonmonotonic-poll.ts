// int-nonmonotonic-poll: inside one batch that a consumer was handed, offsets repeat or go back.

import type { Checker } from './checker.ts';
import { partitionKey } from './examination.ts';

export const intNonmonotonicPoll: Checker = {
  name: 'int-nonmonotonic-poll',
  *check({ history }) {
    for (const poll of history.polls) {
      let last = -1;
      for (const { offset } of poll.records) {
        if (offset <= last) {
          yield `${poll.session.id} was given ${offset} after ${last} of ${partitionKey(poll)}`;
        }
        last = offset;
      }
      if (poll.records.length > 0 && poll.nextOffset <= last) {
        yield `${poll.session.id} was given ${last}, and ${poll.nextOffset} as the next offset`;
      }
    }
  },
};
