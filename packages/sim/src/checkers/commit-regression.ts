// commit-regression: what a group has committed goes back: a read that began after a commit was
// acknowledged is told less, or a later commit by a member is lower than an earlier one. A loss of
// power excuses it where offsets, or the records themselves, were not on the disk.

import type { Commit, CommittedRead } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { type Examination, partitionKey } from './examination.ts';

interface Step {
  readonly offset: number;
  readonly invokedMs: number;
  readonly completedMs: number;
  readonly who: string;
}

export const commitRegression: Checker = {
  name: 'commit-regression',
  *check(examined) {
    for (const [key, steps] of stepsByPartition(examined)) {
      const byEnd = steps.toSorted((a, b) => a.completedMs - b.completedMs);
      const byStart = steps.toSorted((a, b) => a.invokedMs - b.invokedMs);
      let highest: Step | undefined;
      let ended = 0;
      for (const step of byStart) {
        // All that was over before this one began.
        for (; (byEnd[ended]?.completedMs ?? Infinity) < step.invokedMs; ended += 1) {
          const over = byEnd[ended];
          if (over !== undefined && over.offset > (highest?.offset ?? -1)) highest = over;
        }
        if (highest === undefined || step.offset >= highest.offset) continue;
        const was = `was at ${highest.offset} (${highest.who})`;
        yield `${key} ${was}, then at ${step.offset} (${step.who})`;
      }
    }
  },
};

function stepsByPartition(examined: Examination): Map<string, Step[]> {
  const { commits, committedReads } = examined.history;
  const acknowledged = commits.filter(({ outcome }) => outcome === 'ok');
  const all = [...acknowledged, ...committedReads].filter((each) => !isExcused(each, examined));
  const steps = Map.groupBy(all, (each) => `${each.groupId} ${partitionKey(each)}`);
  return new Map([...steps].map(([key, list]) => [key, list.map(stepOf)]));
}

function isExcused({ topic }: Commit | CommittedRead, examined: Examination): boolean {
  if (examined.topic(topic)?.kind === 'fleeting') return true;
  if (examined.mayForget(topic, 0)) return true;
  return !examined.history.areOffsetsDurable && examined.hasPowerLoss(0, Infinity);
}

function stepOf(each: Commit | CommittedRead): Step {
  const { offset, invokedMs, completedMs } = each;
  return { offset, invokedMs, completedMs, who: 'session' in each ? each.session.id : 'read' };
}
