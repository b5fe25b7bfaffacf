// stuck (liveness): faults are over, and yet something does not come to its end in time.

import type { Checker } from './checker.ts';

export const stuck: Checker = {
  name: 'stuck',
  *check({ history }) {
    for (const { what, waitedMs } of history.stalls) {
      yield `${what}: not within ${waitedMs} ms after the last fault`;
    }
  },
};
