// complaint: somebody said what only a bug says: an assertion that failed, a rejection that nobody
// handled, a workload that broke.

import type { Checker } from './checker.ts';

export const complaint: Checker = {
  name: 'complaint',
  *check({ history }) {
    yield* history.complaints;
  },
};
