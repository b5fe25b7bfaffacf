// log-start-back: records that were deleted by request are there again, or the start of a log goes
// back from one answer to a later one. Nothing excuses it: a start is durable before it is shown.

import type { Checker } from './checker.ts';
import { type Examination, partitionKey } from './examination.ts';

interface Start {
  /** A request to delete what is gone already moves nothing back. */
  readonly isRequest: boolean;
  readonly offset: number;
  readonly invokedMs: number;
  readonly completedMs: number;
}

export const logStartBack: Checker = {
  name: 'log-start-back',
  *check(examined) {
    for (const [key, starts] of startsByPartition(examined)) {
      const byEnd = starts.toSorted((a, b) => a.completedMs - b.completedMs);
      const byStart = starts.toSorted((a, b) => a.invokedMs - b.invokedMs);
      let highest: Start | undefined;
      let ended = 0;
      for (const { offset, invokedMs, isRequest } of byStart) {
        for (; (byEnd[ended]?.completedMs ?? Infinity) < invokedMs; ended += 1) {
          const over = byEnd[ended];
          if (over !== undefined && over.offset >= (highest?.offset ?? 0)) highest = over;
        }
        if (highest === undefined || offset >= highest.offset || isRequest) continue;
        yield `${key} started at ${highest.offset}, then at ${offset}`;
      }
    }
  },
};

/** What is known of the start of each log: by requests, by answers and by the last reading. */
function startsByPartition(examined: Examination): ReadonlyMap<string, readonly Start[]> {
  const { trims, lookups, finals } = examined.history;
  const requested = trims
    .filter(({ outcome }) => outcome === 'ok')
    .map((trim) => ({ ...trim, offset: trim.before, isRequest: true }));
  const told = lookups
    .filter(({ at }) => at === 'earliest')
    .map((lookup) => ({ ...lookup, isRequest: false }));
  const last = finals.map((log) => {
    const times = { invokedMs: Infinity, completedMs: Infinity };
    return { ...log, ...times, offset: log.startOffset, isRequest: false };
  });
  return Map.groupBy([...requested, ...told, ...last], partitionKey);
}
